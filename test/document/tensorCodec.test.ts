/** The base64 of the file format: exact, strict, and the same on machines of either byte order. */
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../shared/document/file/tensorCodec'

const data = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(i) * 10 ** (i % 30))

test.each([1, 2, 3, 257, 5000])('base64 of %i numbers is what Node makes of their little-endian bytes', n => {
  expect(encodeBase64(data(n))).toBe(Buffer.from(data(n).buffer).toString('base64'))
})

test.each([1, 2, 3, 257, 5000])('base64 of %i numbers is read back', n => {
  expect(decodeBase64(encodeBase64(data(n)), n)).toEqual(data(n))
})

test('a big-endian machine turns the bytes around, both ways', () => {
  const bytes = Buffer.alloc(32)
  for (const [i, x] of data(4).entries()) bytes.writeDoubleBE(x, 8 * i)
  expect(encodeBase64(data(4), false)).toBe(bytes.toString('base64'))
  expect(decodeBase64(bytes.toString('base64'), 4, false)).toEqual(data(4))
})

test.each([
  ['a foreign letter', 'AAAAAAAAA-A='],
  ['a letter beyond ASCII', 'AAAAAAAAAéA='],
  ['no padding', 'AAAAAAAAAAAA'],
  ['padding too early', 'AAAAAAAA===='],
  ['a line break', 'AAAAAAAA\nAA='],
  ['stray bits in the last letter', 'AAAAAAAAAAB='],
  ['too many letters', 'AAAAAAAAAAAAAAA='],
  ['nothing', ''],
])('base64 with %s is refused', (_, text) => {
  expect(decodeBase64(text, 1)).toBeNull()
})

/** Tables of numbers on the clipboard. */
import { describe, expect, it } from 'vitest'
import { parseTable, tableText } from '../../renderer/panels/inspector/tableText'

const read = (text: string) => {
  const parsed = parseTable(text)
  if (!parsed.ok) return parsed.reason
  const { rows, columns, numbers } = parsed.value
  return { rows, columns, numbers: [...numbers] }
}

describe('a pasted table', () => {
  it.each([
    ['tabs, as a spreadsheet copies', '1\t-2\n3\t4e-1\n'],
    ['Windows line ends', '1\t-2\r\n3\t0.4\r\n'],
    ['commas', '1,-2\n3,.4'],
    ['quoted commas', '"1","-2"\n"3","0.4"'],
    ['semicolons', '1;−2\n3;0.4'],
    ['blanks', '1 -2\n3   0.4'],
    ['the print of NumPy', '[[ 1.  -2. ]\n [ 3.   0.4]]'],
    ['a Python list over lines', '[[1, -2],\n [3, 0.4]]'],
  ])('is read with %s', (_, text) => {
    expect(read(text)).toEqual({ rows: 2, columns: 2, numbers: [1, -2, 3, 0.4] })
  })

  it('is one number when there is one', () => {
    expect(read(' 1/4 \n')).toEqual({ rows: 1, columns: 1, numbers: [0.25] })
  })

  it('names the place of what is not a number', () => {
    expect(read('1\t2\n3\tx')).toContain('Clipboard, row 2, column 2: “x” is not a number')
  })

  it('refuses an empty cell at its place', () => {
    expect(read('1\t\t3')).toContain('Clipboard, row 1, column 2: There is no number here')
  })

  it('refuses decimal commas between tabs instead of splitting them', () => {
    expect(read('0,5\t1')).toBe('Clipboard, row 1, column 1: Write “0,5” with a point: 0.5.')
  })

  it('refuses rows of different lengths', () => {
    expect(read('1\t2\n3')).toBe('Row 2 on the clipboard has 1 entries; the first row has 2.')
  })

  it('refuses an empty clipboard', () => {
    expect(read('\n')).toBe('The clipboard holds no numbers.')
  })

  it('survives copying and pasting to the last bit', () => {
    const numbers = Float64Array.of(0.1 + 0.2, -0, Infinity, Number.NaN, 1e-300, -7)
    const copied = parseTable(tableText({ rows: 2, columns: 3, numbers }))
    expect(copied).toEqual({ ok: true, value: { rows: 2, columns: 3, numbers } })
  })
})

/** The kernels on a memory of one's own and on one that threads share; none where WebAssembly is refused. */
import relaxed from 'virtual:kernels/relaxed'
import simd from 'virtual:kernels/simd'
import { expect, test } from 'vitest'
import { asShared } from '../../shared/wasm/asShared'
import { form, kernelsIn } from '../../shared/wasm/load'

const memories = {
  'a memory of one’s own': () => new WebAssembly.Memory({ initial: 2 }),
  'a shared memory': () => new WebAssembly.Memory({ initial: 2, maximum: 100, shared: true }),
}

test.each(Object.entries(memories))('the kernels compute in %s', (_, create) => {
  const memory = create()
  const kernels = kernelsIn(memory)!
  const at = kernels.firstFreeByte()
  expect(at).toBeLessThan(4096)
  const numbers = new Float64Array(memory.buffer, (at + 7) & ~7, 6)
  numbers.set([1, 2, 3])
  kernels.exp64(numbers.byteOffset + 24, numbers.byteOffset, 3)
  for (const i of [0, 1, 2]) expect(numbers[3 + i]).toBeCloseTo(Math.exp(i + 1), 12)
})

test('two memories do not see each other', () => {
  const both = [memories['a shared memory'](), memories['a shared memory']()]
  const [first] = both.map(memory => kernelsIn(memory)!)
  first!.shift64(32768, 32768, 4, 7)
  expect(both.map(memory => new Float64Array(memory.buffer)[4096])).toEqual([7, 0])
})

test('the best form that this machine runs is taken', () => {
  expect(form).toBe(WebAssembly.validate(relaxed) ? 'relaxed' : 'simd')
})

test('both forms are valid for shared memory wherever they are valid at all', () => {
  for (const bytes of [simd, relaxed])
    expect(WebAssembly.validate(asShared(bytes) as Uint8Array<ArrayBuffer>)).toBe(WebAssembly.validate(bytes))
})

test('a binary that imports anything else is not rewritten', () => {
  expect(() => asShared(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))).toThrow('internal:')
})

test('where instances are refused there are no kernels, and no error', () => {
  expect(kernelsIn({ buffer: new ArrayBuffer(65536) })).toBeNull()
})

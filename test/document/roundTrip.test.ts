/** A circuit that is saved and opened again is the same circuit, to the last bit. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from '../../shared/document/document'
import { moveNodes } from '../../shared/document/edit/move'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit } from '../helpers/circuit'

function reopened(document: Document): Document {
  const parsed = parseCircuitFile(serializeCircuitFile(document))
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.document
}

const bitsOf = (data: Float64Array): bigint[] => [
  ...new BigUint64Array(data.buffer, data.byteOffset, data.length),
]

function withData(shape: readonly number[], data: Float64Array): Document {
  const document = circuit('x:input=0')
  return {
    ...document,
    circuit: { ...document.circuit, nodes: [{ ...document.circuit.nodes[0]!, value: { shape, data } }] },
  }
}

function dataAfter(document: Document): Float64Array {
  const value = reopened(document).circuit.nodes[0]!.value
  if (!value || !('data' in value)) throw new Error('no data')
  return value.data
}

const anyBits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const special = fc.constantFrom(
  0x0000000000000000n, // 0
  0x8000000000000000n, // −0
  0x7ff0000000000000n, // ∞
  0xfff0000000000000n, // −∞
  0x7ff8000000000000n, // NaN
  0x0000000000000001n, // the least subnormal
  0x000fffffffffffffn, // the largest subnormal
  0x7fefffffffffffffn, // the largest double
  0x3fb999999999999an, // 0.1
)

test('numbers keep every bit, whether they stand as decimals or as base64', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(special, anyBits), { minLength: 1, maxLength: 300 }), bits => {
      const data = new Float64Array(BigUint64Array.from(bits).buffer)
      expect(bitsOf(dataAfter(withData([bits.length], data)))).toEqual(bits)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a small tensor with infinities, NaN and minus zero stays readable in the file', () => {
  const data = Float64Array.of(
    0.1,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    5e-324,
  )
  const text = serializeCircuitFile(withData([2, 3], data))
  expect(text).toContain(
    '"data": [\n        0.1, "-0", "NaN",\n        "Infinity", "-Infinity", 5e-324\n      ]',
  )
})

test('more than 256 numbers stand as base64, 256 as decimals', () => {
  expect(serializeCircuitFile(withData([256], new Float64Array(256)))).toContain('"data": [0, 0,')
  const text = serializeCircuitFile(withData([257], new Float64Array(257)))
  expect(text).toContain('"base64": "AAAA')
  expect(text).not.toContain('"data"')
})

test('a view into a larger buffer is saved as its own numbers only', () => {
  const whole = Float64Array.from({ length: 700 }, (_, i) => i)
  expect([...dataAfter(withData([300], whole.subarray(200, 500)))]).toEqual([...whole.subarray(200, 500)])
})

test('the whole document comes back: wires, attributes, recipes, root, cotangent, places and words', () => {
  const document = circuit(
    'x:input=[[1,2]]; W:parameter=glorot(2,3;7); b:parameter=zeros(3); z:affine(W,x,b); m:mean(z){"axes":[0],"keepDims":true}',
    {
      root: 'z',
      cotangent: [[1, 0, -1]],
      positions: { x: [-20, 0.5] },
      about: { title: 'T', text: 'a “b”\n\tc', question: '∂?' },
      groups: [{ op: 'linear', attrs: { k: 2 }, at: { x: 1, y: -2 }, out: 'm', steps: { a: 'x', b: 'W' } }],
      lesson: {
        bookmarks: [
          { at: { phase: 'start' }, caption: 'here “we” begin\n' },
          { at: { phase: 'backward', node: 'z' }, caption: '' },
        ],
        hidden: [
          { of: 'gradient', node: 'W', state: 'found', tries: 3, hints: 2 },
          { of: 'value', node: 'W', state: 'open', tries: 0, hints: 0 },
        ],
      },
    },
  )
  expect(reopened(document)).toEqual(document)
})

test('an op this version does not know keeps its wires, its value and attributes of any form', () => {
  const strange = { deep: [{ a: null, b: [1, -0, 'x'] }], toString: 'own', '': true } as unknown as Record<
    string,
    number
  >
  const document = circuit('x:input=1; q:quantum(x); y:tanh(q)')
  const nodes = document.circuit.nodes.map(node =>
    node.id === 'q' ? { ...node, attrs: strange, value: { shape: [], data: Float64Array.of(2) } } : node,
  )
  const future = { ...document, circuit: { ...document.circuit, nodes } }
  expect(reopened(future)).toEqual(future)
})

test('an attribute that a known op does not have is kept', () => {
  const document = circuit('x:input=1; y:tanh(x){"colour":{"of":"night"}}')
  expect(reopened(document)).toEqual(document)
})

test('saving what was opened gives the same bytes', () => {
  const text = serializeCircuitFile(
    circuit('x:input=[[1,"NaN"],["-Infinity",3]]; q:quantum(x){"b":{"z":1,"a":[]},"a":-0}; e:tanh(q)'),
  )
  const parsed = parseCircuitFile(text)
  expect(parsed.ok && serializeCircuitFile(parsed.document)).toBe(text)
})

test('attributes that were set in another order give the same file', () => {
  const one = circuit('x:input=[1]; m:mean(x){"axes":[0],"keepDims":true}')
  const other = circuit('x:input=[1]; m:mean(x){"keepDims":true,"axes":[0]}')
  expect(serializeCircuitFile(other)).toBe(serializeCircuitFile(one))
})

test('a moved node changes its one line in the layout', () => {
  const before = circuit('x:input=1; y:tanh(x); z:tanh(y)')
  const after = moveNodes(before, new Map([['y', { x: 33, y: -44 }]]))
  const [old, now] = [before, after].map(d => serializeCircuitFile(d).split('\n'))
  const changed = now!.filter((line, i) => line !== old![i])
  expect(changed).toEqual(['      "y": [33, -44],'])
  expect(now).toHaveLength(old!.length)
})

test('positions stand in the order of the nodes, in whatever order they were made', () => {
  const document = circuit('x:input=1; y:tanh(x)')
  const { x, y } = document.layout.positions
  expect(serializeCircuitFile({ ...document, layout: { positions: { y: y!, x: x! }, groups: [] } })).toBe(
    serializeCircuitFile(document),
  )
})

test('an empty circuit is a file, too', () => {
  expect(reopened(circuit(''))).toEqual(circuit(''))
})

test('a byte order mark and Windows line ends are read', () => {
  const document = circuit('x:input=1')
  expect(parseCircuitFile(`\uFEFF${serializeCircuitFile(document).replaceAll('\n', '\r\n')}`)).toEqual({
    ok: true,
    document,
  })
})

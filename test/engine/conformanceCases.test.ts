/** What the conformance runner accepts, refuses and leaves out, on cases written by hand. */
import { describe, expect, test } from 'vitest'
import { reportOf, verdictOf } from '../../shared/engine/conformance'
import { readVectors } from '../../shared/engine/conformanceFormat'
import { halves, list, network, one, square, tie, fileOf as vectors } from '../helpers/referenceCases'

type Json = Readonly<Record<string, unknown>>

const fileOf = (...cases: unknown[]) => vectors('by-hand', ...cases)

function read(file: unknown) {
  const found = readVectors(JSON.stringify(file))
  if (!found.ok || !found.value) throw new Error(found.ok ? 'no vectors' : found.reason)
  return found.value
}

const run = (...cases: Json[]) => reportOf(read(fileOf(...cases)).cases.map(verdictOf))
const reasonOf = (file: unknown) => {
  const found = readVectors(typeof file === 'string' ? file : JSON.stringify(file))
  return found.ok ? null : found.reason
}

describe('a case passes', () => {
  test('where every number is right, of an op and of a network', () => {
    expect(run(square, network)).toEqual({ cases: 2, passed: 2, skipped: [], failed: [] })
  })

  test('within atol + rtol · |expected|, and no further', () => {
    const off = (by: number) => ({ ...square, output: list(1 + by, 4) })
    expect(run(off(0.9e-9)).passed).toBe(1)
    expect(run(off(1.1e-9)).failed).toHaveLength(1)
    const tol = { rtol: 0, atol: 1e-3 }
    expect(run({ ...off(0.9e-3), tol }).passed).toBe(1)
    expect(run({ ...off(1.1e-3), tol }).failed).toHaveLength(1)
  })

  test('where −0 is 0, and infinities and NaN are what they should be', () => {
    const log = {
      ...square,
      op: 'log',
      tags: ['extended', 'nonfinite'],
      inputs: { x: list(0, -1, 1) },
      output: list('-Infinity', 'NaN', -0),
      upstream: list(1, 1, 1),
      grads: { x: list('Infinity', -1, 1) },
    }
    expect(run(log).passed).toBe(1)
    expect(run({ ...log, output: list('Infinity', 'NaN', 0) }).failed).toMatchObject([
      { index: 0, expected: Infinity, got: -Infinity },
    ])
    expect(run({ ...log, output: list('-Infinity', 7, 0) }).failed).toMatchObject([{ index: 1 }])
  })

  test('with the gradients of another tie rule that the file allows, all of them by the same rule', () => {
    expect(run(tie).failed).toMatchObject([{ port: 'grads.a', expected: 8, got: 4 }])
    const [verdict] = read(fileOf({ ...tie, grads_alt: [halves] })).cases.map(verdictOf)
    expect(verdict).toEqual({ id: 'square-1', verdict: 'passed', rule: 'halves' })
    const mixed = [{ rule: 'mixed', grads: { a: list(8), b: list(4) } }]
    expect(run({ ...tie, grads_alt: mixed }).failed).toHaveLength(1)
  })
})

describe('attributes', () => {
  const image = { shape: [1, 1, 1, 4], data: [1, 2, 3, 4] }
  const pooled = { shape: [1, 1, 1, 2], data: [2, 4] }
  const pool = {
    ...square,
    op: 'maxpool2d',
    inputs: { x: image },
    output: pooled,
    upstream: pooled,
    grads: { x: { ...image, data: [0, 2, 0, 4] } },
  }
  const column = { shape: [2, 1], data: [1, 2] }
  const joined = { shape: [4, 1], data: [1, 2, 1, 2] }
  const concat = {
    ...square,
    op: 'concat',
    inputs: { x0: column, x1: column },
    output: joined,
    upstream: joined,
    grads: { x0: column, x1: column },
  }
  const sum = { ...square, op: 'sum', output: one(3), upstream: one(1), grads: { x: list(1, 1) } }

  test('may be one number where there is one for each axis', () => {
    expect(run({ ...pool, attrs: { kernel: [1, 2], stride: 2, pad: 0 } }).passed).toBe(1)
    expect(
      run({ ...square, op: 'reshape', attrs: { shape: 2 }, output: list(1, 2), grads: { x: list(1, 10) } })
        .passed,
    ).toBe(1)
    expect(run({ ...sum, attrs: { axis: 0 } }).passed).toBe(1)
    expect(run({ ...sum, attrs: { axis: [-1], keepdims: false } }).passed).toBe(1)
  })

  test('that the file leaves out are as PyTorch has them', () => {
    expect(run(sum).passed).toBe(1)
    expect(run({ ...pool, attrs: { kernel: [1, 2] } }).passed).toBe(1)
    expect(run({ ...pool, attrs: { kernel: [1, 2], stride: null } }).passed).toBe(1)
    expect(run(concat).passed).toBe(1)
  })
})

describe('a case fails, naming the first wrong number', () => {
  test('of the output, of a gradient, of the gradient of a target', () => {
    expect(run({ ...square, output: list(1, 5) }).failed).toEqual([
      { id: 'square-1', port: 'output', index: 1, expected: 5, got: 4 },
    ])
    expect(run({ ...square, grads: { x: list(2, 41) } }).failed).toEqual([
      { id: 'square-1', port: 'grads.x', index: 1, expected: 41, got: 40 },
    ])
    const mse = {
      ...square,
      op: 'mse',
      inputs: { pred: list(3), target: list(1) },
      output: one(4),
      upstream: one(1),
      grads: { pred: list(4) },
    }
    expect(run(mse).passed).toBe(1)
    expect(run({ ...mse, target_grads: { target: list(-4) } }).passed).toBe(1)
    expect(run({ ...mse, target_grads: { target: list(4) } }).failed).toEqual([
      { id: 'square-1', port: 'target_grads.target', index: 0, expected: 4, got: -4 },
    ])
  })

  test('of a node of a network', () => {
    expect(run({ ...network, outputs: { s: one(6) } }).failed).toEqual([
      { id: 'net-1', port: 'outputs.s', index: 0, expected: 6, got: 5 },
    ])
    expect(run({ ...network, grads: { dead: one(1) } }).failed).toEqual([
      { id: 'net-1', port: 'grads.dead', index: 0, expected: 1, got: 0 },
    ])
  })

  test('where a shape is another one: a scalar is no list of one', () => {
    const sum = { ...square, op: 'sum', attrs: { axis: null, keepdims: false }, upstream: one(1) }
    expect(run({ ...sum, output: list(3), grads: { x: list(1, 1) } }).failed).toEqual([
      { id: 'square-1', port: 'output', index: null, expected: '(1)', got: 'scalar' },
    ])
  })

  test('where the engine has no gradient for it', () => {
    expect(run({ ...network, grads: { b: one(2) } }).failed).toEqual([
      { id: 'net-1', port: 'grads.b', index: null, expected: 'scalar', got: 'nothing' },
    ])
  })

  test('where the circuit has a problem, with its sentence, unless it goes beyond the core', () => {
    const wrong = { ...square, op: 'matmul', inputs: { a: list(1, 2), b: list(1, 2, 3) } }
    const cut = { ...wrong, grads: {} }
    expect(run(cut).failed).toMatchObject([{ index: null, got: expect.stringMatching(/ must .*\.$/) }])
    expect(run({ ...cut, tags: ['extended'] }).skipped).toMatchObject([
      { id: 'square-1', reason: expect.stringMatching(/ must .*\.$/) },
    ])
  })
})

describe('what cannot be run', () => {
  test.each([
    ['no op for cosh', { op: 'cosh' }],
    ['square has no attribute base', { attrs: { base: 2 } }],
    ['square has no port y', { inputs: { x: list(1, 2), y: list(1) } }],
    ['axis of softmax must be a number', { op: 'softmax', attrs: { axis: 'last' } }],
  ])('is skipped beyond the core, and fails in it: %s', (why, change) => {
    const { id, tags } = square
    expect(run({ ...square, ...change, tags: [...tags, 'extended'] })).toEqual({
      cases: 1,
      passed: 0,
      skipped: [{ id, reason: why }],
      failed: [],
    })
    expect(run({ ...square, ...change })).toEqual({
      cases: 1,
      passed: 0,
      skipped: [],
      failed: [{ id, port: 'output', index: null, expected: 'a run', got: why }],
    })
  })

  /** (size, 1) + (size), then tanh after tanh. */
  const outer = (size: number, depth: number) => {
    const data = Array.from({ length: size }, () => 0)
    const node = (id: string, op: string, ...wires: [string, string][]) => ({
      id,
      op,
      inputs: wires.map(([port, from]) => ({ port, node: from })),
    })
    const layers = Array.from({ length: depth }, (_, i) => node(`h${i + 1}`, 'tanh', ['x', `h${i}`]))
    return {
      id: `outer-${size}`,
      kind: 'network',
      loss: 'L',
      nodes: [
        { ...node('a', 'param'), value: { shape: [size, 1], data } },
        { ...node('b', 'param'), value: { shape: [size], data } },
        node('h0', 'add', ['a', 'a'], ['b', 'b']),
        ...layers,
        node('L', 'sum', ['x', `h${depth}`]),
      ],
      outputs: { L: one(0) },
      grads: {},
    }
  }

  test.each([
    [outer(5000, 0), 'a node holds at most 16,000,000.'],
    [outer(4000, 10), 'so nothing was computed.'],
  ])('is what is too large, which does not stop the others', (large, why) => {
    expect(run(large, square)).toMatchObject({
      passed: 1,
      failed: [{ id: large.id, index: null, got: expect.stringContaining(why) }],
    })
  })

  test('is what PyTorch alone does, which is skipped with the note of the case', () => {
    expect(run({ ...square, tags: ['quirk'], note: 'a clamp' }).skipped).toEqual([
      { id: 'square-1', reason: 'PyTorch’s own way, which is not copied: a clamp' },
    ])
  })
})

test.each([[[]], [null], [{ cases: [] }], [{ format: 'chainrule-circuit' }], [{ format: 1 }]])(
  'a JSON file that does not say it is one of vectors is something else: %j',
  file => {
    expect(readVectors(JSON.stringify(file))).toEqual({ ok: true, value: null })
  },
)

describe('a file is refused in one sentence with the place', () => {
  const withCase = (change: Json) => fileOf(square, { ...square, ...change })
  const { upstream: _, ...withoutUpstream } = square
  test.each([
    ['The file is empty; it must be a file of reference vectors.', ''],
    ['The file is not JSON: line 1, column 12 must be a value; it is the end of the file.', '{"format": '],
    [
      '/format is “circuit-reference/2”; this version of Chainrule reads “circuit-reference/1”.',
      { ...fileOf(), format: 'circuit-reference/2' },
    ],
    ['/cases must be 3 cases, as the file’s count says; they are 1.', { ...fileOf(square), count: 3 }],
    ['/cases/1/kind must be “op” or “network”; it is “graph”.', withCase({ kind: 'graph' })],
    [
      '/cases/1/output/data must hold 2 numbers, as its shape (2) needs; it holds 1.',
      withCase({ output: { shape: [2], data: [1] } }),
    ],
    [
      '/cases/1/inputs/x/b64 must be base64 of 2 numbers, as its shape (2) needs; it is not.',
      withCase({ inputs: { x: { shape: [2], b64: 'AAAA' } } }),
    ],
    [
      '/cases/1/grads/x/data/1 must be a number, “NaN”, “Infinity” or “-Infinity”; it is “two”.',
      withCase({ grads: { x: list(1, 'two') } }),
    ],
    [
      '/cases/1/output/shape/0 must be a whole number from 1; it is 1.5.',
      withCase({ output: { shape: [1.5], data: [1] } }),
    ],
    ['/cases/1/upstream is missing; it must be an object.', fileOf(square, withoutUpstream)],
    [
      '/cases/1/grads/y must stand for a node; there is no “y” in this case.',
      withCase({ grads: { y: list(1) } }),
    ],
    ['/cases/0/loss must stand for a node; there is no “L” in this case.', fileOf({ ...network, loss: 'L' })],
    [
      '/cases/0/nodes/5/id must differ from every other id; “f” is there twice.',
      fileOf({ ...network, nodes: [...network.nodes, network.nodes[0]] }),
    ],
    [
      '/cases/0/nodes/0/inputs/0/node must stand for a node; there is no “s” in this case.',
      fileOf({ ...network, nodes: network.nodes.filter(({ id }) => id !== 's') }),
    ],
    ['/cases/1/tol/rtol must be a number of at least 0; it is -1.', withCase({ tol: { rtol: -1, atol: 0 } })],
  ])('%s', (reason, file) => {
    expect(reasonOf(file)).toBe(reason)
  })
})

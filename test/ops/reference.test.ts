/** Values and gradients that PyTorch computed in float64, compared entry by entry: |got − ref| ≤ atol + rtol |ref|. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import type { Attrs, AttrValue, ComputedOp } from '../../shared/ops/op'
import { sumTo } from '../../shared/tensor/broadcast'
import { type Shape, type Tensor, tensor } from '../../shared/tensor/tensor'
import { attrsFor } from './samples'

type Written = { shape: Shape; data?: (number | string)[]; b64?: string }
type Case = {
  id: string
  op: string
  attrs: Record<string, AttrValue>
  tags: string[]
  tol?: { rtol: number; atol: number }
  inputs: Record<string, Written>
  output: Written
  upstream: Written
  grads: Record<string, Written>
  target_grads?: Record<string, Written>
}

const folder = new URL('../fixtures/reference/', import.meta.url)
const cases: Case[] = readdirSync(folder)
  .filter(file => file.startsWith('ops-'))
  .flatMap(file => JSON.parse(readFileSync(new URL(file, folder), 'utf8')).cases)

// PyTorch's names on the left, ours on the right; what is not listed has the same name.
const opNames: Record<string, string> = {
  sub: 'subtract',
  mul: 'multiply',
  div: 'divide',
  neg: 'negate',
  mse: 'meanSquaredError',
  cross_entropy: 'softmaxCrossEntropy',
  batchnorm: 'batchNorm',
  leaky_relu: 'leakyRelu',
  power_tensor: 'powerTensor',
  layernorm: 'layerNorm',
  concat: 'concatenate',
  log_softmax: 'logSoftmax',
  maxpool2d: 'maxPool2d',
  avgpool2d: 'averagePool2d',
}
const portNames: Record<string, Record<string, string>> = {
  affine: { w: 'W' },
  meanSquaredError: { pred: 'p', target: 'y' },
  softmaxCrossEntropy: { logits: 'z', target: 'y' },
}
const ourName = (c: Case) => opNames[c.op] ?? c.op
const ourPort = (c: Case, port: string) => portNames[ourName(c)]?.[port] ?? port

function ourAttrs(c: Case): Attrs {
  const { axis, keepdims, threshold, pad, count_include_pad: countPadding, ...attrs } = c.attrs
  if (pad !== undefined)
    return { ...attrs, padding: pad, ...(countPadding === undefined ? {} : { countPadding }) }
  if (['sum', 'mean', 'max'].includes(ourName(c)))
    return { ...attrs, axes: axis === null ? null : [axis as number], keepDims: keepdims! }
  if (ourName(c) === 'threshold') return { ...attrs, t: threshold! }
  return axis === undefined ? attrs : { ...attrs, axis }
}

function read({ shape, data, b64 }: Written): Tensor {
  if (!b64) return tensor(shape, data!.map(Number))
  const bytes = Buffer.from(b64, 'base64')
  return tensor(
    shape,
    Float64Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i)),
  )
}

function expectClose(
  got: Tensor,
  written: Written,
  what: string,
  { rtol, atol } = { rtol: 1e-9, atol: 1e-12 },
) {
  const ref = read(written)
  expect(got.shape, `shape of ${what}`).toEqual(ref.shape)
  got.data.forEach((x, i) => {
    const r = ref.data[i]!
    const same = Number.isFinite(r) ? Math.abs(x - r) <= atol + rtol * Math.abs(r) : Object.is(x, r)
    expect(same, `${what}[${i}]: got ${x}, reference ${r}`).toBe(true)
  })
}

const ours = cases.filter(c => ops.has(ourName(c)))

describe.each(ours)('$id', c => {
  const op = ops.get(ourName(c)) as ComputedOp
  const attrs = attrsFor(op, ourAttrs(c))
  const inputs = Object.fromEntries(Object.entries(c.inputs).map(([port, x]) => [ourPort(c, port), read(x)]))

  test(`${op.name} agrees with PyTorch, forward and backward`, () => {
    const known = Object.keys(op.attrs)
    expect(known).toEqual(expect.arrayContaining(Object.keys(ourAttrs(c))))
    const shapes = Object.fromEntries(Object.entries(inputs).map(([port, x]) => [port, x.shape]))
    expect(op.shape(shapes, attrs)).toEqual(c.output.shape)
    const out = op.forward(inputs, attrs)
    expectClose(out, c.output, 'out', c.tol)
    for (const [port, written] of Object.entries({ ...c.grads, ...c.target_grads })) {
      const rule = op.backward[ourPort(c, port)]!
      const dx = sumTo(rule({ ...inputs, out, g: read(c.upstream) }, attrs), written.shape)
      expectClose(dx, written, `gradient of ${port}`, c.tol)
    }
  })
})

test('no case of an op that we have is left out; the others are counted', () => {
  // Renaming an op of ours must not silently drop its cases; ops that come later join by their name alone.
  const first =
    'matmul affine add sub mul div neg square exp log sum mean tanh sigmoid relu linear threshold softmax'
  const compared = new Set(ours.map(c => c.op))
  const later =
    'leaky_relu elu softplus gelu silu identity abs sqrt power power_tensor maximum minimum max transpose reshape concat dropout log_softmax'
  for (const name of [...first.split(' '), ...later.split(' '), 'batchnorm', 'mse', 'cross_entropy'])
    expect(compared).toContain(name)
  const counts = new Map<string, number>()
  for (const c of cases) if (!ours.includes(c)) counts.set(c.op, (counts.get(c.op) ?? 0) + 1)
  const missing = [...counts].map(([name, n]) => `${name} (${n})`).join(', ')
  console.info(
    `${cases.length - ours.length} of ${cases.length} cases wait for an op that we do not have: ${missing}`,
  )
})

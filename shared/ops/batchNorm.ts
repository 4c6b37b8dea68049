/** batchNorm: centres and scales each channel over the batch, then stretches it by γ and moves it by β. */
import { add, divide, multiply, subtract } from '../tensor/arithmetic'
import { negate, scale, shift, sqrt, zerosLike } from '../tensor/elementwise'
import { standardise, unstandardise } from '../tensor/normalise'
import { sum } from '../tensor/reduce'
import { reshape } from '../tensor/reshape'
import { type Shape, scalar, type Tensor } from '../tensor/tensor'
import { defineOp, dims, type InsideStep, mismatch, standardising } from './op'

/** All axes but that of the channels, which is axis 1. */
const overBatch = (x: Shape) => x.flatMap((_, axis) => (axis === 1 ? [] : [axis]))
/** One number per channel, so shaped that it is repeated over the other axes of x. */
const perChannel = (x: Shape) => [x[1]!, ...x.slice(2).map(() => 1)]
const asChannels = (v: Tensor, x: Tensor) => reshape(v, perChannel(x.shape))
const summed = (g: Tensor) => sum(g, overBatch(g.shape))

/** A leaf for γ, β or a statistic: one number per channel of x, or as many as another of them has. */
const perChannelStart =
  (init: 'ones' | 'zeros') =>
  ({ x, ...others }: Readonly<Record<string, Shape>>) => ({
    shape: [x?.[1] ?? Object.values(others)[0]?.[0] ?? 3],
    init,
  })

interface Given {
  readonly x: Tensor
  readonly mean?: Tensor
  readonly variance?: Tensor
}
interface Settings {
  readonly statistics: 'batch' | 'running'
  readonly eps: number
}

/** √(variance + ε) of the running variance. */
const runningStd = (variance: Tensor, x: Tensor, eps: number) => sqrt(shift(asChannels(variance, x), eps))

function xhatOf({ x, mean, variance }: Given, { statistics, eps }: Settings): Tensor {
  if (statistics === 'batch') return standardise(x, overBatch(x.shape), eps).xhat
  return divide(subtract(x, asChannels(mean!, x)), runningStd(variance!, x, eps))
}

/** Inside, for images, γ and its kin are reshaped before they meet x. The steps of that, and the name to go on with. */
const asChannelsSteps = (ports: readonly string[], x: Shape): readonly InsideStep[] =>
  ports.flatMap(port =>
    x.length === 2
      ? []
      : [{ name: channelsOf(port, x), op: 'reshape', inputs: { x: port }, attrs: { shape: perChannel(x) } }],
  )
const channelsOf = (port: string, x: Shape) => (x.length === 2 ? port : `${port}_c`)

/** As `standardising`, by the running statistics. */
const standardisingBy = (x: Shape, eps: number): readonly InsideStep[] => [
  ...asChannelsSteps(['mean', 'variance'], x),
  { name: 'centred', op: 'subtract', inputs: { a: 'x', b: channelsOf('mean', x) } },
  { name: 'eps', value: scalar(eps) },
  { name: 'var_eps', op: 'add', inputs: { a: channelsOf('variance', x), b: 'eps' } },
  { name: 'sigma', op: 'sqrt', inputs: { x: 'var_eps' } },
  { name: 'xhat', op: 'divide', inputs: { a: 'centred', b: 'sigma' } },
]

/** Rows say it as books do; for images each statistic is one of a channel. */
function batchFormula(inRows: boolean) {
  const [mean, variance] = inRows
    ? [(e: string) => `mean(${e}, 0)`, 'var(x, 0)']
    : [(e: string) => `meanPerChannel(${e})`, 'varPerChannel(x)']
  const gamma = inRows ? 'gamma' : 'perChannel(gamma)'
  return {
    forward: inRows ? 'gamma * xhat + beta' : 'perChannel(gamma) * xhat + perChannel(beta)',
    backward: {
      x: `${gamma} / sqrt(${variance} + eps) * (g - ${mean('g')} - xhat * ${mean('g * xhat')})`,
      gamma: inRows ? 'g * xhat' : 'sumPerChannel(g * xhat)',
      beta: inRows ? 'g' : 'sumPerChannel(g)',
      mean: '0 * mean',
      variance: '0 * variance',
    },
    where: { xhat: { tex: '\\hat{x}', is: `(x - ${mean('x')}) / sqrt(${variance} + eps)` } },
  }
}

function runningFormula(inRows: boolean) {
  const per = (port: string) => (inRows ? port : `perChannel(${port})`)
  const summed = (e: string) => (inRows ? `-${e}` : `-sumPerChannel(${e})`)
  const std = `sqrt(${per('variance')} + eps)`
  return {
    forward: `${per('gamma')} * xhat + ${per('beta')}`,
    backward: {
      x: `g * ${per('gamma')} / ${std}`,
      gamma: inRows ? 'g * xhat' : 'sumPerChannel(g * xhat)',
      beta: inRows ? 'g' : 'sumPerChannel(g)',
      mean: summed(`g * ${per('gamma')} / ${std}`),
      variance: summed(`g * ${per('gamma')} * xhat / (2 * (${per('variance')} + eps))`),
    },
    where: { xhat: { tex: '\\hat{x}', is: `(x - ${per('mean')}) / ${std}` } },
  }
}

export default defineOp({
  name: 'batchNorm',
  palette: {
    label: 'Batch norm',
    symbol: 'BN',
    look: 'block',
    category: 'Layers',
    keywords: ['batch normalisation', 'batch normalization', 'standardise', 'standardize', 'BN'],
    about:
      'Gives every column of the batch (every channel of images) mean 0 and variance 1, then stretches it by γ and moves it by β. In training it uses the statistics of this batch, so each example influences the others and the gradient of a column adds up to 0; with running statistics, as in use, each example stands alone.',
  },
  inputs: [
    {
      name: 'x',
      tex: 'x',
      role: 'data',
      start: ({ gamma, beta }) => ({ shape: [4, gamma?.[0] ?? beta?.[0] ?? 3], init: 'normal' }),
    },
    { name: 'gamma', tex: '\\gamma', role: 'parameter', start: perChannelStart('ones') },
    { name: 'beta', tex: '\\beta', role: 'parameter', start: perChannelStart('zeros') },
    { name: 'mean', tex: '\\mu', role: 'data', optional: true, start: perChannelStart('zeros') },
    { name: 'variance', tex: '\\sigma^2', role: 'data', optional: true, start: perChannelStart('ones') },
  ],
  attrs: {
    statistics: {
      kind: 'choice',
      label: 'Mean and variance',
      default: 'batch',
      options: ['batch', 'running'],
    },
    eps: { kind: 'number', label: 'ε', default: 1e-5, min: 1e-12 },
  },
  shape: ({ x, gamma, beta, mean, variance }, { statistics }) => {
    if (x.length < 2) return mismatch('x', `be ${dims('N', 'C')}, one example per row`)
    const is = (shape: Shape | undefined) => shape?.length === 1 && shape[0] === x[1]
    if (!is(gamma)) return mismatch('gamma', `be ${dims(x[1]!)}`)
    if (!is(beta)) return mismatch('beta', `be ${dims(x[1]!)}`)
    if (statistics === 'batch') return x
    if (!is(mean)) return mismatch('mean', `be ${dims(x[1]!)} for running statistics`)
    return is(variance) ? x : mismatch('variance', `be ${dims(x[1]!)} for running statistics`)
  },
  // A batch of one has variance 0: x̂ is 0, so out = β and nothing flows back to x. PyTorch refuses it; the formula does not.
  forward: ({ gamma, beta, ...given }, settings) =>
    add(multiply(xhatOf(given, settings), asChannels(gamma, given.x)), asChannels(beta, given.x)),
  // Statistics of the batch do not read the ports mean and variance, whose gradient is 0 then. Running ones are no function of x.
  backward: {
    x: ({ g, x, gamma, variance }, { statistics, eps }) => {
      const h = multiply(g, asChannels(gamma, x))
      return statistics === 'batch'
        ? unstandardise(h, x, overBatch(x.shape), eps)
        : divide(h, runningStd(variance!, x, eps))
    },
    gamma: ({ g, ...given }, settings) => summed(multiply(g, xhatOf(given, settings))),
    beta: ({ g }) => summed(g),
    mean: ({ g, x, gamma, mean, variance }, { statistics, eps }) =>
      statistics === 'batch'
        ? zerosLike(mean)
        : negate(summed(divide(multiply(g, asChannels(gamma, x)), runningStd(variance!, x, eps)))),
    variance: ({ g, gamma, ...given }, settings) => {
      const { x, variance } = given
      if (settings.statistics === 'batch') return zerosLike(variance)
      const along = summed(multiply(multiply(g, asChannels(gamma, x)), xhatOf(given, settings)))
      return scale(divide(along, shift(variance, settings.eps)), -1 / 2)
    },
  },
  formula: ({ x }, { statistics }) => {
    const inRows = !x || x.length === 2
    return statistics === 'batch' ? batchFormula(inRows) : runningFormula(inRows)
  },
  says: {
    forward:
      'Each column (each channel of images) is centred and scaled by its mean and variance, stretched by γ and moved by β.',
    backward:
      'The input gets upstream × γ ÷ σ, and where the statistics are those of the batch, without its mean and without its part along x̂; γ gets the sum of upstream × x̂, β the sum of upstream.',
  },
  inside: ({ x }, { statistics, eps }) => [
    ...(statistics === 'batch' ? standardising(overBatch(x), eps) : standardisingBy(x, eps)),
    ...asChannelsSteps(['gamma', 'beta'], x),
    { name: 'stretched', op: 'multiply', inputs: { a: 'xhat', b: channelsOf('gamma', x) } },
    { name: 'moved', op: 'add', inputs: { a: 'stretched', b: channelsOf('beta', x) } },
  ],
  check: {
    samples: [
      { shapes: { x: [3, 2], gamma: [2], beta: [2] } },
      { shapes: { x: [6, 4], gamma: [4], beta: [4] }, attrs: { eps: 1e-3 } },
      { shapes: { x: [1, 3], gamma: [3], beta: [3] } },
      { shapes: { x: [3, 2], gamma: [2], beta: [2], mean: [2], variance: [2] } },
      {
        shapes: { x: [3, 2], gamma: [2], beta: [2], mean: [2], variance: [2] },
        attrs: { statistics: 'running', eps: 1e-3 },
      },
      {
        shapes: { x: [1, 3], gamma: [3], beta: [3], mean: [3], variance: [3] },
        attrs: { statistics: 'running' },
      },
      { shapes: { x: [2, 3, 2, 2], gamma: [3], beta: [3], mean: [3], variance: [3] } },
      {
        shapes: { x: [2, 3, 1, 2], gamma: [3], beta: [3], mean: [3], variance: [3] },
        attrs: { statistics: 'running', eps: 1e-3 },
      },
      { shapes: { x: [3, 2, 2], gamma: [2], beta: [2] } },
    ],
    errors: [
      { shapes: { x: [3], gamma: [3], beta: [3] }, port: 'x', must: 'one example per row' },
      { shapes: { x: [3, 2], gamma: [3], beta: [2] }, port: 'gamma', must: 'be (2)' },
      { shapes: { x: [3, 2], gamma: [2], beta: [1, 2] }, port: 'beta', must: 'be (2)' },
      {
        shapes: { x: [3, 2], gamma: [2], beta: [2] },
        attrs: { statistics: 'running' },
        port: 'mean',
        must: 'be (2) for running statistics',
      },
      {
        shapes: { x: [3, 2], gamma: [2], beta: [2], mean: [2], variance: [3] },
        attrs: { statistics: 'running' },
        port: 'variance',
        must: 'be (2) for running statistics',
      },
    ],
    domain: { variance: 'positive' },
  },
  export: {
    // PyTorch refuses a batch of one, and has no gradient for running statistics.
    torch:
      'torch.nn.functional.batch_norm({x}, {mean}, {variance}, {gamma}, {beta}, training="{statistics}" == "batch", momentum=0, eps={eps})',
    // The channels go last, where γ, β and the statistics meet them.
    numpy:
      '(lambda x, mean, variance: jnp.moveaxis((x - mean) / jnp.sqrt(variance + {eps}) * {gamma} + {beta}, -1, 1))(jnp.moveaxis({x}, 1, -1), *(({mean}, {variance}) if "{statistics}" == "running" else (lambda rows: (jnp.mean(rows, axis=0), jnp.var(rows, axis=0)))(jnp.moveaxis({x}, 1, -1).reshape(-1, {x}.shape[1]))))',
    onnx: 'BatchNormalization',
  },
})

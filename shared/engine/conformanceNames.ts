/** PyTorch's names of ops, ports and attributes, as reference vectors use them, and ours: the one table between the two. */
import type { Attrs } from '../ops/op'

export interface Ours {
  readonly op: string
  /** Ports and attributes that have another name here; the others keep theirs. */
  readonly ports?: Readonly<Record<string, string>>
  readonly attrs?: Readonly<Record<string, string>>
  /** Under our names, what PyTorch does without an attribute where ours would do something else. */
  readonly without?: (given: Attrs) => Attrs
}

const overAxes = { axis: 'axes', keepdims: 'keepDims' }
const padded = { pad: 'padding' }
const byKernel = ({ kernel }: Attrs): Attrs => (kernel === undefined ? {} : { stride: kernel })

/** Ops that have the same name, ports and attributes stand nowhere. */
const different: Readonly<Record<string, Ours>> = {
  param: { op: 'parameter' },
  const: { op: 'constant' },
  affine: { op: 'affine', ports: { w: 'W' } },
  sub: { op: 'subtract' },
  mul: { op: 'multiply' },
  div: { op: 'divide' },
  neg: { op: 'negate' },
  power_tensor: { op: 'powerTensor' },
  sum: { op: 'sum', attrs: overAxes },
  mean: { op: 'mean', attrs: overAxes },
  max: { op: 'max', attrs: overAxes },
  concat: { op: 'concatenate', without: () => ({ axis: 0 }) },
  threshold: { op: 'threshold', attrs: { threshold: 't' } },
  leaky_relu: { op: 'leakyRelu' },
  log_softmax: { op: 'logSoftmax' },
  batchnorm: { op: 'batchNorm' },
  layernorm: { op: 'layerNorm' },
  conv2d: { op: 'conv2d', attrs: padded },
  maxpool2d: { op: 'maxPool2d', attrs: padded, without: byKernel },
  avgpool2d: {
    op: 'averagePool2d',
    attrs: { ...padded, count_include_pad: 'countPadding' },
    without: byKernel,
  },
  mse: { op: 'meanSquaredError', ports: { pred: 'p', target: 'y' } },
  cross_entropy: { op: 'softmaxCrossEntropy', ports: { logits: 'z', target: 'y' } },
  bce: { op: 'binaryCrossEntropy', ports: { target: 'y' } },
  bce_with_logits: { op: 'binaryCrossEntropyWithLogits', ports: { logits: 'z', target: 'y' } },
  hinge: { op: 'hingeLoss', ports: { score: 's', target: 'y' } },
  nll: { op: 'negativeLogLikelihood', ports: { target: 'y' } },
}

export const oursOf = (op: string): Ours => (Object.hasOwn(different, op) ? different[op]! : { op })

/** Our name of a port or an attribute. */
export const renamed = (name: string, names: Readonly<Record<string, string>> = {}): string =>
  Object.hasOwn(names, name) ? names[name]! : name

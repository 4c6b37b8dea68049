/** averagePool2d: the mean of what each window sees. */
import { divide } from '../tensor/arithmetic'
import { divideBy } from '../tensor/elementwise'
import { channelPatches, channelUnpatch, placesOf, type Window } from '../tensor/patches'
import { spread, sum } from '../tensor/reduce'
import { reshape } from '../tensor/reshape'
import { ones, type Shape, scalar, sizeOf, type Tensor } from '../tensor/tensor'
import { defineOp, pooling } from './op'

interface Settings extends Window {
  readonly countPadding: boolean
}

/** Whether all windows count all of their entries. */
const countsAll = ({ countPadding, padding }: Settings) => countPadding || padding.every(size => size === 0)
/** How many entries each window sees of the image: (1, places). */
const seen = ([, , H, W]: Shape, window: Window) => sum(channelPatches(ones([1, 1, H!, W!]), window, 0), [1])

/** Sums or gradients (…, places) divided by how many entries each window counts. */
const shared = (x: Tensor, image: Shape, window: Settings): Tensor =>
  countsAll(window) ? divideBy(x, sizeOf(window.kernel)) : divide(x, seen(image, window))

export default defineOp({
  ...pooling,
  name: 'averagePool2d',
  palette: {
    label: 'Average pool',
    symbol: 'AP',
    look: 'block',
    category: 'Layers',
    keywords: ['pooling', 'mean', 'subsampling', 'downsample', 'cnn', 'image', 'avgpool'],
    about:
      'Slides a window over each channel and takes the mean of what it sees. Its entries share the gradient evenly. Padding counts as zeros, or not at all.',
  },
  attrs: {
    ...pooling.attrs,
    countPadding: { kind: 'boolean', label: 'Padding counts as zeros', default: true },
  },
  forward: ({ x }, window) => {
    const means = shared(sum(channelPatches(x, window, 0), [1]), x.shape, window)
    return reshape(means, [...x.shape.slice(0, 2), ...placesOf(x.shape, window)!])
  },
  backward: {
    x: ({ g, x }, window) => {
      const channels = sizeOf(x.shape.slice(0, 2))
      const places = sizeOf(g.shape.slice(2))
      const share = shared(reshape(g, [channels, places]), x.shape, window)
      return channelUnpatch(spread(share, [channels, sizeOf(window.kernel), places], [1]), x.shape, window)
    },
  },
  formula: { forward: 'windowMean(x)', backward: { x: 'spreadWindows(g)' } },
  says: {
    forward: 'Of what each window sees, the mean is taken.',
    backward: 'The gradient of each window is shared evenly by the entries that it saw.',
  },
  // The sum of what a window sees is a convolution with a filter of ones, by itself on every channel.
  inside: ({ x }, window) => {
    const { kernel, stride, padding } = window
    const places = placesOf(x, window)!
    const channel = [x[0]! * x[1]!, 1, ...x.slice(2)]
    const count = countsAll(window) ? scalar(sizeOf(kernel)) : reshape(seen(x, window), places)
    return [
      { name: 'channels', op: 'reshape', inputs: { x: 'x' }, attrs: { shape: channel } },
      { name: 'filter', value: ones([1, 1, ...kernel]) },
      { name: 'total', op: 'conv2d', inputs: { x: 'channels', w: 'filter' }, attrs: { stride, padding } },
      { name: 'count', value: count },
      { name: 'average', op: 'divide', inputs: { a: 'total', b: 'count' } },
      {
        name: 'out',
        op: 'reshape',
        inputs: { x: 'average' },
        attrs: { shape: [...x.slice(0, 2), ...places] },
      },
    ]
  },
  check: {
    ...pooling.check,
    samples: [
      ...pooling.check.samples,
      {
        shapes: { x: [2, 2, 3, 4] },
        attrs: { kernel: [2, 3], stride: [1, 2], padding: [1, 1], countPadding: false },
      },
    ],
  },
  export: {
    torch:
      'torch.nn.functional.avg_pool2d({x}, {kernel}, stride={stride}, padding={padding}, count_include_pad={countPadding})',
    numpy:
      '(lambda total: total({x}) / (math.prod({kernel}) if {countPadding} else total(jnp.ones_like({x}))))(lambda x: jax.lax.reduce_window(x, 0.0, jax.lax.add, (1, 1, *{kernel}), (1, 1, *{stride}), [(p, p) for p in (0, 0, *{padding})]))',
    onnx: 'AveragePool',
  },
})

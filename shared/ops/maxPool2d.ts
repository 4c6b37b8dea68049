/** maxPool2d: keeps the largest entry that each window sees. */
import { keepWhere } from '../tensor/choice'
import { channelPatches, channelUnpatch, firstMaximum, placesOf, type Window } from '../tensor/patches'
import { max } from '../tensor/reduce'
import { reshape } from '../tensor/reshape'
import { ones, type Tensor } from '../tensor/tensor'
import { defineOp, pooling } from './op'

/** 1 at the winner of every window, column by column; padding is none, even where a window sees nothing above −Infinity. */
function winnersOf(x: Tensor, window: Window): Tensor {
  const seen = channelPatches(x, window, -Infinity)
  if (window.padding.every(size => size === 0)) return firstMaximum(seen)
  return firstMaximum(seen, channelPatches(ones([1, 1, ...x.shape.slice(2)]), window, 0))
}

// Outside the image is −Infinity, so that padding never wins. Of several equal maxima the first one in the window, row by row,
// gets the whole gradient, as in PyTorch (max_pool2d keeps the first index).
export default defineOp({
  ...pooling,
  name: 'maxPool2d',
  palette: {
    label: 'Max pool',
    symbol: 'MP',
    look: 'block',
    category: 'Layers',
    keywords: ['pooling', 'maximum', 'subsampling', 'downsample', 'cnn', 'image'],
    about:
      'Slides a window over each channel and keeps the largest entry it sees. Only that entry gets the gradient of its window; of equal ones, the first.',
  },
  forward: ({ x }, window) => {
    const largest = max(channelPatches(x, window, -Infinity), [1])
    return reshape(largest, [...x.shape.slice(0, 2), ...placesOf(x.shape, window)!])
  },
  backward: {
    x: ({ g, x }, window) => {
      const winners = winnersOf(x, window)
      const upstream = reshape(g, [winners.shape[0]!, 1, winners.shape[2]!])
      return channelUnpatch(keepWhere(upstream, winners), x.shape, window)
    },
  },
  formula: { forward: 'windowMax(x)', backward: { x: 'toWindowMax(g)' } },
  says: {
    forward: 'Of what each window sees, the largest entry stays.',
    backward:
      'The gradient of each window goes to its largest entry, the first of equal ones; the others get 0.',
  },
  check: { ...pooling.check, sides: ({ x }, window) => winnersOf(x, window) },
  export: {
    torch: 'torch.nn.functional.max_pool2d({x}, {kernel}, stride={stride}, padding={padding})',
    numpy:
      'jax.lax.reduce_window({x}, -jnp.inf, jax.lax.max, (1, 1, *{kernel}), (1, 1, *{stride}), [(p, p) for p in (0, 0, *{padding})])',
    onnx: 'MaxPool',
  },
})

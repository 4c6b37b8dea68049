/** Kernels on pairs of tensors that are broadcast to each other. */
import { commonShape, type Pairing, pairingOf } from './broadcast'
import { apply, type Kernel, type Numbers, type Options } from './kernel'
import type { Tensor } from './tensor'

const noOptions = {}

/** The kernel that a loop over a pairing makes; the result has the common shape of its operands. */
export function pairwise(
  name: string,
  loop: (out: Numbers, a: Numbers, b: Numbers, pairing: Pairing) => void,
): (a: Tensor, b: Tensor) => Tensor {
  const kernel: Kernel<Options, Pairing> = {
    name,
    prepare: ({ inputs: [a, b] }) => pairingOf(a!, b!),
    run: (out, [a, b], pairing) => loop(out, a!, b!, pairing),
  }
  return (a, b) => apply(kernel, [a, b], commonShape(a.shape, b.shape), noOptions)
}

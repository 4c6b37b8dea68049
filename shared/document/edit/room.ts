/** What keeps a document within what its file can hold: room for numbers, and places on the canvas. */
import { type Shape, sizeOf } from '../../tensor/tensor'
import type { Circuit, Document, Point, TensorSource } from '../document'
import { FARTHEST, MOST_NUMBERS } from '../limits'

const numbersIn = ({ nodes, cotangent }: Circuit): number =>
  [cotangent, ...nodes.map(node => node.value)].reduce((sum, source) => sum + sizeOfSource(source), 0)

const sizeOfSource = (source: { readonly shape: Shape } | null | undefined): number =>
  source ? sizeOf(source.shape) : 0

/** How many more numbers the circuit has room for, those of `former`, one of its values, counted as free. */
export const roomFor = (circuit: Circuit, former: TensorSource | null = null): number =>
  MOST_NUMBERS - numbersIn(circuit) + sizeOfSource(former)

/** Why the fragment cannot be pasted; `null` when it can. A sentence for the person. */
export function whyNotPaste({ circuit }: Document, fragment: Document): string | null {
  const [here, more] = [numbersIn(circuit), numbersIn(fragment.circuit)]
  if (here + more <= MOST_NUMBERS) return null
  const [total, most] = [here + more, MOST_NUMBERS].map(n => n.toLocaleString('en'))
  return `The circuit would hold ${total} numbers with this copy; a file has room for ${most}.`
}

/** The nearest place that a file can hold, in whole pixels, so that its line in the file stays short. */
export const placed = ({ x, y }: Point): Point => ({ x: coordinate(x), y: coordinate(y) })

// `|| 0` also takes care of −0, which a file has no word for in a position.
const coordinate = (x: number): number => Math.min(FARTHEST, Math.max(-FARTHEST, Math.round(x))) || 0

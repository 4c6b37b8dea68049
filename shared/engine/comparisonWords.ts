/** What expanding or contracting a node has changed, in one sentence: nothing but rounding, or where and how much. */
import type { NodeId } from '../document/document'
import { formatNumber } from '../formula/formatNumber'
import { nameToText } from '../formula/nameToTex'
import { type Comparison, ROUNDING } from './comparison'
import type { IsHidden } from './hidden'

const digits = [...'⁰¹²³⁴⁵⁶⁷⁸⁹']

/** `2.2 × 10⁻¹⁶`. */
export function powerText(x: number): string {
  const [mantissa, power] = x.toExponential(1).split('e') as [string, string]
  const raised = [...String(Math.abs(Number(power)))].map(digit => digits[Number(digit)]).join('')
  return `${mantissa} × 10${Number(power) < 0 ? '⁻' : ''}${raised}`
}

/** `done` is what was done, without a full stop. */
export function comparisonText(
  done: string,
  { values, gradients, worst }: Comparison,
  nameOf: (id: NodeId) => string,
  isHidden: IsHidden,
): { readonly text: string; readonly agree: boolean } {
  if (values + gradients === 0) return { text: `${done}. Nothing could be computed to compare.`, agree: true }
  const what = gradients === 0 ? 'values' : 'values and gradients'
  if (!worst) return { text: `${done}: ${what} are the same to the last bit.`, agree: true }
  if (worst.relative <= ROUNDING)
    return { text: `${done}: ${what} agree to ${powerText(worst.relative)}.`, agree: true }
  const place = `the ${worst.what} of ${nameToText(nameOf(worst.node))}`
  const numbers = isHidden({ kind: worst.what, node: worst.node })
    ? 'is another one now'
    : `was ${formatNumber(worst.before)} and is ${formatNumber(worst.after)} now`
  const much = Number.isFinite(worst.relative)
    ? `${place} differs by ${powerText(worst.relative)}: an entry ${numbers}`
    : `in ${place} an entry ${numbers}`
  return { text: `${done}, but ${much}. ${why(worst.before, worst.after)}`, agree: false }
}

/** Simpler ops go through larger numbers than what is made of them. */
const why = (before: number, after: number): string =>
  Number.isFinite(before) && Number.isFinite(after)
    ? 'One of the two rounds on the way.'
    : 'A number on the way is too large or too small for the machine.'

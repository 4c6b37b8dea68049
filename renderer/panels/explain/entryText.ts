/** An entry of a tensor as people write it: counted from 1, an index per axis. */
import { type Shape, shapeText } from '../../../shared/tensor/tensor'

export const entryText = (entry: readonly number[] | null): string => entry?.map(i => i + 1).join(', ') ?? ''

export type ReadEntry =
  | { readonly ok: true; readonly entry: readonly number[] | null }
  | { readonly ok: false; readonly reason: string }

/** Nothing is the whole tensor. */
export function readEntry(text: string, shape: Shape): ReadEntry {
  const parts = text
    .replace(/[[\]()]/g, ' ')
    .split(/[\s,;]+/)
    .filter(part => part !== '')
  if (parts.length === 0) return { ok: true, entry: null }
  const entry = parts.map(part => (/^\d+$/.test(part) ? Number(part) - 1 : -1))
  const fits = entry.length === shape.length && entry.every((i, axis) => i >= 0 && i < shape[axis]!)
  if (fits) return { ok: true, entry }
  const axes = shape.length === 1 ? 'one number' : `${shape.length} numbers`
  return {
    ok: false,
    reason: `There is no entry “${text.trim()}”: it must be ${axes}, counted from 1, within ${shapeText(shape)}.`,
  }
}

/** A shape as people type it, and as the inspector writes it. */
import type { Outcome } from '../../../shared/host'
import { type Shape, sizeOf } from '../../../shared/tensor/tensor'

const mostAxes = 8
const grouped = (n: number) => n.toLocaleString('en')

/** `2 × 3`; `3` for a vector; `scalar`. */
export const shapeWords = (shape: Shape): string => (shape.length === 0 ? 'scalar' : shape.join(' × '))

/**
 * Reads `2 × 3`, `2x3`, `2,3`, `(2, 3)`, `3`, and a scalar as `()`, `scalar` or nothing. `room` is how many numbers a
 * tensor of this document may still have.
 */
export function parseShape(text: string, room: number): Outcome<Shape> {
  const inner = text
    .trim()
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim()
  if (inner === '' || /^scalar$/i.test(inner)) return { ok: true, value: [] }
  const parts = inner
    .replace(/,$/, '')
    .trim()
    .split(/\s*[×x*,]\s*|\s+/i)
  const wrong = parts.find(part => !/^\d+$/.test(part))
  if (wrong !== undefined)
    return refused(
      `A shape is whole numbers such as 2 × 3, or () for a scalar; “${wrong || inner}” is not one.`,
    )
  const shape = parts.map(Number)
  if (shape.some(size => size < 1)) return refused('Every size must be at least 1.')
  if (shape.length > mostAxes)
    return refused(`A tensor has at most ${mostAxes} axes; this has ${shape.length}.`)
  const size = sizeOf(shape)
  if (size > room)
    return refused(
      `${shapeWords(shape)} is ${grouped(size)} numbers; this document has room for ${grouped(room)} here.`,
    )
  return { ok: true, value: shape }
}

const refused = (reason: string) => ({ ok: false, reason }) as const

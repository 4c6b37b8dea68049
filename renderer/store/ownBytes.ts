/** How much memory a snapshot takes for itself: its arrays of numbers, which are all that can be large. */

/** The bytes of the Float64Arrays in `value` that are not in `other`; plain immutable data, most of it the same objects. */
export function ownBytes(value: unknown, other: unknown): number {
  const shared = new Set(arraysOnlyIn(other, value))
  const own = new Set(arraysOnlyIn(value, other).filter(array => !shared.has(array)))
  return [...own].reduce((sum, { byteLength }) => sum + byteLength, 0)
}

/** Those that stand in `other` at another place are among them. */
function arraysOnlyIn(value: unknown, other: unknown, found: Float64Array[] = []): Float64Array[] {
  if (value === other || typeof value !== 'object' || value === null) return found
  if (value instanceof Float64Array) found.push(value)
  else {
    const there = (typeof other === 'object' && other !== null ? other : {}) as Readonly<
      Record<string, unknown>
    >
    for (const [key, part] of Object.entries(value)) arraysOnlyIn(part, there[key], found)
  }
  return found
}

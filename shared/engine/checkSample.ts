/** Which entries of a large tensor are looked at. */
import { uniformFrom } from '../tensor/random'

/**
 * All of `size` entries if they are at most `most`; else `most` of them, in ascending order, drawn without putting back. The same
 * seed, the same entries. Floyd's draw (Bentley, “A sample of brilliance”, CACM 1987): it takes time for `most`, not for `size`.
 */
export function sampleOf(size: number, most: number, seed: number): readonly number[] {
  if (size <= most) return Array.from({ length: size }, (_, i) => i)
  const uniform = uniformFrom(seed)
  const drawn = new Set<number>()
  for (let last = size - most; last < size; last++) {
    const i = Math.floor(uniform() * (last + 1))
    drawn.add(drawn.has(i) ? last : i)
  }
  return [...drawn].sort((a, b) => a - b)
}

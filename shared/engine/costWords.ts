/** What a cost is made of, in the words of command line and window alike. */
import type { Cost } from './cost'
import { valueAt } from './costTerms'

export const costWords = {
  multiplyAdds: 'one multiplication and the addition that sums it',
  entries: 'the numbers that other kernels write',
  bytes: 'read and written',
  unmeasured: 'It needs more memory than it may take, so no time was measured.',
} as const

/** Why the symbols may come to more than the numbers; `null` where they do not. */
export function noteOnOnes({ axes, all }: Cost): string | null {
  const sizes = axes.map(({ size }) => size)
  const counts = [all.forward, all.backward].flatMap(({ multiplyAdds, entries, bytes }) => [
    multiplyAdds,
    entries,
    bytes,
  ])
  if (counts.every(({ number, symbols }) => valueAt(symbols, sizes) === number)) return null
  const ones = axes.filter(({ size }) => size === 1).map(({ name }) => name)
  return `The symbols also count what only a longer ${ones.join(' or ')} makes work of, as a sum over it.`
}

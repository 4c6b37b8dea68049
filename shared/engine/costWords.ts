/** What a cost is made of, in the words of command line and window alike. */
import type { Cost } from './cost'
import { valueAt } from './costTerms'
import type { Graph } from './graph'

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

/** Why a node that hands a gradient back may do so for nothing; `null` where none does. */
export function noteOnFree({ nodes }: Cost, { byId }: Graph): string | null {
  const isFree = nodes.some(({ node, backward }) => {
    const { feedsRoot, needsGradient } = byId.get(node)!
    return feedsRoot && needsGradient && backward.bytes.number === 0
  })
  return isFree
    ? 'Backward is 0 where a gradient is passed on as it is, or is the same in every run and so worked out once.'
    : null
}

/** Axes as people type them: `0`, `0, 1`, `-1`, and a word for `null`, mostly `all`. */
import type { Outcome } from '../../../shared/host'

export const axesWords = (axes: readonly number[] | null, none = 'all'): string =>
  axes === null ? none : axes.join(', ')

/** `null` is what `none` says: all of them, where the op does not say otherwise. `rank` is that of the tensor the axes belong to, `null` while it is unknown. */
export function parseAxes(
  text: string,
  rank: number | null,
  none = 'all',
): Outcome<readonly number[] | null> {
  const plain = text
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim()
  if (plain === '' || plain.toLowerCase() === none) return { ok: true, value: null }
  const parts = plain.replace(/,$/, '').split(/\s*,\s*|\s+/)
  const wrong = parts.find(part => !/^[+-]?\d+$/.test(part) || !Number.isSafeInteger(Number(part)))
  if (wrong !== undefined)
    return refused(`Axes are whole numbers such as 0 or 0, 1, or ${none}; “${wrong}” is not one.`)
  const axes = parts.map(part => Number(part) + 0)
  const beyond = rank === null ? undefined : axes.find(axis => axis >= rank || axis < -rank)
  if (beyond !== undefined)
    return refused(
      rank === 0
        ? `A scalar has no axes; type ${none}.`
        : `There is no axis ${beyond}; the axes are 0 to ${rank! - 1}.`,
    )
  const places = axes.map(axis => (rank !== null && axis < 0 ? axis + rank : axis))
  if (new Set(places).size < places.length) return refused('Each axis can be named once.')
  return { ok: true, value: axes }
}

const refused = (reason: string) => ({ ok: false, reason }) as const

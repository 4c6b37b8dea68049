/** How far a person has come with what is hidden, in words. */
import type { Hidden } from '../../../shared/document/document'

const counted = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** "3 of 5 found, 1 with hints, 1 shown, 7 tries". */
export function scoreText(hidden: readonly Hidden[]): string {
  const found = hidden.filter(({ state }) => state === 'found')
  const hinted = found.filter(({ hints }) => hints > 0).length
  const shown = hidden.filter(({ state }) => state === 'shown').length
  const tries = hidden.reduce((sum, one) => sum + one.tries, 0)
  return [
    `${found.length} of ${hidden.length} found`,
    hinted > 0 && `${hinted} with hints`,
    shown > 0 && `${shown} shown`,
    tries > 0 && counted(tries, 'try', 'tries'),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What one of them came to: "found, 2 tries, 1 hint". */
export function stateText({ state, tries, hints }: Hidden): string {
  return [
    state === 'shown' ? 'shown, not found' : state,
    tries > 0 && counted(tries, 'try', 'tries'),
    hints > 0 && counted(hints, 'hint'),
  ]
    .filter(Boolean)
    .join(', ')
}

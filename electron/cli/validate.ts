/** `chainrule validate FILE`: whether the file opens and its circuit has no problem. */
import { sentenceOf } from '../../shared/engine/problems'
import { withCircuit } from './readCircuit'
import type { Subcommand } from './subcommand'

const countOf = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`

export const validate: Subcommand = {
  usage: 'FILE',
  about: 'Check the file and its circuit; print one line per problem.',
  options: {},
  takes: 1,
  run: ([file]) =>
    withCircuit(file!, ({ document: { circuit }, problems }) =>
      problems.length === 0
        ? `No problem: ${countOf(circuit.nodes.length, 'node')}, ${countOf(circuit.edges.length, 'wire')}.\n`
        : problems.map(p => `${sentenceOf(p)}\n`).join(''),
    ),
}

/** `chainrule steps FILE`: the timeline as text, one line per step. */
import { textOfStep } from '../../shared/engine/stepWords'
import { withCircuit } from './readCircuit'
import type { Subcommand } from './subcommand'

export const steps: Subcommand = {
  usage: 'FILE',
  about: 'Print the timeline: one line per step, forward and then backward.',
  options: {},
  takes: 1,
  run: ([file]) =>
    withCircuit(file!, ({ graph, run, steps }) => {
      const width = String(steps.length).length
      return steps
        .map((step, i) => `${String(i + 1).padStart(width)}  ${textOfStep(run, graph, step)}\n`)
        .join('')
    }),
}

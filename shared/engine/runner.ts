/** Runs circuits one after the other; one that differs from the last in the numbers of leaves reuses its machine. */
import type { Circuit, TensorSource } from '../document/document'
import { sameSource, tensorOf } from '../document/tensorOf'
import { graphOf } from './graph'
import { healthOf } from './health'
import type { Finding } from './healthFindings'
import { Machine } from './machine'
import { compile, type Plan } from './plan'
import { type Program, programOf } from './program'
import { machineFor, type Run, type RunOptions, refusedRun, runOf } from './run'
import { type Step, stepsOf } from './steps'

interface Kept {
  readonly key: string
  readonly plan: Plan
  readonly program: Program
  readonly machine: Machine
  readonly steps: readonly Step[]
  readonly sources: TensorSource[]
}

export interface Ran {
  readonly run: Run
  readonly steps: readonly Step[]
  readonly health: readonly Finding[]
}

export class Runner {
  private kept: Kept | null = null
  private readonly options: RunOptions

  constructor(options: RunOptions = {}) {
    this.options = options
  }

  /** Throws `internal:` when the plan does not fit the registry. */
  run(circuit: Circuit): Ran {
    const graph = graphOf(circuit)
    const plan = compile(circuit, graph)
    const key = keyOf(plan)
    if (this.kept?.key !== key) {
      this.kept = null
      this.options.second?.release()
      const program = programOf(plan)
      const machine = machineFor(plan, program, this.options)
      // Steps through numbers that there are not would lead nowhere.
      if (!(machine instanceof Machine)) return { run: refusedRun(plan, machine), steps: [], health: [] }
      const sources = plan.leaves.map(leaf => leaf.source)
      this.kept = { key, plan, program, machine, steps: stepsOf(plan, graph), sources }
    }
    const { program, machine, steps, sources } = this.kept
    for (const [i, { slot, source }] of plan.leaves.entries()) {
      if (sameSource(source, sources[i]!)) continue
      sources[i] = source
      machine.set(plan.slots[slot]!, tensorOf(source))
    }
    machine.forward()
    machine.backward()
    const run = runOf(program, machine)
    return { run, steps, health: healthOf(graph, run) }
  }
}

/** Everything of a plan but the leaves' numbers: equal keys, equal programs. */
const keyOf = ({ leaves, cotangent, ...rest }: Plan): string =>
  JSON.stringify([
    rest,
    leaves.map(({ slot, source }) => [slot, source.shape]),
    cotangent && [cotangent.shape, Array.from(tensorOf(cotangent).data, String)],
  ])

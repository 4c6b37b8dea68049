/** What the engine last answered, and for which circuit. */
import { create } from 'zustand'
import type { Circuit } from '../../shared/document/document'
import { type Graph, graphOf } from '../../shared/engine/graph'
import type { Finding } from '../../shared/engine/healthFindings'
import type { Run } from '../../shared/engine/run'
import type { Step } from '../../shared/engine/steps'
import type { EngineClient } from '../engine/client'
import { selectCircuit, useDocument } from './documentStore'
import { dismissNotice, notify, useSession } from './sessionStore'
import { followSteps } from './timelineStore'

interface ResultState {
  /** The circuit that `run` belongs to; another object than the document's means that the numbers are stale. */
  readonly circuit: Circuit | null
  readonly run: Run | null
  readonly steps: readonly Step[]
  /** What the run shows of how the circuit learns, whether or not the timeline has come to it. */
  readonly health: readonly Finding[]
  /** Our own bug, to be shown with its details; `null` when all is well. */
  readonly failure: string | null
  /** The person stopped the engine before it answered. */
  readonly stopped: boolean
}

export const useResult = create<ResultState>()(() => ({
  circuit: null,
  run: null,
  steps: [],
  health: [],
  failure: null,
  stopped: false,
}))

/** True while the numbers on screen belong to an older circuit. */
export const useStale = (): boolean => {
  const circuit = useDocument(selectCircuit)
  return useResult(result => result.circuit !== circuit)
}

const graphs = new WeakMap<Circuit, Graph>()

/** The graph is cheap and always current: it is made on this thread, once per circuit. */
export function graphFor(circuit: Circuit): Graph {
  const known = graphs.get(circuit)
  if (known) return known
  const graph = graphOf(circuit)
  graphs.set(circuit, graph)
  return graph
}

export const useGraph = (): Graph => graphFor(useDocument(selectCircuit))

let engine: EngineClient | null = null
let askAgain = () => {}

/** Gives up the circuit that is being computed, at once. */
export function stopComputing() {
  engine?.cancel()
  useResult.setState({ stopped: true })
}

/** Computes the circuit that was stopped. */
export const computeAgain = () => askAgain()

/** Runs every new circuit (a moved node is not one) and puts the answer here. Returns how to stop. */
export function recomputeWith(client: EngineClient): () => void {
  engine = client
  let asked: { readonly circuit: Circuit; readonly epoch: number } | null = null
  const ask = () => {
    const state = useDocument.getState()
    const circuit = selectCircuit(state)
    const { epoch } = state
    // One document may be opened twice in a row: the second time is another question.
    if (asked?.circuit === circuit && asked.epoch === epoch) return
    // What the last document computed is nothing of this one, not even a stale number.
    if (asked && asked.epoch !== epoch) show(null, { run: null, steps: [], health: [] }, epoch)
    asked = { circuit, epoch }
    if (useResult.getState().stopped) useResult.setState({ stopped: false })
    client.run(circuit, answer => {
      if (epoch !== useDocument.getState().epoch) return
      if (answer.ok) {
        show(circuit, answer, epoch)
        if (answer.revived) notify('The engine stopped unexpectedly and was started again. Nothing is lost.')
      } else fail(answer.reason)
    })
  }
  askAgain = () => {
    asked = null
    ask()
  }
  ask()
  return useDocument.subscribe(ask)
}

function show(
  circuit: Circuit | null,
  { run, steps, health }: Pick<ResultState, 'run' | 'steps' | 'health'>,
  epoch: number,
) {
  const before = useResult.getState()
  useResult.setState({ circuit, run, steps, health, failure: null })
  followSteps(before.steps, steps, epoch)
  const told = before.failure !== null && useSession.getState().notice?.text === failureText(before.failure)
  if (told) dismissNotice()
}

function fail(reason: string) {
  useResult.setState({ failure: reason })
  notify(failureText(reason), 'error')
}

const failureText = (reason: string) => `This could not be computed, by a fault in the program: ${reason}`

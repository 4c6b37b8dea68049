/** What the engine last answered, and for which circuit. */
import { create } from 'zustand'
import type { Circuit } from '../../shared/document/document'
import { type Graph, graphOf } from '../../shared/engine/graph'
import type { Run } from '../../shared/engine/run'
import type { Step } from '../../shared/engine/steps'
import type { EngineClient } from '../engine/client'
import { selectCircuit, useDocument } from './documentStore'
import { followSteps } from './timelineStore'

interface ResultState {
  /** The circuit that `run` belongs to; another object than the document's means that the numbers are stale. */
  readonly circuit: Circuit | null
  readonly run: Run | null
  readonly steps: readonly Step[]
  /** Our own bug, to be shown with its details; `null` when all is well. */
  readonly failure: string | null
}

export const useResult = create<ResultState>()(() => ({ circuit: null, run: null, steps: [], failure: null }))

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

/** Runs every new circuit (a moved node is not one) and puts the answer here. Returns how to stop. */
export function recomputeWith(engine: EngineClient): () => void {
  let asked: Circuit | null = null
  const ask = () => {
    const circuit = selectCircuit(useDocument.getState())
    const { epoch } = useDocument.getState()
    if (circuit === asked) return
    asked = circuit
    engine.run(circuit, answer => {
      if (epoch !== useDocument.getState().epoch) return
      if (!answer.ok) {
        useResult.setState({ failure: answer.reason })
        return
      }
      const { run, steps } = answer
      const before = useResult.getState()
      useResult.setState({ circuit, run, steps, failure: null })
      followSteps(before.steps, steps, epoch)
    })
  }
  ask()
  return useDocument.subscribe(ask)
}

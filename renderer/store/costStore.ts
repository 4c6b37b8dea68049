/** What the circuit costs and how long it takes on this machine, while somebody looks at it; each with the circuit it belongs to. */
import { create } from 'zustand'
import type { Circuit } from '../../shared/document/document'
import { type Cost, costOf } from '../../shared/engine/cost'
import type { Times } from '../../shared/engine/costTime'
import type { Answer, EngineClient } from '../engine/client'
import { selectCircuit, useDocument } from './documentStore'
import { graphFor } from './resultStore'
import { useSession } from './sessionStore'

interface CostState {
  /** Another circuit than the document's means that the newer one is still being counted. */
  readonly counted: { readonly circuit: Circuit; readonly cost: Cost } | null
  /** Another circuit than the document's means that the times are out of date; `null` times: it needs too much memory. */
  readonly measured: { readonly circuit: Circuit; readonly times: Times | null } | null
  readonly measuring: boolean
  /** Our own bug in counting or measuring, to be shown with its details. */
  readonly failure: string | null
}

const nothing: CostState = { counted: null, measured: null, measuring: false, failure: null }

export const useCost = create<CostState>()(() => nothing)

/** Circuits of up to so many nodes are counted on this thread, in the frame of the edit; others would hold it up. */
export const mostHere = 300

let client: EngineClient<'measure'> | null = null

const circuitNow = () => selectCircuit(useDocument.getState())

/** Takes about half a second, longer where one pass does. An edit in the meantime gives it up. */
export function measure() {
  if (useCost.getState().measuring) return
  const circuit = circuitNow()
  useCost.setState({ measuring: true, failure: null })
  client?.run(circuit, answer =>
    useCost.setState({
      measuring: false,
      ...(answer.ok ? { measured: { circuit, times: answer.times } } : { failure: answer.reason }),
    }),
  )
}

export function stopMeasuring() {
  client?.cancel()
  useCost.setState({ measuring: false })
}

/** Counts every new circuit while the cost is shown. Returns how to stop. */
export function costWith(counter: EngineClient<'count'>, meter: EngineClient<'measure'>): () => void {
  client = meter
  let asked: Circuit | null = null
  const count = () => {
    const circuit = circuitNow()
    if (useSession.getState().timelineTab !== 'cost' || circuit === asked) return
    asked = circuit
    const here = circuit.nodes.length <= mostHere
    // What is being counted there belongs to an older circuit.
    if (here) counter.cancel()
    const ask = here ? countHere : counter.run
    ask(circuit, answer => {
      if (circuit !== asked) return
      useCost.setState(
        answer.ok
          ? { counted: { circuit, cost: answer.cost }, failure: null }
          : { counted: null, failure: answer.reason },
      )
    })
  }
  count()
  const stops = [
    useDocument.subscribe((now, before) => {
      const isOther = now.epoch !== before.epoch
      if ((isOther || selectCircuit(now) !== selectCircuit(before)) && useCost.getState().measuring)
        stopMeasuring()
      if (isOther) {
        asked = null
        counter.cancel()
        useCost.setState(nothing)
      }
      count()
    }),
    useSession.subscribe(count),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** As the worker answers. A fault in counting must not keep the edit from the others who follow it. */
function countHere(circuit: Circuit, done: (answer: Answer<'count'>) => void) {
  const id = 0
  let answer: Answer<'count'>
  try {
    answer = { id, ok: true, cost: costOf(circuit, graphFor(circuit)) }
  } catch (error) {
    answer = { id, ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
  done(answer)
}

/** What the gradient check found, and for which circuit; the next edit makes it old, another document makes it nothing. */
import { create } from 'zustand'
import type { Circuit, NodeId } from '../../shared/document/document'
import type { CheckProgress, CheckResult, LeafCheck } from '../../shared/engine/check'
import { defaultMost, defaultSeed, defaultStep } from '../../shared/engine/checkDefaults'
import type { CheckChoice } from '../../shared/engine/checkReport'
import type { EngineClient, Results } from '../engine/client'
import { selectCircuit, useDocument } from './documentStore'
import { useSession } from './sessionStore'
import { useHidden } from './view'

export interface Checked {
  /** Another circuit than the document's means that the result is out of date. */
  readonly circuit: Circuit
  readonly choice: Required<CheckChoice>
  readonly result: CheckResult
  readonly byNode: ReadonlyMap<NodeId, LeafCheck>
  /** How long one entry took, by which longer work is foretold. */
  readonly msPerEntry: number
}

interface CheckState {
  /** A step of `null` is the best one of the precision. */
  readonly choice: Required<Omit<CheckChoice, 'h'>> & { readonly h: number | null }
  readonly checked: Checked | null
  /** How far it is, while it runs. */
  readonly checking: Omit<CheckProgress, 'node'> | null
  /** What ended the last check before its end. */
  readonly stopped: 'person' | 'edit' | null
  /** Our own bug, to be shown with its details. */
  readonly failure: string | null
}

const nothing = { checked: null, checking: null, stopped: null, failure: null } as const

export const useCheck = create<CheckState>()(() => ({
  choice: { h: null, most: defaultMost.check, seed: defaultSeed, precision: 'float64' },
  ...nothing,
}))

let client: EngineClient<'check'> | null = null

const circuitNow = () => selectCircuit(useDocument.getState())

export const stepOf = ({ h, precision }: CheckState['choice']): number => h ?? defaultStep[precision]

/** Checks every parameter and input, where everybody sees it. An edit in the meantime gives it up. */
export function checkAll() {
  useSession.setState({ timelineTab: 'check' })
  if (useCheck.getState().checking) return
  const circuit = circuitNow()
  const { choice: wanted } = useCheck.getState()
  const choice = { ...wanted, h: stepOf(wanted) }
  useCheck.setState({ checking: { done: 0, of: 0 }, stopped: null, failure: null })
  client?.run(
    circuit,
    answer =>
      useCheck.setState({
        checking: null,
        ...(answer.ok
          ? { checked: { circuit, choice, byNode: byNodeOf(answer.result), ...resultsOf(answer) } }
          : { failure: answer.reason }),
      }),
    { choice, hear: ({ done, of }) => useCheck.setState({ checking: { done, of } }) },
  )
}

export const stopChecking = () => giveUp('person')

function giveUp(stopped: 'person' | 'edit') {
  if (!useCheck.getState().checking) return
  client?.cancel()
  useCheck.setState({ checking: null, stopped })
}

/** Follows the document. Returns how to stop. */
export function checkWith(checker: EngineClient<'check'>): () => void {
  client = checker
  return useDocument.subscribe((now, before) => {
    const isOther = now.epoch !== before.epoch
    if (isOther || selectCircuit(now) !== selectCircuit(before)) giveUp('edit')
    if (isOther) useCheck.setState(nothing)
  })
}

const resultsOf = ({ result, msPerEntry }: Results['check']) => ({ result, msPerEntry })

const byNodeOf = (result: CheckResult) =>
  new Map(result.ok ? result.leaves.map(leaf => [leaf.node, leaf]) : [])

/** What was found at a node; `null` where it was not checked, or its gradient is hidden. */
export function useLeafCheck(node: NodeId): LeafCheck | null {
  const hidden = useHidden({ kind: 'gradient', node })
  return useCheck(({ checked }) => (hidden ? null : (checked?.byNode.get(node) ?? null)))
}

/** True while what is shown belongs to an older circuit. */
export const useCheckStale = (): boolean => {
  const circuit = useDocument(selectCircuit)
  return useCheck(({ checked }) => checked !== null && checked.circuit !== circuit)
}

/** The look inside a node: what it is made of and the numbers in there, while the dialog is open. The document stays as it is. */
import { create } from 'zustand'
import type { Document, NodeId } from '../../shared/document/document'
import type { GraphNode } from '../../shared/engine/graph'
import { hiddenIn } from '../../shared/engine/hidden'
import { lookInside } from '../../shared/engine/lookInside'
import type { Run } from '../../shared/engine/run'
import type { EngineClient } from '../engine/client'
import { canvasActions } from './canvasActions'
import { currentDocument, selectCircuit, useDocument } from './documentStore'
import { graphFor, useResult } from './resultStore'
import { notify } from './sessionStore'

export interface Inside {
  /** The node that is looked into, in the circuit that it stands in. */
  readonly node: GraphNode
  /** What gradients there are gradients of. */
  readonly root: GraphNode | null
  /** What is inside, as a circuit of its own. */
  readonly document: Document
  /** `null` until it is computed. */
  readonly run: Run | null
}

export const useInside = create<{ readonly inside: Inside | null }>()(() => ({ inside: null }))

let client: EngineClient | null = null

/** Returns how to stop. */
export function lookInsideWith(given: EngineClient): () => void {
  client = given
  // What is shown belongs to the circuit that was looked into.
  return useDocument.subscribe((now, before) => {
    if (selectCircuit(now) !== selectCircuit(before)) closeInside()
  })
}

export function closeInside() {
  if (useInside.getState().inside) useInside.setState({ inside: null })
}

/** Opens the dialog; where there is nothing to see yet, a notice says why. */
export function openInside(id: NodeId) {
  const document = currentDocument()
  const { circuit, run } = useResult.getState()
  if (!run || circuit !== document.circuit)
    return notify('The circuit is still being computed; look inside once it is done.')
  const graph = graphFor(circuit)
  const shown = [id, ...graph.byId.get(id)!.sources.filter(source => source !== null)]
  const isHidden = hiddenIn(document)
  if (shown.some(node => isHidden({ kind: 'value', node }) || isHidden({ kind: 'gradient', node })))
    return notify('Some of its numbers are hidden until they are predicted; look inside after that.')
  const found = lookInside(document, graph, run, id, canvasActions().drawnOf)
  if (!found.ok) return notify(found.reason, 'error')
  const root = graph.byId.get(graph.root ?? '') ?? null
  const inside: Inside = { node: graph.byId.get(id)!, root, document: found.document, run: null }
  useInside.setState({ inside })
  client?.run(found.document.circuit, answer => {
    if (useInside.getState().inside !== inside) return
    if (answer.ok) return useInside.setState({ inside: { ...inside, run: answer.run } })
    closeInside()
    notify(`What is inside could not be computed, by a fault in the program: ${answer.reason}`, 'error')
  })
}

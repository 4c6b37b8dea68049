/** What a node's drawing needs to know of the circuit, selected so that an edit elsewhere does not repaint it. */
import { useShallow } from 'zustand/react/shallow'
import type { CircuitNode } from '../../shared/document/document'
import type { Graph } from '../../shared/engine/graph'
import { type Problem, sentenceOf } from '../../shared/engine/problems'
import { selectCircuit, useDocument } from '../store/documentStore'
import { graphFor } from '../store/resultStore'
import { shapeLabel } from './chipContent'
import { portsOf } from './geometry'

export interface NodeView {
  /** `2 × 3`, or `null` while the shape is not known. */
  readonly shape: string | null
  /** Its problems as sentences, a line each. */
  readonly faults: string
  /** All that is wrong is that wires are missing. */
  readonly waiting: boolean
  readonly isRoot: boolean
  /** The input ports' names, and which of them have no wire; a line each. */
  readonly ports: string
  readonly open: string
}

/** What building leaves behind for a while: wires that are still missing, and a root that waits for them. */
const waits: ReadonlySet<Problem['code']> = new Set(['unwired', 'root'])

const problemsByNode = new WeakMap<Graph, Map<string, Problem[]>>()

function problemsAt(graph: Graph, id: string): readonly Problem[] {
  let known = problemsByNode.get(graph)
  if (!known) {
    known = new Map()
    for (const problem of graph.problems)
      known.set(problem.node, [...(known.get(problem.node) ?? []), problem])
    problemsByNode.set(graph, known)
  }
  return known.get(id) ?? []
}

export const useNodeView = (node: CircuitNode): NodeView =>
  useDocument(
    useShallow(state => {
      const circuit = selectCircuit(state)
      const graph = graphFor(circuit)
      const known = graph.byId.get(node.id)
      const problems = problemsAt(graph, node.id)
      const ports = portsOf(node, circuit.edges)
      return {
        shape: known?.shape ? shapeLabel(known.shape) : null,
        faults: problems.map(sentenceOf).join('\n'),
        waiting: problems.some(p => p.code === 'unwired') && problems.every(p => waits.has(p.code)),
        isRoot: graph.root === node.id,
        ports: ports.join('\n'),
        open: known?.op
          ? ports
              .filter(name => !known.sources[known.op!.inputs.findIndex(port => port.name === name)])
              .join('\n')
          : '',
      }
    }),
  )

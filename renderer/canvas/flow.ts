/** The one adapter between our document and React Flow: document → nodes and edges, its changes → our edits. */
import type { EdgeChange, Edge as FlowEdge, Node as FlowNode, NodeChange } from '@xyflow/react'
import {
  type CircuitNode,
  type Document,
  type Edge,
  type EdgeKey,
  edgeKey,
  type NodeId,
  type Point,
} from '../../shared/document/document'
import { select, useSession } from '../store/sessionStore'
import { dragTo } from './drag'
import { type Box, type Curve, sameCurve } from './geometry'

export type CircuitFlowNode = FlowNode<{ readonly node: CircuitNode }, 'circuit'>
export type WireFlowEdge = FlowEdge<{ readonly curve: Curve; readonly edge: Edge }, 'wire'>

/** Keeps the object of a node that did not change, so that React Flow repaints only what did. */
export function flowNodes(
  document: Document,
  boxes: ReadonlyMap<NodeId, Box>,
  selected: ReadonlySet<NodeId>,
  before: readonly CircuitFlowNode[],
): CircuitFlowNode[] {
  const old = new Map(before.map(n => [n.id, n]))
  return document.circuit.nodes.map(node => {
    const { x, y, width, height } = boxes.get(node.id)!
    const known = old.get(node.id)
    const same =
      known?.data.node === node &&
      known.position.x === x &&
      known.position.y === y &&
      known.width === width &&
      known.height === height &&
      known.selected === selected.has(node.id)
    return same
      ? known
      : {
          id: node.id,
          type: 'circuit',
          position: { x, y },
          width,
          height,
          measured: { width, height },
          selected: selected.has(node.id),
          data: { node },
        }
  })
}

/** As `flowNodes`: an edge whose wire and curve are as before stays the same object. */
export function flowEdges(
  curves: ReadonlyMap<Edge, Curve>,
  selected: ReadonlySet<EdgeKey>,
  before: readonly WireFlowEdge[],
  nameOf: (id: NodeId) => string,
): WireFlowEdge[] {
  const old = new Map(before.map(e => [e.id, e]))
  return [...curves].map(([edge, curve]) => {
    const id = edgeKey(edge)
    const known = old.get(id)
    const same =
      known?.data?.edge === edge && sameCurve(known.data.curve, curve) && known.selected === selected.has(id)
    return same
      ? known
      : {
          id,
          type: 'wire',
          source: edge.from,
          sourceHandle: 'out',
          target: edge.to,
          targetHandle: edge.port,
          selected: selected.has(id),
          ariaLabel: `Wire from ${nameOf(edge.from)} into ${edge.port} of ${nameOf(edge.to)}`,
          data: { curve, edge },
        }
  })
}

/** Positions become edits (the gesture around a drag is `drag.ts`'s); selection becomes session state. Sizes are ours already. */
export function applyNodeChanges(changes: readonly NodeChange<CircuitFlowNode>[]) {
  const moved = new Map<NodeId, Point>()
  let selection: Set<NodeId> | null = null
  for (const change of changes) {
    if (change.type === 'position' && change.position) moved.set(change.id, change.position)
    if (change.type === 'select') {
      selection ??= new Set(useSession.getState().nodes)
      if (change.selected) selection.add(change.id)
      else selection.delete(change.id)
    }
  }
  if (moved.size > 0) dragTo(moved)
  if (selection) select(selection, useSession.getState().edges)
}

export function applyEdgeChanges(changes: readonly EdgeChange<WireFlowEdge>[]) {
  const edges = new Set(useSession.getState().edges)
  for (const change of changes)
    if (change.type === 'select') {
      if (change.selected) edges.add(change.id as EdgeKey)
      else edges.delete(change.id as EdgeKey)
    }
  select(useSession.getState().nodes, edges)
}

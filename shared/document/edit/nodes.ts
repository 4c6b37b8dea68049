/** Edits of nodes: pure, and the same document again when nothing changes. An id that is not there is passed over. */
import { ops } from '../../ops/index'
import type { Attrs, AttrValue } from '../../ops/op'
import { sizeOf } from '../../tensor/tensor'
import type { CircuitNode, Document, Edge, NodeId, Point, TensorSource } from '../document'
import { sameSource } from '../tensorOf'
import { keptOf } from './kept'
import { freshIds, freshName, nameFor, whyNotName } from './names'
import { placed, roomFor } from './room'

export interface NewNode {
  readonly op: string
  readonly at: Point
  /** Wished for; a number is appended when it is taken. Without it the op suggests one. */
  readonly name?: string
  readonly attrs?: Attrs
  /** For a leaf; without it, the scalar 0. */
  readonly value?: TensorSource
}

/**
 * The document with one more node, last in order, and the node's id. Where there is no room for its numbers, the document is
 * as it was, and no node has that id.
 */
export function addNode(
  document: Document,
  { op, at, name, attrs, value }: NewNode,
): { document: Document; id: NodeId } {
  const { circuit, layout } = document
  const id = freshIds(circuit, 1)[0]!
  const bare: CircuitNode = { id, op, name: freshName(circuit, name ?? nameFor(op)), attrs: attrs ?? {} }
  const known = ops.get(op)
  const source = value ?? (known?.kind === 'leaf' ? { shape: [], data: new Float64Array(1) } : undefined)
  const node: CircuitNode = source && known?.kind !== 'computed' ? { ...bare, value: source } : bare
  if (node.value && sizeOf(node.value.shape) > roomFor(circuit)) return { document, id }
  return {
    id,
    document: {
      ...document,
      circuit: { ...circuit, nodes: [...circuit.nodes, node] },
      layout: { ...layout, positions: { ...layout.positions, [id]: placed(at) } },
    },
  }
}

/**
 * Without these nodes and their wires. With `heal`, a removed node of one input hands its source on to its consumers, also
 * through a row of such nodes. A removed root is chosen anew by the engine, with ones as its cotangent.
 */
export function removeNodes(document: Document, ids: Iterable<NodeId>, { heal = false } = {}): Document {
  const { circuit, layout } = document
  const gone = new Set(ids)
  const nodes = circuit.nodes.filter(node => !gone.has(node.id))
  if (nodes.length === circuit.nodes.length) return document
  const passesOn = heal ? passThrough(document, gone) : new Map<NodeId, NodeId>()
  const edges = circuit.edges.flatMap((edge): Edge[] => {
    if (gone.has(edge.to)) return []
    let from: NodeId | undefined = edge.from
    while (from !== undefined && gone.has(from)) from = passesOn.get(from)
    return from === undefined ? [] : [from === edge.from ? edge : { ...edge, from }]
  })
  const keepsRoot = circuit.root === null || !gone.has(circuit.root)
  const positions = Object.fromEntries(Object.entries(layout.positions).filter(([id]) => !gone.has(id)))
  return keptOf({
    ...document,
    circuit: {
      nodes,
      edges,
      root: keepsRoot ? circuit.root : null,
      cotangent: keepsRoot ? circuit.cotangent : null,
    },
    layout: { ...layout, positions },
  })
}

/** What each node of one input reads. */
function passThrough({ circuit }: Document, ids: ReadonlySet<NodeId>): Map<NodeId, NodeId> {
  const reads = new Map<NodeId, NodeId>()
  for (const { id, op } of circuit.nodes) {
    if (!ids.has(id) || (ops.get(op)?.inputs.length ?? 1) !== 1) continue
    const into = circuit.edges.filter(edge => edge.to === id)
    if (into.length === 1) reads.set(id, into[0]!.from)
  }
  return reads
}

export type Renamed =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly reason: string }

/** Gives a node another name (blanks at its ends are dropped), or says why it cannot have it. */
export function rename(document: Document, id: NodeId, wanted: string): Renamed {
  const name = wanted.trim()
  const reason = whyNotName(document.circuit, id, name)
  if (reason) return { ok: false, reason }
  return {
    ok: true,
    document: changeNode(document, id, node => (node.name === name ? node : { ...node, name })),
  }
}

/** Whether the value fits is the caller's question (`attrFits`). */
export const setAttr = (document: Document, id: NodeId, name: string, value: AttrValue): Document =>
  changeNode(document, id, node =>
    Object.hasOwn(node.attrs, name) && sameAttr(node.attrs[name]!, value)
      ? node
      : { ...node, attrs: { ...node.attrs, [name]: value } },
  )

/** Gives a leaf other numbers; more than there is room for change nothing. */
export const setValue = (document: Document, id: NodeId, value: TensorSource): Document =>
  changeNode(document, id, node =>
    !node.value ||
    sameSource(node.value, value) ||
    sizeOf(value.shape) > roomFor(document.circuit, node.value)
      ? node
      : { ...node, value },
  )

function changeNode(document: Document, id: NodeId, change: (node: CircuitNode) => CircuitNode): Document {
  const { circuit } = document
  let changed = false
  const nodes = circuit.nodes.map(node => {
    const next = node.id === id ? change(node) : node
    changed ||= next !== node
    return next
  })
  return changed ? { ...document, circuit: { ...circuit, nodes } } : document
}

const sameAttr = (a: AttrValue, b: AttrValue): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((x, i) => x === b[i])
    : Object.is(a, b)

/** Edits of wires, and why a wire is refused: pure, and the same document again when nothing changes. */
import { ops } from '../../ops/index'
import { pathBetween } from '../cycle'
import { type Document, type Edge, edgeKey, type NodeId } from '../document'
import { listed } from '../file/refusal'

/** Why no wire may lead from `from` into `port` of `to`, whatever the shapes; `null` when it may. A sentence for the person. */
export function whyNotConnect({ circuit }: Document, from: NodeId, to: NodeId, port: string): string | null {
  const source = circuit.nodes.find(node => node.id === from)
  const target = circuit.nodes.find(node => node.id === to)
  if (!source || !target) return 'That node is not there any more.'
  if (from === to) return `${target.name} cannot feed itself: a circuit runs from its inputs to the loss.`
  const ports = ops.get(target.op)?.inputs.map(input => input.name)
  const wires = circuit.edges.filter(edge => edge.to === to)
  if (ports?.length === 0) return `${target.name} takes no wires: its value is typed in.`
  if (ports && !ports.includes(port)) return `${target.name} has no port ${port}; it has ${listed(ports)}.`
  if (!ports && !wires.some(edge => edge.port === port))
    return `${target.name} is of a kind this version does not know, so its free ports are not known.`
  if (wires.some(edge => edge.port === port && edge.from === from)) return 'This wire is there already.'
  const loop = pathBetween(circuit.edges, to, from)
  if (!loop) return null
  const names = new Map(circuit.nodes.map(node => [node.id, node.name]))
  const through = loop.map(id => names.get(id)!)
  const shown = through.length > 5 ? [...through.slice(0, 4), `${through.length - 4} more`] : through
  return `This wire would close a loop through ${listed(shown)}; a circuit runs from its inputs to the loss.`
}

/** Wires `from` into a port, in place of the wire that was there. A wire that `whyNotConnect` refuses changes nothing. */
export function connect(document: Document, from: NodeId, to: NodeId, port: string): Document {
  if (whyNotConnect(document, from, to, port)) return document
  const edge: Edge = { from, to, port }
  const { edges } = document.circuit
  const at = edges.findIndex(other => edgeKey(other) === edgeKey(edge))
  return withEdges(document, at < 0 ? [...edges, edge] : edges.with(at, edge))
}

/** Takes the wire out of a port. */
export function disconnect(document: Document, to: NodeId, port: string): Document {
  const { edges } = document.circuit
  const kept = edges.filter(edge => edge.to !== to || edge.port !== port)
  return kept.length === edges.length ? document : withEdges(document, kept)
}

/**
 * Puts node `id` into the wire that leads into `port` of `to`: the wire's source feeds the node's `into` (by default its
 * first data port, or its first), and the node feeds the old port. Changes nothing where one of the two wires is refused.
 */
export function insertOnEdge(
  document: Document,
  to: NodeId,
  port: string,
  id: NodeId,
  into?: string,
): Document {
  const edge = document.circuit.edges.find(other => other.to === to && other.port === port)
  const inputs = ops.get(document.circuit.nodes.find(node => node.id === id)?.op ?? '')?.inputs ?? []
  const entry = into ?? (inputs.find(input => input.role === 'data') ?? inputs[0])?.name
  if (!edge || entry === undefined) return document
  const onward = connect(document, id, to, port)
  if (onward === document) return document
  const whole = connect(onward, edge.from, id, entry)
  return whole === onward ? document : whole
}

const withEdges = (document: Document, edges: readonly Edge[]): Document => ({
  ...document,
  circuit: { ...document.circuit, edges },
})

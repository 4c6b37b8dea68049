/** Which ops could take the loose end of a wire, for quick-add, the likeliest first. */
import type { Document, NodeId } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import type { Op, Port } from '../../shared/ops/op'
import type { QuickAdd } from '../store/sessionStore'

/** All ops; for a wire that comes out of a node, those with an input; for an open input, the leaves come first. */
export function fittingOps(document: Document, wire: QuickAdd['wire']): readonly Op[] {
  const all = [...ops.values()]
  if (!wire) return all
  if ('from' in wire) return all.filter(op => op.kind === 'computed')
  const learned = portAt(document, wire)?.role === 'parameter'
  const rank = (op: Op) => (op.kind === 'computed' ? 3 : !op.gradient ? 2 : op.learned === learned ? 0 : 1)
  return all.sort((a, b) => rank(a) - rank(b))
}

/** The port that a loose end belongs to, if its op is known. */
export const portAt = ({ circuit }: Document, { to, port }: { to: NodeId; port: string }): Port | undefined =>
  ops.get(circuit.nodes.find(node => node.id === to)?.op ?? '')?.inputs.find(input => input.name === port)

/** The port that a wire dropped on a new node goes to: its first data port, else its first. */
export const entryPort = (op: Op): string | undefined =>
  (op.inputs.find(port => port.role === 'data') ?? op.inputs[0])?.name

/** Which ops could take the loose end of a wire, for quick-add. */

import { ops } from '../../shared/ops/index'
import type { Op } from '../../shared/ops/op'
import type { QuickAdd } from '../store/sessionStore'

/** All ops; for a wire that comes out of a node, those with an input; for an open input, all that have an output. */
export function fittingOps(wire: QuickAdd['wire']): readonly Op[] {
  const all = [...ops.values()]
  return wire && 'from' in wire ? all.filter(op => op.kind === 'computed') : all
}

/** The port that a wire dropped on a new node goes to: its first data port, else its first. */
export const entryPort = (op: Op): string | undefined =>
  (op.inputs.find(port => port.role === 'data') ?? op.inputs[0])?.name

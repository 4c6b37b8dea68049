/** Help with a number that is to be predicted: the rule that makes it, and what that rule reads. */
import type { Equation, Operand } from './answered'
import { type Asking, type Wire, wiresBack } from './asking'
import { explainNumber } from './explainNumber'
import type { Quantity } from './quantity'
import { constants, formulaAt, isComputed } from './rules'

export interface Hints {
  readonly rules: readonly Equation[]
  readonly operands: readonly Operand[]
  /** `N = 4` and the like, as far as the rules speak of them. */
  readonly constants: readonly Equation[]
}

/** The whole tensor is asked for. At a fan-out its shares are part of the answer, so what they are made from is told. */
export function hintsFor(place: Asking, quantity: Exclude<Quantity, { kind: 'share' }>): Hints {
  const wires = quantity.kind === 'gradient' ? wiresBack(place, quantity.node) : []
  const shares = wires.length > 1 ? wires.map(({ edge }): Quantity => ({ kind: 'share', edge })) : []
  const explain = (asked: Quantity) => explainNumber(place, { quantity: asked, entry: null })
  const [whole, ...parts] = [quantity, ...shares].map(explain)
  const operands = (parts.length > 0 ? parts : [whole]).flatMap(answer => answer?.operands ?? [])
  return {
    rules: once(
      [whole, ...parts].flatMap(answer => answer?.symbols ?? []),
      ({ tex }) => tex,
    ),
    operands: once(operands, ({ asked }) => JSON.stringify(asked)),
    constants: once(
      constantsOf(place, quantity, wires).map(tex => ({ tex })),
      ({ tex }) => tex,
    ),
  }
}

function constantsOf({ graph }: Asking, quantity: Quantity, wires: readonly Wire[]): readonly string[] {
  if (quantity.kind !== 'value')
    return wires.flatMap(({ node, index }) =>
      constants(graph, node, [formulaAt(graph, node).backward[node.op.inputs[index]!.name]!]),
    )
  const node = graph.byId.get(quantity.node)
  return node && isComputed(node) ? constants(graph, node, [formulaAt(graph, node).forward]) : []
}

const once = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] => [
  ...new Map(all.map(one => [keyOf(one), one])).values(),
]

/** The rules by which numbers of a circuit are made, with what they are made from: forward, on one wire back, and at a fan-out. */
import { reckoning, reckoningOf } from '../formula/entryValue'
import { shapesIn } from '../formula/formulaShape'
import type { Names } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { type Expression, parse } from '../formula/parse'
import { countText } from '../formula/quantities'
import { add } from '../tensor/arithmetic'
import type { Tensor } from '../tensor/tensor'
import { type Computation, tensorAt, type Wire } from './asking'
import type { Rule } from './explainRule'
import type { Quantity } from './quantity'
import {
  backwardRule,
  type ComputedNode,
  formulaAt,
  forwardRight,
  meaningAt,
  namesAt,
  shorthands,
} from './rules'

/** The tensors behind these names, as far as the run has them. */
function givenOf(place: Computation, meaning: Readonly<Record<string, Quantity>>) {
  const given: Record<string, Tensor> = {}
  for (const [name, quantity] of Object.entries(meaning)) {
    const tensor = tensorAt(place, quantity)
    if (tensor) given[name] = tensor
  }
  return given
}

/** The values of the ports, and `out`. */
export function givenAt(place: Computation, node: ComputedNode): Readonly<Record<string, Tensor>> {
  const { g: _, ...values } = meaningAt(node)
  return givenOf(place, values)
}

export function valueRule(place: Computation, node: ComputedNode, engine: Tensor): Rule {
  const { graph } = place
  const { forward } = formulaAt(graph, node)
  const { out: _, g: __, ...meaning } = meaningAt(node)
  return {
    left: nameToTex(node.name),
    right: forwardRight(graph, node),
    where: shorthands(graph, node, [forward]),
    formula: parse(forward),
    names: namesAt(graph, node),
    scope: reckoningOf(node.op, givenOf(place, meaning), node.attrs),
    axes: [],
    meaning,
    engine,
  }
}

/** What comes back on a wire. */
export function shareRule(place: Computation, { node, index, edge }: Wire): Rule {
  const { graph } = place
  const { formula, left, right, axes } = backwardRule(graph, node, index)
  const meaning = meaningAt(node)
  return {
    left,
    right,
    where: shorthands(graph, node, [formulaAt(graph, node).backward[node.op.inputs[index]!.name]!]),
    formula,
    names: namesAt(graph, node),
    scope: reckoningOf(node.op, givenOf(place, meaning), node.attrs),
    axes,
    meaning,
    engine: tensorAt(place, { kind: 'share', edge })!,
  }
}

/** The sum of what comes back on several wires: the first `terms` by themselves, and the others together. */
export function fanOutRule(place: Computation, wires: readonly Wire[], engine: Tensor, terms: number): Rule {
  const { graph } = place
  const rules = wires.map(({ node, index }) => backwardRule(graph, node, index))
  const shares = wires.map(({ edge }) => tensorAt(place, { kind: 'share', edge })!)
  const alone = wires.length > terms ? terms : wires.length
  const more = wires.length - alone
  const values: Record<string, Tensor> = {}
  const names: Record<string, Names[string]> = {}
  const meaning: Record<string, Quantity> = {}
  for (let i = 0; i < alone; i++) {
    values[`share${i}`] = shares[i]!
    names[`share${i}`] = { tex: rules[i]!.left }
    meaning[`share${i}`] = { kind: 'share', edge: wires[i]!.edge }
  }
  if (more > 0) {
    values.others = shares.slice(alone).reduce(add)
    names.others = { tex: String.raw`\underbrace{\cdots}_{\text{${countText(more)} more}}` }
  }
  const summands = Object.keys(values).map((name): Expression => ({ kind: 'name', name }))
  return {
    left: rules[0]!.whole,
    right: Object.values(names)
      .map(({ tex }) => tex)
      .join(' + '),
    where: rules.slice(0, alone).map(({ left, right }) => `${left} = ${right}`),
    formula: summands.reduce((left, right) => ({ kind: 'binary', sign: '+', left, right })),
    names,
    scope: reckoning(values, {}, shapesIn(values), {}),
    axes: [],
    meaning,
    engine,
    more,
  }
}

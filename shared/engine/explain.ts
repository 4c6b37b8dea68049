/** What one step shows under the timeline: what happens, the rule, and the rule with its numbers. */
import type { Circuit } from '../document/document'
import { gradientTex } from '../formula/names'
import { nameToTex, nameToText } from '../formula/nameToTex'
import { parse } from '../formula/parse'
import { sameShape, shapeText, type Tensor } from '../tensor/tensor'
import type { Graph, GraphNode } from './graph'
import { type IsHidden, nothingHidden } from './hidden'
import { type Line, numbersOf, resultAlone, sumLine } from './numberLines'
import type { Quantity } from './quantity'
import {
  backwardRule,
  type ComputedNode,
  formulaAt,
  forwardRule,
  isComputed,
  rootTex,
  shorthands,
} from './rules'
import type { Run } from './run'
import { hiddenLine, hiddenOperands } from './stepHidden'
import type { Step } from './steps'
import { branchesOf, type Delivery, deliveriesOf, type RichText, stepNode, titleOf } from './stepWords'

export interface Explanation {
  readonly phase: Step['phase']
  readonly title: RichText
  /** What happens, from the op's record. */
  readonly sentence: string
  /** What is special about this step: the seed, a fan-out, a signal that ends here. */
  readonly remarks: readonly RichText[]
  readonly rules: readonly { readonly tex: string }[]
  readonly numbers: readonly Line[]
  readonly next: RichText | null
}

export interface Place {
  readonly circuit: Circuit
  readonly graph: Graph
  readonly run: Run
  readonly steps: readonly Step[]
  /** Which of the steps, from 0. */
  readonly index: number
  /** What is not to be told; nothing without it. */
  readonly isHidden?: IsHidden
}

/** Pure; graph, run and steps must be of `circuit`. Throws `internal:` when they are not. */
export function explainStep(place: Place): Explanation {
  const { circuit, graph, run, steps, index, isHidden = nothingHidden } = place
  const step = steps[index]
  if (!step) throw new Error(`internal: there is no step ${index} of ${steps.length}`)
  const here = hereOf(graph, run, step, isHidden)
  const following = steps[index + 1]
  const card = step.phase === 'forward' ? forwardCard(here) : backwardCard(here, step)
  const first =
    step.phase === 'backward' &&
    steps[index - 1]?.phase !== 'backward' &&
    !isHidden({ kind: 'gradient', node: run.root! })
  return {
    phase: step.phase,
    title: titleOf(graph, step),
    sentence: here.node.op.says[step.phase],
    ...card,
    remarks: first ? [seedRemark(graph, run, circuit), ...card.remarks] : card.remarks,
    next: following ? [`${following.phase} `, ...titleOf(graph, following)] : null,
  }
}

/** Everything about the node of a step. */
interface Here {
  readonly graph: Graph
  readonly run: Run
  readonly node: ComputedNode
  readonly isHidden: IsHidden
  /** The values of the ports, of `out`, and of `g` where it is known. */
  readonly given: Readonly<Record<string, Tensor>>
}

function hereOf(graph: Graph, run: Run, step: Step, isHidden: IsHidden): Here {
  const node = stepNode(graph, step)
  if (!isComputed(node)) throw new Error(`internal: the step at “${node.id}” computes nothing`)
  return { graph, run, node, isHidden, given: givenAt(run, node, step.phase) }
}

/** What the names of a node's formulas stand for in this run: ports, `out`, and going backward `g`. */
export function givenAt(run: Run, node: ComputedNode, phase: Step['phase']): Record<string, Tensor> {
  const given: Record<string, Tensor> = { out: run.values.get(node.id)! }
  for (const [i, port] of node.op.inputs.entries()) {
    const value = run.values.get(node.sources[i] ?? '')
    if (value) given[port.name] = value
  }
  const g = phase === 'backward' && run.grads.get(node.id)
  if (g) given.g = g
  return given
}

type Card = Pick<Explanation, 'rules' | 'numbers' | 'remarks'>

function forwardCard(here: Here): Card {
  const { graph, node, given, isHidden } = here
  const { op, attrs, name } = node
  const result = given.out!
  const { forward } = formulaAt(graph, node)
  const own: Quantity = { kind: 'value', node: node.id }
  const numbers = toldLines(here, own, forward, {
    filled: () => numbersOf(op, parse(forward), given, attrs, result, []),
    alone: () => resultAlone(result, nameToTex(name), 'The value, '),
  })
  return {
    rules: [forwardRule(graph, node), ...shorthands(graph, node, [forward])].map(tex => ({ tex })),
    numbers,
    remarks: notFinite(result) && !isHidden(own) ? [[`${nameToText(name)} is not finite.`]] : [],
  }
}

/** The formula with its numbers, or its result alone; nothing of it where the result is hidden, or an operand. */
function toldLines(
  { graph, node, isHidden }: Here,
  own: Quantity,
  formula: string,
  { filled, alone }: { readonly filled: () => string | null; readonly alone: () => Line },
): readonly Line[] {
  if (isHidden(own)) return [hiddenLine(graph, [own])]
  const [first, ...more] = hiddenOperands(graph, node, formula, isHidden)
  if (first) return [alone(), hiddenLine(graph, [first, ...more])]
  const tex = filled()
  return [tex ? { tex } : alone()]
}

function backwardCard(here: Here, step: Step): Card {
  const { graph, node } = here
  const parts = deliveriesOf(graph, step).map(delivery => delivered(here, delivery))
  const where = shorthands(graph, node, Object.values(formulaAt(graph, node).backward))
  return {
    rules: [...parts.map(({ tex }) => tex), ...where].map(tex => ({ tex })),
    numbers: parts.flatMap(p => p.numbers),
    remarks: [...parts.flatMap(p => p.remarks), ...new Map(parts.flatMap(p => p.fanOut)).values()],
  }
}

/** The rule of one input: downstream = upstream ⊙ local, summed where the input was repeated, shared at a fan-out. */
function delivered(here: Here, { edge, port, source }: Delivery) {
  const { graph, run, node, given, isHidden } = here
  const { op, attrs } = node
  const index = op.inputs.findIndex(input => input.name === port)
  const { formula, left, whole, right, axes } = backwardRule(graph, node, index, { marks: true })
  const result = run.edgeGrads.get(edge)!
  const { arrived, of } = branchesOf(run, graph, source.id, edge)
  const own: Quantity = { kind: 'gradient', node: source.id }
  const lines = toldLines(here, own, formulaAt(graph, node).backward[port]!, {
    filled: () => numbersOf(op, formula, given, attrs, result, axes),
    alone: () => resultAlone(result, left, 'What comes back, '),
  })
  const shares = arrived.map(key => run.edgeGrads.get(key)!)
  return {
    tex: String.raw`\underbrace{${left}}_{\text{downstream}} = ${right}`,
    numbers: of > 1 && !isHidden(own) ? [...lines, ...sumLine(whole, shares, of)] : lines,
    remarks: isHidden(own) ? [] : remarksOf(source, result, given.g!),
    fanOut: fanOutOf(source, arrived.length, of),
  }
}

function remarksOf(source: GraphNode, result: Tensor, g: Tensor): RichText[] {
  const name = { tex: nameToTex(source.name) }
  if (notFinite(result)) return [['The gradient of ', name, ' is not finite.']]
  if (isRounding(result, g))
    return [['The gradient of ', name, ' is 0, up to the rounding of floating-point numbers.']]
  const silent = result.data.every(x => x === 0) && g.data.some(x => x !== 0)
  return silent ? [['No learning signal: every entry that reaches ', name, ' is exactly 0.']] : []
}

/** By source, so that a step which delivers to one source twice speaks of it once, with what has come by then. */
function fanOutOf(source: GraphNode, arrived: number, of: number): [GraphNode, RichText][] {
  const name = { tex: nameToTex(source.name) }
  const come = `${arrived} of ${of} ${arrived === 1 ? 'has' : 'have'} come, and they add up there.`
  return of > 1 ? [[source, ['Gradients return to ', name, ` on ${of} wires: ${come}`]]] : []
}

/** Entries so far below what went in that only rounding can have made them. */
function isRounding(result: Tensor, g: Tensor): boolean {
  const largest = (t: Tensor) => t.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const most = largest(result)
  return most > 0 && most <= 4 * Number.EPSILON * largest(g)
}

const notFinite = ({ data }: Tensor) => !data.every(Number.isFinite)

/** Where the first upstream gradient comes from. */
export function seedRemark(graph: Graph, run: Run, { cotangent }: Circuit): RichText {
  const root = graph.byId.get(run.root!)!
  const { shape } = run.values.get(root.id)!
  const name = nameToTex(root.name)
  const given = cotangent !== null && sameShape(cotangent.shape, shape)
  const misfit: RichText =
    cotangent && !given
      ? [` The given seed gradient is ${shapeText(cotangent.shape)}; it must be ${shapeText(shape)}.`]
      : []
  const seed = { tex: gradientTex(rootTex(graph), name) }
  if (shape.length > 0)
    return [
      'Backprop starts with ',
      given ? 'the given seed gradient' : 'ones',
      ', because ',
      { tex: name },
      ' is not a scalar: ',
      { tex: rootTex(graph) },
      given ? ' is the sum of its entries, each times its seed ' : ' is the sum of its entries, so every ',
      seed,
      given ? '.' : ' is 1.',
      ...misfit,
    ]
  return given
    ? ['Backprop starts with the seed gradient given for ', { tex: name }, '.']
    : ['Backprop starts with the seed gradient ', { tex: `${seed.tex} = 1` }, '.', ...misfit]
}

/** What one step shows under the timeline: what happens, the rule, and the rule with its numbers. */
import type { Circuit } from '../document/document'
import { gradientTex, type Names, namesOf } from '../formula/names'
import { nameToTex, nameToText } from '../formula/nameToTex'
import { parse } from '../formula/parse'
import { toTex } from '../formula/tex'
import type { ComputedOp } from '../ops/op'
import { type Shape, sameShape, shapeText, type Tensor } from '../tensor/tensor'
import { formulaShape, summedAxes } from './formulaShape'
import type { Graph, GraphNode } from './graph'
import { type Line, numbersOf, resultAlone, sumLine, summed } from './numberLines'
import type { Run } from './run'
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
}

/** Pure; graph, run and steps must be of `circuit`. Throws `internal:` when they are not. */
export function explainStep({ circuit, graph, run, steps, index }: Place): Explanation {
  const step = steps[index]
  if (!step) throw new Error(`internal: there is no step ${index} of ${steps.length}`)
  const here = hereOf(graph, run, step)
  const following = steps[index + 1]
  const card = step.phase === 'forward' ? forwardCard(here) : backwardCard(here, step)
  const first = step.phase === 'backward' && steps[index - 1]?.phase !== 'backward'
  return {
    phase: step.phase,
    title: titleOf(graph, step),
    sentence: here.op.says[step.phase],
    ...card,
    remarks: first ? [seedRemark(here, circuit), ...card.remarks] : card.remarks,
    next: following ? [`${following.phase} `, ...titleOf(graph, following)] : null,
  }
}

/** Everything about the node of a step. */
interface Here {
  readonly graph: Graph
  readonly run: Run
  readonly node: GraphNode
  readonly op: ComputedOp
  readonly names: Names
  readonly rootTex: string
  /** The values of the ports, of `out`, and of `g` where it is known. */
  readonly given: Readonly<Record<string, Tensor>>
}

function hereOf(graph: Graph, run: Run, step: Step): Here {
  const node = stepNode(graph, step)
  if (node.op.kind !== 'computed') throw new Error(`internal: the step at “${node.id}” computes nothing`)
  const rootTex = nameToTex(graph.byId.get(run.root ?? '')?.name ?? 'L')
  const outTex = nameToTex(node.name)
  const given: Record<string, Tensor> = { out: run.values.get(node.id)! }
  const names: Record<string, Names[string]> = { out: { tex: outTex, rank: given.out!.shape.length } }
  for (const [i, port] of node.op.inputs.entries()) {
    const source = graph.byId.get(node.sources[i]!)!
    given[port.name] = run.values.get(source.id)!
    names[port.name] = { tex: nameToTex(source.name), rank: given[port.name]!.shape.length }
  }
  names.g = { tex: gradientTex(rootTex, outTex), rank: given.out!.shape.length }
  const g = step.phase === 'backward' && run.grads.get(node.id)
  if (g) given.g = g
  return { graph, run, node, op: node.op, names: namesOf(node.op, names), rootTex, given }
}

type Card = Pick<Explanation, 'rules' | 'numbers' | 'remarks'>

function forwardCard({ op, node, names, given }: Here): Card {
  const { attrs } = node
  const formula = parse(op.formula.forward)
  const result = given.out!
  const numbers = numbersOf(op, formula, given, attrs, result, [])
  return {
    rules: [
      { tex: `${names.out!.tex} = ${toTex(formula, names, { attrs })}` },
      ...shorthands(op, names, attrs, op.formula.forward),
    ],
    numbers: [numbers ? { tex: numbers } : resultAlone(result, names.out!.tex, 'The value, ')],
    remarks: notFinite(result) ? [[`${nameToText(node.name)} is not finite.`]] : [],
  }
}

function backwardCard(here: Here, step: Step): Card {
  const parts = deliveriesOf(here.graph, step).map(delivery => delivered(here, delivery))
  const formulas = Object.values(here.op.formula.backward).join(' ')
  return {
    rules: [
      ...parts.map(({ tex }) => ({ tex })),
      ...shorthands(here.op, here.names, here.node.attrs, formulas),
    ],
    numbers: parts.flatMap(p => p.numbers),
    remarks: [...parts.flatMap(p => p.remarks), ...new Map(parts.flatMap(p => p.fanOut)).values()],
  }
}

/** The rule of one input: downstream = upstream ⊙ local, summed where the input was repeated, shared at a fan-out. */
function delivered(here: Here, { edge, port, source }: Delivery) {
  const { op, node, run, graph, names, rootTex, given } = here
  const formula = parse(op.formula.backward[port]!)
  const result = run.edgeGrads.get(edge)!
  const { arrived, of } = branchesOf(run, graph, source.id, edge)
  const unsummed = formulaShape(formula, shapesOf(here))
  const axes = unsummed ? summedAxes(unsummed, result.shape) : []

  const whole = gradientTex(rootTex, nameToTex(source.name))
  const twice = node.sources.filter(s => s === source.id).length > 1
  const via = names.out!.tex + (twice ? String.raw`,\,${op.inputs.find(p => p.name === port)!.tex}` : '')
  const left = of > 1 ? String.raw`\left.${whole}\right|_{\text{via }${via}}` : whole
  const right = toTex(formula, names, { marks: true, attrs: node.attrs })
  const share = numbersOf(op, formula, given, node.attrs, result, axes)
  const sum =
    of > 1
      ? sumLine(
          whole,
          arrived.map(key => run.edgeGrads.get(key)!),
          of,
        )
      : []
  return {
    tex: String.raw`\underbrace{${left}}_{\text{downstream}} = ${summed(axes, unsummed, right)}`,
    numbers: [share ? { tex: share } : resultAlone(result, left, 'What comes back, '), ...sum],
    remarks: remarksOf(op, source, result, given.g!),
    fanOut: fanOutOf(source, arrived.length, of),
  }
}

/** The shapes of all names that the op's formulas may use, as far as they can be told. */
function shapesOf({ op, node, given }: Here): Readonly<Record<string, Shape>> {
  const shapes: Record<string, Shape> = { N: [] }
  for (const [name, { shape }] of Object.entries(given)) shapes[name] = shape
  for (const [name, value] of Object.entries(node.attrs)) if (typeof value === 'number') shapes[name] = []
  for (const [name, { is }] of Object.entries(op.formula.where ?? {})) {
    const shape = formulaShape(parse(is), shapes)
    if (shape) shapes[name] = shape
  }
  return shapes
}

function remarksOf(op: ComputedOp, source: GraphNode, result: Tensor, g: Tensor): RichText[] {
  const name = { tex: nameToTex(source.name) }
  if (notFinite(result)) return [['The gradient of ', name, ' is not finite.']]
  const silent = result.data.every(x => x === 0) && g.data.some(x => x !== 0)
  // An op that never passes a signal says so itself.
  if (!silent || op.check.notTheDerivative) return []
  return [['No learning signal: every entry that reaches ', name, ' is exactly 0.']]
}

/** By source, so that a step which delivers to one source twice speaks of it once, with what has come by then. */
function fanOutOf(source: GraphNode, arrived: number, of: number): [GraphNode, RichText][] {
  const name = { tex: nameToTex(source.name) }
  const come = `${arrived} of ${of} ${arrived === 1 ? 'has' : 'have'} come, and they add up there.`
  return of > 1 ? [[source, ['Gradients return to ', name, ` on ${of} wires: ${come}`]]] : []
}

const notFinite = ({ data }: Tensor) => !data.every(Number.isFinite)

/** Where the first upstream gradient comes from. */
function seedRemark({ run, graph, rootTex }: Here, { cotangent }: Circuit): RichText {
  const root = graph.byId.get(run.root!)!
  const { shape } = run.values.get(root.id)!
  const name = { tex: rootTex }
  if (cotangent && sameShape(cotangent.shape, shape))
    return ['Backprop starts with the seed gradient given for ', name, '.']
  const misfit: RichText = cotangent
    ? [` The given seed gradient is ${shapeText(cotangent.shape)}; it must be ${shapeText(shape)}.`]
    : []
  if (shape.length === 0)
    return [
      'Backprop starts with the seed gradient ',
      { tex: `${gradientTex(rootTex, rootTex)} = 1` },
      '.',
      ...misfit,
    ]
  return [
    'Backprop starts with ones, because ',
    name,
    ' is not a scalar: these are the gradients of its sum.',
    ...misfit,
  ]
}

/** What the shorthands that the formula uses stand for: `x̂ = …`. */
function shorthands(op: ComputedOp, names: Names, attrs: GraphNode['attrs'], formula: string) {
  return Object.entries(op.formula.where ?? {})
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula))
    .map(([, { tex, is }]) => ({ tex: `${tex} = ${toTex(parse(is), names, { attrs })}` }))
}

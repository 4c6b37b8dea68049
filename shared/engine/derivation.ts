/** The derivation of a whole circuit: every forward equation, then every gradient, in the order of the steps. */
import type { Circuit, NodeId } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import { formatNumber } from '../formula/formatNumber'
import { gradientTex } from '../formula/names'
import { nameToTex, nameToText } from '../formula/nameToTex'
import { tensorToTex } from '../formula/numbers'
import { parse } from '../formula/parse'
import { type Shape, sameShape, type Tensor } from '../tensor/tensor'
import { type Closed, type ClosedForms, closedForms } from './closedForm'
import { givenAt } from './explain'
import type { Graph, GraphNode } from './graph'
import { numberSides, shareSum } from './numberLines'
import {
  backwardRule,
  branchCount,
  type ComputedNode,
  constants,
  formulaAt,
  forwardRule,
  isComputed,
  rootTex,
  shorthands,
} from './rules'
import type { Run } from './run'
import type { Step } from './steps'
import { deliveriesOf, stepNode } from './stepWords'

export interface Equation {
  /** The node of the step that the equation belongs to. */
  readonly node: NodeId
  /** Whose value or gradient it tells. */
  readonly of: NodeId
  /**
   * `where`: what a letter in the equations before it stands for, or what they rely on. `share`: one branch of a fan-out;
   * `total`: their sum. `merged`: what several steps that are one loss come to. `closed`: a gradient in values alone.
   */
  readonly kind: 'given' | 'rule' | 'where' | 'seed' | 'share' | 'total' | 'zero' | 'merged' | 'closed'
  readonly left: string
  /** What follows, piece by piece, each with its sign in front: `= \tanh z_1`, then perhaps numbers. */
  readonly right: readonly string[]
}

/** The equation in one line. */
export const texOf = ({ left, right }: Equation): string => [left, ...right].join(' ')

export interface Section {
  readonly title: 'Given' | 'Forward' | 'Backward' | 'Altogether'
  readonly equations: readonly Equation[]
  /** A sentence on what is not there, in plain text. */
  readonly note: string | null
}

export interface Derived {
  readonly circuit: Circuit
  readonly graph: Graph
  readonly steps: readonly Step[]
  /** With it every equation goes on with its numbers. */
  readonly run?: Run
}

/** Pure: the same circuit gives the same text. Throws `internal:` where graph, steps and run are not of `circuit`. */
export function derivationOf(derived: Derived): readonly Section[] {
  const { circuit, graph, steps } = derived
  const forms = closedForms(circuit, graph)
  const nodeOf = (step: Step): ComputedNode => {
    const node = stepNode(graph, step)
    if (!isComputed(node)) throw new Error(`internal: the step at “${node.id}” computes nothing`)
    return node
  }
  const [ahead, back] = (['forward', 'backward'] as const).map(phase => steps.filter(s => s.phase === phase))
  const shares: Shares = new Map()
  const backward = [
    ...(back!.length > 0 ? seed(derived) : []),
    ...back!.flatMap(step => goingBack(derived, nodeOf(step), step, shares, forms)),
    ...unreached(derived),
  ]
  return [
    { title: 'Given', equations: leaves(derived), note: null },
    {
      title: 'Forward',
      equations: ahead!.flatMap(step => goingForward(derived, nodeOf(step))),
      note: leftOut(graph),
    },
    { title: 'Backward', equations: backward, note: back!.length > 0 ? null : withoutGradients(graph) },
    { title: 'Altogether', equations: back!.length > 0 ? inValuesAlone(derived, forms) : [], note: null },
  ]
}

function leaves({ graph, run }: Derived): Equation[] {
  return graph.nodes.flatMap(({ id, name, op, shape }) =>
    op?.kind === 'leaf' && shape
      ? [
          {
            node: id,
            of: id,
            kind: 'given',
            left: nameToTex(name),
            right: shownValue(run?.values.get(id)) ?? [memberOf(shape)],
          },
        ]
      : [],
  )
}

function goingForward({ graph, run }: Derived, node: ComputedNode): Equation[] {
  const { forward } = formulaAt(graph, node)
  const left = nameToTex(node.name)
  const result = run?.values.get(node.id)
  const sides =
    run &&
    result &&
    numberSides(node.op, parse(forward), givenAt(run, node, 'forward'), node.attrs, result, [])
  const rule = forwardRule(graph, node).slice(left.length + 1)
  return [
    { node: node.id, of: node.id, kind: 'rule', left, right: [rule, ...numbers(sides, result)] },
    ...whereOf(graph, node, [forward]),
  ]
}

type Shares = Map<NodeId, { readonly left: string; readonly value: Tensor | undefined }[]>

/** What one node passes back; where the last branch of a fan-out arrives, the sum of all follows. */
function goingBack(
  { graph, run }: Derived,
  node: ComputedNode,
  step: Step,
  shares: Shares,
  forms: ClosedForms,
): Equation[] {
  const { op, attrs, id } = node
  const deliveries = deliveriesOf(graph, step)
  const equations = deliveries.flatMap(({ edge, port, source }): Equation[] => {
    const index = op.inputs.findIndex(input => input.name === port)
    const { formula, left, whole, right, axes } = backwardRule(graph, node, index)
    const result = run?.edgeGrads.get(edge)
    const sides =
      run && result && numberSides(op, formula, givenAt(run, node, 'backward'), attrs, result, axes)
    const of = branchCount(graph, source)
    const share: Equation = {
      node: id,
      of: source.id,
      kind: of > 1 ? 'share' : 'rule',
      left,
      right: [`= ${right}`, ...numbers(sides, result)],
    }
    const own = [share, ...together(share, node, source, forms, result)]
    if (of === 1) return own
    const come = [...(shares.get(source.id) ?? []), { left, value: result }]
    shares.set(source.id, come)
    return come.length < of ? own : [...own, total(run, id, source.id, whole, come)]
  })
  const formulas = deliveries.map(({ port }) => formulaAt(graph, node).backward[port]!)
  return [...equations, ...whereOf(graph, node, formulas)]
}

/** Where the step is the last of several that are one loss: what they come to, which is simpler. */
function together(
  { node, of, left }: Equation,
  reader: ComputedNode,
  source: GraphNode,
  forms: ClosedForms,
  result: Tensor | undefined,
): Equation[] {
  const form = forms.mergedAt(source, reader)
  if (!form) return []
  const names = [...form.merged.steps.values()].map(({ name }) => nameToTex(name)).reverse()
  const list = [names.slice(0, -1).join(', '), names.at(-1)].join(String.raw` \text{ and } `)
  const right = String.raw`= ${form.tex} \text{, through } ${list} \text{ at once}`
  return [
    { node, of, kind: 'merged', left, right: [right, ...(shownValue(result) ?? [])] },
    ...conditions(form, node, of),
  ]
}

const conditions = ({ where }: Closed, node: NodeId, of: NodeId): Equation[] =>
  where.map(({ left, right }) => ({ node, of, kind: 'where', left, right: [right] }))

/** Every leaf's gradient without any other gradient in it, as far as that can be read; what all of them rely on follows once. */
function inValuesAlone({ graph, run }: Derived, forms: ClosedForms): Equation[] {
  const root = rootTex(graph)
  const relied = new Map<string, Equation>()
  const equations = graph.nodes.flatMap((node): Equation[] => {
    const wants = node.op?.kind === 'leaf' && node.needsGradient && node.feedsRoot
    const form = wants ? forms.gradientAt(node) : null
    if (!form) return []
    for (const condition of conditions(form, node.id, node.id)) relied.set(texOf(condition), condition)
    const left = gradientTex(root, nameToTex(node.name))
    const right = [`= ${form.tex}`, ...(shownValue(run?.grads.get(node.id)) ?? [])]
    return [{ node: node.id, of: node.id, kind: 'closed', left, right }]
  })
  return [...equations, ...relied.values()]
}

/** More terms go on the next line. */
const TERMS_IN_LINE = 4

function total(
  run: Run | undefined,
  node: NodeId,
  of: NodeId,
  left: string,
  shares: readonly { readonly left: string; readonly value: Tensor | undefined }[],
): Equation {
  const lines: string[] = []
  for (let at = 0; at < shares.length; at += TERMS_IN_LINE) {
    const terms = shares.slice(at, at + TERMS_IN_LINE).map(share => share.left)
    lines.push(`${at === 0 ? '=' : '+'} ${terms.join(' + ')}`)
  }
  const values = shares.flatMap(({ value }) => (value ? [value] : []))
  const sum = shareSum(values)
  const sides = sum && { filled: sum.terms, result: sum.total }
  return { node, of, kind: 'total', left, right: [...lines, ...numbers(sides, run?.grads.get(of))] }
}

/** What the letters stand for that these formulas use. */
const whereOf = (graph: Graph, { id, ...rest }: ComputedNode, formulas: readonly string[]): Equation[] =>
  [shorthands, constants].flatMap(of =>
    of(graph, { id, ...rest }, formulas).map((tex): Equation => {
      const at = tex.indexOf(' = ')
      return { node: id, of: id, kind: 'where', left: tex.slice(0, at), right: [tex.slice(at + 1)] }
    }),
  )

/** Where the first gradient comes from; a root that is no scalar is first made one. */
function seed({ circuit: { cotangent }, graph }: Derived): Equation[] {
  const root = graph.byId.get(graph.root!)!
  const shape = root.shape!
  const name = nameToTex(root.name)
  const gradient = gradientTex(rootTex(graph), name)
  const equation = (left: string, right: string): Equation => ({
    node: root.id,
    of: root.id,
    kind: 'seed',
    left,
    right: [right],
  })
  const given =
    cotangent && sameShape(cotangent.shape, shape)
      ? (shownValue(tensorOf(cotangent)) ?? [memberOf(shape)])[0]!
      : null
  const begun = equation(
    gradient,
    given
      ? String.raw`${given} \text{, the given seed gradient}`
      : shape.length > 0
        ? String.raw`= \mathbf{1} ${memberOf(shape)}`
        : '= 1',
  )
  if (shape.length === 0) return [begun]
  const terms = given ? String.raw`${gradient} \odot ${name}` : name
  return [equation(rootTex(graph), String.raw`= \sum ${terms}`), begun]
}

function unreached({ graph }: Derived): Equation[] {
  if (graph.root === null) return []
  const root = rootTex(graph)
  return graph.nodes
    .filter(node => node.needsGradient && node.shape && !node.feedsRoot)
    .map(({ id, name }) => ({
      node: id,
      of: id,
      kind: 'zero',
      left: gradientTex(root, nameToTex(name)),
      right: [String.raw`= 0 \text{, because } ${root} \text{ does not depend on it}`],
    }))
}

function leftOut({ nodes }: Graph): string | null {
  const names = nodes.filter(node => node.shape === null).map(({ name }) => nameToText(name))
  return names.length > 0 ? `Left out, because they cannot be computed: ${names.join(', ')}.` : null
}

const withoutGradients = ({ root }: Graph): string =>
  root === null
    ? 'There is no node to start backprop from.'
    : 'No input and no parameter stands above the root, so no gradient goes back.'

/** What the run adds: the formula with its numbers where they fit, then the result, or its shape where that is too large. */
function numbers(
  sides: { readonly filled: string; readonly result: string } | null | undefined,
  result: Tensor | undefined,
): readonly string[] {
  if (!result) return []
  if (!sides) return shownValue(result)!
  return sides.filled === sides.result ? [`= ${sides.result}`] : [`= ${sides.filled}`, `= ${sides.result}`]
}

function shownValue(value: Tensor | undefined): readonly string[] | null {
  if (!value) return null
  const tex = tensorToTex(value, formatNumber)
  return [tex === null ? memberOf(value.shape) : `= ${tex}`]
}

const memberOf = (shape: Shape): string =>
  String.raw`\in \mathbb{R}${shape.length > 0 ? `^{${shape.join(String.raw` \times `)}}` : ''}`

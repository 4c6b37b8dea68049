/** The chain rule from the loss to any node: the product of local derivatives along each path, symbol by symbol and in numbers. */
import type { EdgeKey, NodeId } from '../document/document'
import { elidedTensor, elidedTex } from '../formula/elided'
import { shapeIn } from '../formula/entry'
import { reckoningOf } from '../formula/entryValue'
import { formatNumber } from '../formula/formatNumber'
import { gradientTex } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { numberPiece } from '../formula/numbers'
import { inParentheses } from '../formula/piece'
import { countText } from '../formula/quantities'
import { shapesTex, shapeTex } from '../formula/shapesTex'
import { add } from '../tensor/arithmetic'
import { sumTo } from '../tensor/broadcast'
import { scalar, type Tensor, zeros } from '../tensor/tensor'
import { compareTensors, MOST_WORK, workOf } from './agreement'
import type { Equation, NumberLine } from './answered'
import { type Asking, tensorAt, type Wire, zeroSentence } from './asking'
import { type Path, pathsTo } from './chainPaths'
import { summed } from './numberLines'
import { givenAt } from './opRules'
import { backwardRule, namesAt, rootTex } from './rules'
import type { RichText } from './stepWords'

export interface Chain {
  readonly node: NodeId
  /** Why the gradient is 0, where it is because there is no path; then there are no stages. */
  readonly zero: RichText | null
  /** How many paths there are; the first of them are in `paths`. */
  readonly count: number
  readonly paths: readonly ChainPath[]
  /** `∂L/∂x = …`: the sum over the paths of the products of their local derivatives. */
  readonly raw: readonly Equation[]
  /** Earlier results by their names: one line for each wire that leads to the node, and their sum. */
  readonly replaced: readonly Equation[]
  /** The sum over the paths in numbers. */
  readonly numbers: readonly NumberLine[]
  /** The sum over all paths, computed by the formulas alone; `null` where that would take too long. */
  readonly shown: Tensor | null
  readonly engine: Tensor
  /** `null` where nothing was compared. */
  readonly agrees: boolean | null
  readonly difference: number
}

export interface ChainPath {
  /** From the root to the node. */
  readonly nodes: readonly NodeId[]
  readonly edges: readonly EdgeKey[]
  /** `∂L/∂p · ∂p/∂z_2 · …` */
  readonly raw: string
  /** Of scalars one product; of tensors the rule of each step with its numbers. */
  readonly numbers: readonly Equation[]
  /** The rule of each step, and what it does to shapes; none where all are scalars. */
  readonly rules: readonly { readonly tex: string; readonly shapes: string }[]
  /** What comes back along this path. */
  readonly shown: Tensor | null
}

const PATHS = 6

/** `null` where nothing wants a gradient of the node. Pure; the parts of `place` must belong together. */
export function chainTo(place: Asking, node: NodeId, { paths: most = PATHS } = {}): Chain | null {
  const engine = tensorAt(place, { kind: 'gradient', node })
  const { root } = place.run
  if (!engine || root === null) return null
  const { count, first, between, wires } = pathsTo(place, node, Math.max(1, most))
  const own = { node, count, engine }
  if (count === 0)
    return {
      ...own,
      zero: zeroSentence(place.graph, place.graph.byId.get(node)!),
      ...{ paths: [], raw: [], replaced: [], numbers: [] },
      ...compareTensors(zeros(engine.shape), engine),
    }
  const walk = walkOf(place)
  const cheap = between.flatMap(wires).reduce((sum, wire) => sum + walk.work(wire), 0) <= MOST_WORK
  const left = leftOf(place, node)
  const paths = first.map((path, i) => chainPath(place, walk, path, count > 1 ? i + 1 : null, cheap))
  const more = count - paths.length
  const rest = more > 0 ? [String.raw`\text{${countText(more)} more}`] : []
  /** How large the numbers were that were added up: where they cancel, what is left is as exact as they were. */
  let scale = 0
  const total = cheap ? totalOf() : null
  return {
    ...own,
    zero: null,
    paths,
    raw: [{ tex: `${left} = ${[...paths.map(({ raw }) => raw), ...rest].join(' + ')}` }],
    replaced: replacedLines(place, node, wires(node)),
    numbers: total ? [{ tex: `${left} = ${sumTex([...paths.map(p => p.shown!)], rest, total)}`, more }] : [],
    ...(total ? compareTensors(total, engine, scale) : { shown: null, agrees: null, difference: 0 }),
  }

  /** Few paths are added up one by one; very many, as they share their beginnings, node by node. */
  function totalOf(): Tensor {
    if (more === 0) return paths.map(path => measured(path.shown!)).reduce(add)
    const arrived = new Map<NodeId, Tensor>([[root!, walk.seed]])
    for (const id of between)
      for (const wire of wires(id)) {
        const share = measured(walk.through(wire, arrived.get(wire.node.id)!))
        const known = arrived.get(id)
        arrived.set(id, known ? add(known, share) : share)
      }
    return arrived.get(node)!
  }

  function measured(share: Tensor): Tensor {
    for (const x of share.data) if (Number.isFinite(x)) scale = Math.max(scale, Math.abs(x))
    return share
  }
}

const leftOf = ({ graph }: Asking, node: NodeId) =>
  gradientTex(rootTex(graph), nameToTex(graph.byId.get(node)!.name))

/** `∂a/∂x`; where a reads x twice, by which of its inputs. */
function localTex({ node, index, source }: Wire): string {
  const local = gradientTex(nameToTex(node.name), nameToTex(source.name))
  const twice = node.sources.filter(id => id === source.id).length > 1
  return twice ? String.raw`\left.${local}\right|_{${node.op.inputs[index]!.tex}}` : local
}

/** The step from what came back to a node to what goes on to one of its inputs, by the formula alone. */
function walkOf(place: Asking) {
  const { graph, run } = place
  const seed = run.grads.get(run.root!)!
  const scopeAt = ({ node }: Wire, g: Tensor) =>
    reckoningOf(node.op, { ...givenAt(place, node), g }, node.attrs)
  return {
    seed,
    scopeAt,
    work: (wire: Wire) => {
      const { formula } = backwardRule(graph, wire.node, wire.index)
      return workOf(formula, scopeAt(wire, run.grads.get(wire.node.id)!))
    },
    through: (wire: Wire, g: Tensor): Tensor => {
      const { formula } = backwardRule(graph, wire.node, wire.index)
      return sumTo(scopeAt(wire, g).whole(formula), wire.source.shape!)
    },
  }
}
type Walk = ReturnType<typeof walkOf>

/** `label` numbers the path where there are several. */
function chainPath(place: Asking, walk: Walk, path: Path, label: number | null, cheap: boolean): ChainPath {
  const { run, graph } = place
  const root = graph.byId.get(run.root!)!
  const scalars = [root, ...path.map(({ source }) => source)].every(({ shape }) => shape!.length === 0)
  const seeded = root.shape!.length > 0 || walk.seed.data[0] !== 1 || path.length === 0
  const factors = [...(seeded ? [leftOf(place, root.id)] : []), ...path.map(localTex)]
  const target = path.at(-1)?.source ?? root
  const own = {
    nodes: [root.id, ...path.map(({ source }) => source.id)],
    edges: path.map(({ edge }) => edge),
    raw: elided(factors).join(String.raw`\,`),
  }
  const named = (id: NodeId, tex = leftOf(place, id)) =>
    label === null || id === root.id ? tex : String.raw`\left.${tex}\right|_{\text{path ${label}}}`
  if (scalars) {
    const locals = path.map(wire => walk.through(wire, scalar(1)).data[0]!)
    const numbers = [...(seeded ? [walk.seed.data[0]!] : []), ...locals]
    const product = numbers.reduce((a, b) => a * b, 1)
    const line = `${named(target.id)} = ${factorsTex(numbers)}`
    const value = numberPiece(formatNumber(product)).tex
    return {
      ...own,
      numbers: [{ tex: numbers.length > 1 ? `${line} = ${value}` : line }],
      rules: [],
      shown: scalar(product),
    }
  }
  let g: Tensor = walk.seed
  const numbers: Equation[] = []
  const rules: { tex: string; shapes: string }[] = []
  for (const wire of path) {
    const { node, index, source } = wire
    const { formula, axes, left, right } = backwardRule(graph, node, index)
    const scope = walk.scopeAt(wire, cheap ? g : run.grads.get(node.id)!)
    const from = shapeIn(scope, formula)
    const names = namesAt(graph, node)
    rules.push({
      tex: `${left} = ${right}`,
      shapes: `${shapeTex(source.shape!)} = ${summed(axes, from, shapesTex(formula, scope, names))}`,
    })
    if (!cheap) continue
    g = sumTo(scope.whole(formula), source.shape!)
    const [filled, value] = [
      summed(axes, from, elidedTex(formula, scope, formatNumber)),
      elidedTensor(g, formatNumber),
    ]
    numbers.push({ tex: `${named(source.id)} = ${filled}${filled === value ? '' : ` = ${value}`}` })
  }
  if (path.length === 0) numbers.push({ tex: `${leftOf(place, root.id)} = ${elidedTensor(g, formatNumber)}` })
  return { ...own, numbers, rules, shown: cheap ? g : null }
}

/** Factors of a path that are written out; of a longer one the first and the last. */
const MOST_FACTORS = 12

const elided = (factors: readonly string[]): readonly string[] =>
  factors.length <= MOST_FACTORS
    ? factors
    : [...factors.slice(0, MOST_FACTORS / 2), String.raw`\cdots`, ...factors.slice(-MOST_FACTORS / 2 + 1)]

function factorsTex(numbers: readonly number[]): string {
  const pieces = numbers.map(x => numberPiece(formatNumber(x)))
  const factors = pieces.map((piece, i) => (piece.minus && i > 0 ? inParentheses(piece).tex : piece.tex))
  return elided(factors).join(String.raw` \cdot `)
}

function sumTex(shares: readonly Tensor[], rest: readonly string[], total: Tensor): string {
  const parts = shares.map(share => elidedTensor(share, formatNumber))
  const value = elidedTensor(total, formatNumber)
  const signed = parts.map((tex, i) => (i > 0 && tex.startsWith('-') ? `(${tex})` : tex))
  const sum = [...signed, ...rest].join(' + ')
  return sum === value ? sum : `${sum} = ${value}`
}

/** `∂L/∂x = ∂L/∂a · ∂a/∂x = …` for each wire, and the sum of the wires. */
function replacedLines(place: Asking, node: NodeId, wires: readonly Wire[]): Equation[] {
  const { graph } = place
  const rules = wires.map(wire => {
    const { left, right } = backwardRule(graph, wire.node, wire.index)
    const product = String.raw`${leftOf(place, wire.node.id)}\,${localTex(wire)}`
    return { left, product, tex: `${left} = ${product} = ${right}` }
  })
  if (rules.length === 0) return [{ tex: leftOf(place, node) }]
  if (rules.length === 1) return [{ tex: rules[0]!.tex }]
  const sum = `${leftOf(place, node)} = ${rules.map(({ product }) => product).join(' + ')}`
  return [{ tex: sum }, ...rules.map(({ tex }) => ({ tex }))]
}

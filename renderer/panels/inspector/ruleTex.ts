/** The rules of a node as formulas, with the names that the circuit gives to what is wired into it. */
import { formulaShape, summedAxes } from '../../../shared/engine/formulaShape'
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { summed } from '../../../shared/engine/numberLines'
import { gradientTex, type NameTex, namesOf } from '../../../shared/formula/names'
import { nameToTex } from '../../../shared/formula/nameToTex'
import { parse } from '../../../shared/formula/parse'
import { toTex } from '../../../shared/formula/tex'
import type { ComputedOp } from '../../../shared/ops/op'
import type { Shape } from '../../../shared/tensor/tensor'

export interface RuleTex {
  readonly forward: string
  /** One per input that gets a gradient; where the input is a fan-out it is the share that comes back through this node. */
  readonly backward: readonly { readonly port: string; readonly tex: string }[]
  /** What the shorthands in these formulas stand for. */
  readonly where: readonly string[]
}

/** The root as TeX; `L` as long as there is none. */
export function rootTex({ root, byId }: Graph): string {
  const node = root === null ? undefined : byId.get(root)
  return node ? nameToTex(node.name) : 'L'
}

/** `∂root/∂of` on one line, as a caption writes it: a fraction would be too small to read there. */
export const gradientLineTex = (root: string, of: string): string =>
  String.raw`\partial ${root}/\partial ${of}`

/** `null` for a leaf or an op that is not known. */
export function ruleTex(graph: Graph, node: GraphNode): RuleTex | null {
  const { op, attrs } = node
  if (op?.kind !== 'computed') return null
  const root = rootTex(graph)
  const out = nameToTex(node.name)
  const sources = op.inputs.map((_, i) => graph.byId.get(node.sources[i] ?? ''))
  const names = namesOf(op, {
    out: ranked(out, node),
    g: ranked(gradientTex(root, out), node),
    ...Object.fromEntries(
      op.inputs.map((port, i) => [
        port.name,
        ranked(sources[i] ? nameToTex(sources[i].name) : port.tex, sources[i]),
      ]),
    ),
  })
  const shapes = shapesOf(op, node, sources)
  const delivered = op.inputs.flatMap((port, i) => {
    const source = sources[i]
    if (!source?.needsGradient || !node.feedsRoot) return []
    const formula = op.formula.backward[port.name]!
    const unsummed = formulaShape(parse(formula), shapes)
    const axes = unsummed && source.shape ? summedAxes(unsummed, source.shape) : []
    const twice = sources.filter(other => other === source).length > 1
    const via = twice ? String.raw`${out},\,${port.tex}` : out
    const whole = gradientTex(root, names[port.name]!.tex)
    const left = source.consumers.length > 1 ? String.raw`\left.${whole}\right|_{\text{via }${via}}` : whole
    return [
      {
        port: port.name,
        formula,
        tex: `${left} = ${summed(axes, unsummed, toTex(parse(formula), names, { attrs }))}`,
      },
    ]
  })
  const shown = [op.formula.forward, ...delivered.map(d => d.formula)].join(' ')
  return {
    forward: `${out} = ${toTex(parse(op.formula.forward), names, { attrs })}`,
    backward: delivered.map(({ port, tex }) => ({ port, tex })),
    where: Object.entries(op.formula.where ?? {})
      .filter(([name]) => new RegExp(`\\b${name}\\b`).test(shown))
      .map(([, { tex, is }]) => `${tex} = ${toTex(parse(is), names, { attrs })}`),
  }
}

const ranked = (tex: string, known: GraphNode | undefined): NameTex =>
  known?.shape ? { tex, rank: known.shape.length } : { tex }

/** The shapes of all names in the op's formulas, as far as they can be told. */
function shapesOf(
  op: ComputedOp,
  node: GraphNode,
  sources: readonly (GraphNode | undefined)[],
): Record<string, Shape> {
  const shapes: Record<string, Shape> = { N: [] }
  const know = (name: string, shape: Shape | null | undefined) => {
    if (shape) shapes[name] = shape
  }
  for (const [i, port] of op.inputs.entries()) know(port.name, sources[i]?.shape)
  know('out', node.shape)
  know('g', node.shape)
  for (const [name, value] of Object.entries(node.attrs)) if (typeof value === 'number') shapes[name] = []
  for (const [name, { is }] of Object.entries(op.formula.where ?? {}))
    know(name, formulaShape(parse(is), shapes))
  return shapes
}

/** The rules of a node as formulas, with the names that the circuit gives to what is wired into it. */
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { gradientTex, type NameTex, namesOf } from '../../../shared/formula/names'
import { nameToTex } from '../../../shared/formula/nameToTex'
import { parse } from '../../../shared/formula/parse'
import { toTex } from '../../../shared/formula/tex'

export interface RuleTex {
  readonly forward: string
  /** One per input that gets a gradient; at a fan-out it is one of several contributions, written `+=`. */
  readonly backward: readonly { readonly port: string; readonly tex: string }[]
  /** What the shorthands in the formulas stand for. */
  readonly where: readonly string[]
}

/** The root as TeX; `L` as long as there is none. */
export function rootTex({ root, byId }: Graph): string {
  const node = root === null ? undefined : byId.get(root)
  return node ? nameToTex(node.name) : 'L'
}

/** `null` for a leaf or an op that is not known. */
export function ruleTex(graph: Graph, node: GraphNode): RuleTex | null {
  const { op, attrs } = node
  if (op?.kind !== 'computed') return null
  const root = rootTex(graph)
  const out = nameToTex(node.name)
  const sources = op.inputs.map((_, i) => graph.byId.get(node.sources[i] ?? ''))
  const ranked = (tex: string, known: GraphNode | undefined): NameTex =>
    known?.shape ? { tex, rank: known.shape.length } : { tex }
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
  const typeset = (formula: string) => toTex(parse(formula), names, { attrs })
  const backward = op.inputs.flatMap((port, i) => {
    const source = sources[i]
    if (!source?.needsGradient || !node.feedsRoot) return []
    const sign = source.consumers.length > 1 ? String.raw`\mathrel{+}=` : '='
    return [
      {
        port: port.name,
        tex: `${gradientTex(root, names[port.name]!.tex)} ${sign} ${typeset(op.formula.backward[port.name]!)}`,
      },
    ]
  })
  const where = Object.values(op.formula.where ?? {}).map(({ tex, is }) => `${tex} = ${typeset(is)}`)
  return { forward: `${out} = ${typeset(op.formula.forward)}`, backward, where }
}

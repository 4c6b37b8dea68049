/** Builds the circuit of a reference case: the same nodes and wires, under our names. */
import { attrFits, attrMust } from '../document/attrs'
import type { Circuit, CircuitNode, Edge } from '../document/document'
import { ops } from '../ops/index'
import type { AttrSpec, AttrSpecs, Attrs, AttrValue, Op } from '../ops/op'
import type { Case, CaseNode } from './conformanceFormat'
import { type Ours, oursOf, renamed } from './conformanceNames'

/** Ids and names are those of the case. `missing` says what we do not have that the case uses. */
export function circuitOf({ nodes, root, upstream }: Case): Circuit | { readonly missing: string } {
  const placed: CircuitNode[] = []
  const edges: Edge[] = []
  for (const node of nodes) {
    const ours = oursOf(node.op)
    const op = ops.get(ours.op)
    if (!op) return { missing: `no op for ${node.op}` }
    const attrs = attrsOf(node, op, ours)
    if (typeof attrs === 'string') return { missing: attrs }
    const { id, value } = node
    placed.push({ id, op: op.name, name: id, attrs, ...(value ? { value } : {}) })
    for (const wire of node.inputs) {
      const port = renamed(wire.port, ours.ports)
      if (!op.inputs.some(({ name }) => name === port)) return { missing: `${op.name} has no port ${port}` }
      edges.push({ from: wire.node, to: id, port })
    }
  }
  return { nodes: placed, edges, root, cotangent: upstream }
}

/** The attributes under our names, or why there is one that the op cannot take. */
function attrsOf(node: CaseNode, op: Op, { attrs: names, without }: Ours): Attrs | string {
  const specs: AttrSpecs = op.attrs
  const attrs: Record<string, AttrValue> = {}
  for (const [theirs, given] of Object.entries(node.attrs)) {
    const name = renamed(theirs, names)
    const spec = Object.hasOwn(specs, name) ? specs[name]! : null
    if (!spec) return `${op.name} has no attribute ${name}`
    const value = spelledOut(spec, given)
    // PyTorch says null for what it decides by itself.
    if (value === null && spec.kind !== 'axes') continue
    if (!attrFits(spec, value)) return `${name} of ${op.name} must be ${attrMust(spec)}`
    attrs[name] = value as AttrValue
  }
  return { ...without?.(attrs), ...attrs }
}

/** As in PyTorch, a single axis stands for a list of one, and a single size for as many as there must be. */
function spelledOut(spec: AttrSpec, given: unknown): unknown {
  if (typeof given !== 'number') return given
  if (spec.kind === 'axes') return [given]
  return spec.kind === 'sizes' ? Array.from({ length: spec.length ?? 1 }, () => given) : given
}

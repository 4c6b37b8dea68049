/** The shapes that are wired into a node's ports: what expanding it asks for. */
import type { NodeId } from '../document/document'
import type { Shape } from '../tensor/tensor'
import type { Graph } from './graph'

/** A port without a wire, or whose source cannot be computed, is left out. */
export function portShapes({ byId }: Graph, id: NodeId): Readonly<Record<string, Shape>> {
  const { op, sources } = byId.get(id)!
  return Object.fromEntries(
    (op?.inputs ?? []).flatMap(({ name }, i) => {
      const shape = byId.get(sources[i] ?? '')?.shape
      return shape ? [[name, shape] as const] : []
    }),
  )
}

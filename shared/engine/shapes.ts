/** The shape of one node's output from the shapes above it, or the problems that prevent it. */
import type { CircuitNode, NodeId } from '../document/document'
import { MOST_NUMBERS } from '../document/limits'
import { isMismatch } from '../ops/op'
import { type Shape, sizeOf } from '../tensor/tensor'
import type { GraphNode } from './graph'
import type { Problem } from './problems'

type Inferred = { readonly shape: Shape | null } | { readonly problems: readonly Problem[] }

/** `shape` is null, without a problem of its own, where a node above is the one with the problem. */
export function shapeOf(
  { id: node, name, op, attrs, sources }: GraphNode,
  placed: CircuitNode,
  shapeAbove: (id: NodeId) => Shape | null,
): Inferred {
  if (!op) return { problems: [{ code: 'unknownOp', node, name, op: placed.op }] }
  if (op.kind === 'leaf')
    return placed.value ? held(placed.value.shape) : { problems: [{ code: 'noValue', node, name }] }

  const unwired = op.inputs.filter((port, i) => sources[i] === null && !port.optional)
  if (unwired.length > 0)
    return { problems: unwired.map(port => ({ code: 'unwired', node, name, port: port.name })) }

  const shapes: Record<string, Shape> = {}
  for (const [i, port] of op.inputs.entries()) {
    const source = sources[i]
    if (!source) continue
    const shape = shapeAbove(source)
    if (shape === null) return { shape: null }
    shapes[port.name] = shape
  }
  const result = op.shape(shapes, attrs)
  if (!isMismatch(result)) return held(result)
  const { port, must } = result.mismatch
  return { problems: [{ code: 'shape', node, name, port, must, found: shapes[port] ?? null }] }

  /** Told from the shape, before anything is allocated: a computation that needs gigabytes would end the program. */
  function held(shape: Shape): Inferred {
    return sizeOf(shape) > MOST_NUMBERS ? { problems: [{ code: 'tooLarge', node, name, shape }] } : { shape }
  }
}

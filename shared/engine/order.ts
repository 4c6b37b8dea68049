/** The order in which the nodes of a circuit are computed. */
import type { NodeId } from '../document/document'

interface Wired {
  readonly id: NodeId
  readonly sources: readonly (NodeId | null)[]
  readonly consumers: readonly { readonly node: NodeId }[]
}

/**
 * Kahn's algorithm: inputs before what reads them, among free choices the order given. What is left over, `looped`, lies on
 * a cycle or behind one. A circuit may be as wide as it is long, so what is ready waits in a heap.
 */
export function orderOf<N extends Wired>(nodes: readonly N[]): { order: N[]; looped: N[] } {
  const index = new Map(nodes.map((node, i) => [node.id, i]))
  const waiting = nodes.map(node => node.sources.filter(s => s !== null && index.has(s)).length)
  const ready: number[] = []
  for (const [i, count] of waiting.entries()) if (count === 0) ready.push(i)
  const order: N[] = []
  while (ready.length > 0) {
    const node = nodes[takeLeast(ready)]!
    order.push(node)
    for (const consumer of node.consumers) {
      const i = index.get(consumer.node)
      if (i !== undefined && --waiting[i]! === 0) put(ready, i)
    }
  }
  return { order, looped: nodes.filter((_, i) => waiting[i]! > 0) }
}

/** A heap: entry `at` is at most its children, `2 at + 1` and `2 at + 2`. An ascending list is one. */
function put(heap: number[], x: number) {
  let at = heap.push(x) - 1
  for (let above = (at - 1) >> 1; at > 0 && heap[above]! > x; at = above, above = (at - 1) >> 1)
    heap[at] = heap[above]!
  heap[at] = x
}

function takeLeast(heap: number[]): number {
  const least = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return least
  let at = 0
  for (let below = 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && heap[below + 1]! < heap[below]!) below++
    if (heap[below]! >= last) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = last
  return least
}

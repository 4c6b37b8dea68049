/** The order of computing, held against the same rule carried out the slow way. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '../../shared/engine/order'

interface Wired {
  readonly id: string
  readonly sources: readonly (string | null)[]
  readonly consumers: readonly { readonly node: string }[]
}

/** Node i reads those of `reads[i]`; a negative one is an open port. */
function wired(reads: readonly (readonly number[])[]): Wired[] {
  const consumers = reads.map((): { node: string }[] => [])
  for (const [i, from] of reads.entries()) for (const s of from) consumers[s]?.push({ node: `n${i}` })
  return reads.map((from, i) => ({
    id: `n${i}`,
    sources: from.map(s => (s < 0 ? null : `n${s}`)),
    consumers: consumers[i]!,
  }))
}

/** Again and again the first node, in the order given, whose sources are all done. */
function slowly(nodes: readonly Wired[]): string[] {
  const done = new Set<string>()
  for (;;) {
    const next = nodes.find(n => !done.has(n.id) && n.sources.every(s => s === null || done.has(s)))
    if (!next) return [...done]
    done.add(next.id)
  }
}

const ids = (nodes: readonly Wired[]) => nodes.map(n => n.id)

test('the order is that of the document wherever the wires leave a choice', () => {
  const size = fc.integer({ min: 1, max: 30 })
  const anyWires = size.chain(n =>
    fc.array(fc.array(fc.integer({ min: -1, max: n - 1 }), { maxLength: 3 }), { minLength: n, maxLength: n }),
  )
  // Sources are mostly looked for among the first nodes, so that few of the circuits are one large loop.
  const mostlySound = anyWires.map(reads =>
    reads.map((from, i) => from.map(s => (s % 7 === 0 ? s : s % Math.max(1, i)))),
  )
  fc.assert(
    fc.property(fc.oneof(anyWires, mostlySound), reads => {
      const nodes = wired(reads)
      const { order, looped } = orderOf(nodes)
      expect(ids(order)).toEqual(slowly(nodes))
      expect(ids(looped)).toEqual(ids(nodes).filter(id => !ids(order).includes(id)))
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('the order of a wide circuit, whose nodes become ready in another order than they stand, is the same', () => {
  // Pairs stand in front of what they read, far apart, and the last node reads them all.
  const wide = 700
  const pairs = Array.from({ length: wide }, (_, i) => [wide + ((i * 37) % wide)])
  const leaves = Array.from({ length: wide }, () => [])
  const all = Array.from({ length: wide }, (_, i) => i)
  const nodes = wired([...pairs, ...leaves, all])
  expect(ids(orderOf(nodes).order)).toEqual(slowly(nodes))
})

test('a circuit of two hundred thousand nodes side by side has an order', { tags: ['long'] }, () => {
  const wide = 100_000
  const readers = Array.from({ length: wide }, (_, i) => [2 * wide - 1 - i])
  const nodes = wired([...readers, ...Array.from({ length: wide }, () => [])])
  const { order, looped } = orderOf(nodes)
  expect(order).toHaveLength(2 * wide)
  expect(looped).toEqual([])
})

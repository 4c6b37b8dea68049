/** Which axes of the leaves must have one size for the circuit to be sound, and the names that the field gives to these sizes. */
import type { NodeId } from '../document/document'
import { isMismatch, type Mismatch } from '../ops/op'
import type { Shape } from '../tensor/tensor'
import { primesFor, sizeAt, type Term, termOf } from './costTerms'
import type { Graph, GraphNode } from './graph'

/** Axes that can only be made longer together. */
export interface Axis {
  readonly name: string
  readonly size: number
}

export interface Axes {
  readonly axes: readonly Axis[]
  /** The shapes of the leaves when the axes have these sizes, in the order of `axes`. */
  readonly leafShapes: (sizes: readonly number[]) => ReadonlyMap<NodeId, Shape>
}

/** One axis of one leaf. */
interface LeafAxis {
  readonly leaf: GraphNode
  readonly axis: number
  readonly size: number
}

/** A shape whose sizes are products of a number and leaf axes, by their positions in the list of all of them. */
type Sizes = readonly Term[]

/** A leaf axis keeps its size. */
const pinned = -1

/** Leaf axes that have one size; what stands in no group keeps its own. */
type Group = readonly number[]

/**
 * Goes through the circuit once. Where a node is unsound when every axis above it has another size, those are joined that must be,
 * and what cannot be changed at all keeps its size. A node counts as sound only if the sizes of its output are products of those of its
 * inputs: a convolution's image is shorter by what its filter is long, so both keep their sizes, unless padding makes up for it.
 */
export function axesOf(graph: Graph): Axes {
  const all = leafAxesOf(graph)
  // Each leaf axis leads to the one that stands for its class; one that leads to itself stands for it.
  const leads: number[] = all.map((_, i) => i)
  const find = (i: number): number => {
    let rep = i
    while (rep !== pinned && leads[rep] !== rep) rep = leads[rep]!
    return rep
  }
  const now = ({ times, axes }: Term): Term => {
    const found = axes.map(i => ({ i, rep: find(i) }))
    const fixed = found.filter(({ rep }) => rep === pinned)
    return {
      times: fixed.reduce((product, { i }) => product * all[i]!.size, times),
      axes: found.filter(({ rep }) => rep !== pinned).map(({ rep }) => rep),
    }
  }
  const known = new Map<NodeId, Sizes>()
  for (const node of graph.nodes) {
    if (!node.shape) continue
    if (node.op?.kind === 'leaf') {
      known.set(
        node.id,
        node.shape.map((size, axis) => {
          const i = all.findIndex(a => a.leaf === node && a.axis === axis)
          return i < 0 ? { times: size, axes: [] } : { times: 1, axes: [i] }
        }),
      )
      continue
    }
    const inputs = node.sources.map(id => (id === null ? null : known.get(id)!.map(now)))
    const free = [...new Set(inputs.flatMap(sizes => sizes?.flatMap(({ axes }) => axes) ?? []))]
    const groups = groupsOf(free, chosen => outputSizes(node, inputs, chosen, all), all)
    for (const i of free) leads[i] = groups.find(group => group.includes(i))?.[0] ?? pinned
    known.set(node.id, outputSizes(node, inputs, groups, all)!)
  }
  pinSingles(all, leads, find)
  return named(graph, all, find, id => known.get(id)?.map(now) ?? [])
}

/** The axes that may be changed. A size of 1 is a batch of one example, or it is there for its shape and stays. */
function leafAxesOf({ nodes }: Graph): LeafAxis[] {
  return nodes.flatMap(leaf => {
    const { op, shape, consumers } = leaf
    if (op?.kind !== 'leaf' || !shape || consumers.length === 0) return []
    return shape
      .map((size, axis) => ({ leaf, axis, size }))
      .filter(({ size, axis }) => size > 1 || (size === 1 && axis === 0 && !op.learned))
  })
}

const isData = ({ leaf }: LeafAxis) => leaf.op?.kind === 'leaf' && !leaf.op.learned
const isBatch = (a: LeafAxis) => isData(a) && a.axis === 0 && a.leaf.shape!.length > 1

/** A class of size 1 without the first axis of a table is no batch: a lone number in brackets. */
function pinSingles(all: readonly LeafAxis[], leads: number[], find: (i: number) => number) {
  const batches = new Set(all.flatMap((a, i) => (isBatch(a) ? [find(i)] : [])))
  for (const [i, { size }] of all.entries()) {
    const rep = find(i)
    if (size === 1 && rep !== pinned && !batches.has(rep)) leads[rep] = pinned
  }
}

/** The largest freedom of a node's axes: groups as small and as many as leave it sound. */
function groupsOf(
  free: readonly number[],
  isSound: (groups: readonly Group[]) => unknown,
  all: readonly LeafAxis[],
): readonly Group[] {
  const apart = free.map(i => [i])
  if (isSound(apart)) return apart
  let groups: readonly Group[] = []
  for (const i of free) {
    if (groups.some(group => group.includes(i))) continue
    const alike = free.filter(j => j !== i && all[j]!.size === all[i]!.size && !groups.flat().includes(j))
    const group = smallestWith(i, alike, members => isSound([members]))
    if (!group) continue
    // Two batches of one example each may be broadcast against the other, but not both be longer, unless they are the same.
    const joined = groups
      .filter(other => all[other[0]!]!.size === all[i]!.size)
      .map(other => [...groups.filter(g => g !== other), [...other, ...group]])
    groups = [[...groups, group], ...joined].find(isSound) ?? groups
  }
  return groups
}

/** The smallest group with `i` that can be changed while all else stays; an op has few inputs, so it is tried with few. */
function smallestWith(i: number, others: Group, isSound: (group: Group) => unknown): Group | null {
  let grown: readonly { readonly group: Group; readonly rest: Group }[] = [{ group: [i], rest: others }]
  for (let size = 1; size <= 4; size++) {
    const found = grown.find(({ group }) => isSound(group))
    if (found) return found.group
    grown = grown.flatMap(({ group, rest }) =>
      rest.map((j, at) => ({ group: [...group, j], rest: rest.slice(at + 1) })),
    )
  }
  return null
}

/** The output's sizes for these groups; `null` where the node is unsound, or they are no products of the input's. */
function outputSizes(
  { op, shape, attrs }: GraphNode,
  inputs: readonly (Sizes | null)[],
  groups: readonly Group[],
  all: readonly LeafAxis[],
): Sizes | null {
  if (op?.kind !== 'computed') return null
  const shapeAt = (sizes: readonly number[]) => {
    const sizeOfAxis = (i: number) => {
      const group = groups.findIndex(members => members.includes(i))
      return group < 0 ? all[i]!.size : sizes[group]!
    }
    const shapes = op.inputs.flatMap(({ name }, i) =>
      inputs[i]
        ? [[name, inputs[i].map(({ times, axes }) => axes.reduce((n, a) => n * sizeOfAxis(a), times))]]
        : [],
    )
    return op.shape(Object.fromEntries(shapes), attrs)
  }
  const met = inputs.flatMap(sizes => sizes?.map(({ times }) => times) ?? [])
  const real = groups.map(([i]) => all[i!]!.size)
  const primes = primesFor(groups.length, [...met, ...real], 2)
  const result = shapeAt(primes)
  if (isMismatch(result)) return null
  const terms = result.map(size => termOf(size, primes))
  const gives = (sizes: readonly number[], found: Shape | Mismatch) =>
    !isMismatch(found) && found.every((size, axis) => size === sizeAt(terms[axis]!, sizes))
  // 2 · 101 + 211 + 431 happens to be 4 · 211; with other primes a sum is a product no more.
  const others = primesFor(groups.length, [...met, ...primes], 3)
  if (!gives(real, shape!) || !gives(others, shapeAt(others))) return null
  return terms.map(({ times, axes }) => ({ times, axes: axes.map(group => groups[group]![0]!) }))
}

function named(
  graph: Graph,
  all: readonly LeafAxis[],
  find: (i: number) => number,
  sizesOf: (id: NodeId) => Sizes,
): Axes {
  const members = new Map<number, LeafAxis[]>()
  for (const [i, a] of all.entries()) {
    const rep = find(i)
    if (rep !== pinned) members.set(rep, [...(members.get(rep) ?? []), a])
  }
  const judged = new Set(
    graph.nodes
      .filter(n => n.shape && n.op?.palette.look === 'loss')
      .flatMap(n => n.sources.flatMap(id => (id ? [sizesOf(id)] : [])))
      .flatMap(sizes => (sizes.length > 1 ? sizes.at(-1)!.axes : [])),
  )
  const classes = [...members]
    .map(([rep, own]) => ({ rep, size: own[0]!.size, letter: letterOf(own, judged.has(rep), graph) }))
    .sort((a, b) => letters.indexOf(a.letter) - letters.indexOf(b.letter))
  const positions = new Map(classes.map(({ rep }, i) => [rep, i]))
  return {
    axes: classes.map(({ letter, size }, i) => {
      const alike = classes.filter(c => c.letter === letter)
      const name = alike.length === 1 ? letter : `${letter}_${alike.indexOf(classes[i]!) + 1}`
      return { name, size }
    }),
    leafShapes: sizes => {
      const shapes = new Map<NodeId, number[]>()
      for (const [i, { leaf, axis }] of all.entries()) {
        const shape = shapes.get(leaf.id) ?? [...leaf.shape!]
        const position = positions.get(find(i))
        if (position !== undefined) shape[axis] = sizes[position]!
        shapes.set(leaf.id, shape)
      }
      return shapes
    },
  }
}

/** Batch, time, channels, filters, features, hidden units, height and width, classes: the order in which they are multiplied. */
const letters = ['N', 'T', 'C', 'O', 'D', 'H', 'W', 'k']

/** What the field calls the size of these axes. `judged`: it is the last axis of what a loss reads. */
function letterOf(members: readonly LeafAxis[], judged: boolean, graph: Graph): string {
  const data = members.filter(isData)
  const tables = data.filter(({ leaf }) => leaf.shape!.length > 1)
  if (tables.length > 0 && tables.every(isBatch)) return 'N'
  for (const { leaf, axis } of tables) {
    if (leaf.shape!.length === 4) return ['N', 'C', 'H', 'W'][axis]!
    if (leaf.shape!.length === 3 && axis === 1) return 'T'
  }
  const isTarget = ({ leaf }: LeafAxis) =>
    leaf.consumers.every(({ node }) => graph.byId.get(node)!.op?.palette.look === 'loss')
  if (judged && data.every(isTarget)) return 'k'
  if (data.length > 0) return data.length < members.length || tables.length > 0 ? 'D' : 'N'
  return members.some(({ leaf, axis }) => leaf.shape!.length === 4 && axis === 0) ? 'O' : 'H'
}

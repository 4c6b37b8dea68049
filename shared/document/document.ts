/** What people edit: the circuit (meaning), its layout (positions), and a few words about it. Immutable. */
import type { Attrs } from '../ops/op'
import type { Init } from '../tensor/random'
import type { Shape } from '../tensor/tensor'

export type NodeId = string

/** A leaf's value: its numbers, or the recipe that makes them (small files; the same numbers on every machine). */
export type TensorSource =
  | { readonly shape: Shape; readonly data: Float64Array }
  | { readonly shape: Shape; readonly init: Init; readonly seed: number }

export interface CircuitNode {
  readonly id: NodeId
  /** The op's name in the registry. An unknown op is kept, with its wires, as a placeholder. */
  readonly op: string
  /** Unique in the circuit, shown as mathematics: `W_1` is W with subscript 1. */
  readonly name: string
  /** Attributes this version does not know (and all of an unknown op) may hold any JSON: they are carried, never read. */
  readonly attrs: Attrs
  /** Present on leaves, absent on computed nodes; an unknown op may have one. */
  readonly value?: TensorSource
}

/** A wire. An input port takes one, so `to` identifies it; `from` may feed many (fan-out). Every op has one output, `out`. */
export interface Edge {
  readonly from: NodeId
  readonly to: NodeId
  readonly port: string
}

export interface Circuit {
  readonly nodes: readonly CircuitNode[]
  readonly edges: readonly Edge[]
  /** Where backprop starts; `null` lets the engine choose (the loss, else the last node). */
  readonly root: NodeId | null
  /** The seed gradient at a root that is not a scalar; `null` means ones. */
  readonly cotangent: TensorSource | null
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Nodes that stand where one node stood: an op that was expanded into its `inside`. Remembered, so that it can be contracted. */
export interface Group {
  readonly op: string
  readonly attrs: Attrs
  /** Where the one node stood. */
  readonly at: Point
  /** The last of the nodes; it has the id and the name of the one node. */
  readonly out: NodeId
  /** The other nodes, each under the name of its step in the op's `inside`. */
  readonly steps: Readonly<Record<string, NodeId>>
}

export interface Layout {
  /** The top-left corner of each node, in canvas pixels at 100 %. Every node of the circuit has one, and nothing else does. */
  readonly positions: Readonly<Record<NodeId, Point>>
  /** Outer groups stand before those inside them. */
  readonly groups: readonly Group[]
}

/** A place on the timeline: right after a step, or the start, where no step has been taken. */
export type StepPlace =
  | { readonly phase: 'start' }
  | { readonly phase: 'forward' | 'backward'; readonly node: NodeId }

/** A place of the timeline that is worth showing, with what is said about it. */
export interface Bookmark {
  readonly at: StepPlace
  readonly caption: string
}

/** A number that is hidden until it is predicted, and how far the person has come with it. */
export interface Hidden {
  readonly of: 'value' | 'gradient'
  readonly node: NodeId
  /** `shown`: the person gave up. */
  readonly state: 'open' | 'found' | 'shown'
  /** Answers given so far, right or wrong. */
  readonly tries: number
  /** Hints taken: 0 none, 1 the rule, 2 the operands as well. */
  readonly hints: number
}

/** What a teacher adds to a circuit. */
export interface Lesson {
  /** At most one per place. */
  readonly bookmarks: readonly Bookmark[]
  /** At most one per node and quantity. */
  readonly hidden: readonly Hidden[]
}

export interface About {
  readonly title: string
  /** What the circuit shows, and a question worth answering with the step buttons; plain text, may be empty. */
  readonly text: string
  readonly question: string
}

export interface Document {
  readonly about: About
  readonly circuit: Circuit
  readonly layout: Layout
  readonly lesson: Lesson
}

/** The text key of a wire: its input port. */
export type EdgeKey = `${NodeId}.${string}`
export const edgeKey = (edge: Pick<Edge, 'to' | 'port'>): EdgeKey => `${edge.to}.${edge.port}`

export const emptyDocument: Document = {
  about: { title: '', text: '', question: '' },
  circuit: { nodes: [], edges: [], root: null, cotangent: null },
  layout: { positions: {}, groups: [] },
  lesson: { bookmarks: [], hidden: [] },
}

/** What the bench asks of whoever takes part, ours and the peers alike; a peer is a file of peers/ that exports `open`. */
import type { NodeId } from '../../shared/document/document'
import type { Precision } from '../../shared/engine/ground'
import type { Task } from './cases'

/** A loss and its gradients with respect to the leaves that want one, flat. */
export interface Result {
  readonly loss: number
  readonly gradients: ReadonlyMap<NodeId, ArrayLike<number>>
}

/** One circuit, ready for forward and backward passes. It keeps its own time (`time`) or is one call a pass (`step`). */
export interface Prepared {
  readonly step?: () => void
  /** Milliseconds that `passes` forward and backward passes took, one after the other. */
  readonly time?: (passes: number) => number | Promise<number>
  /** What the last pass found. */
  readonly read: () => Result | Promise<Result>
  readonly close?: () => void | Promise<void>
}

export interface Contestant {
  /** As the targets name it, e.g. `torch64`. */
  readonly key: string
  readonly label: string
  readonly precision: Precision
  /** `null` when this case is not for it. */
  readonly prepare: (task: Task) => Promise<Prepared | null>
}

/** A peer that is here, or one sentence that says why it is not. */
export type Opened =
  | { readonly missing: string }
  | {
      readonly version: string
      /** One sentence, when the times of this peer as it is here must not be trusted. */
      readonly warning?: string
      readonly contestants: readonly Contestant[]
      readonly close?: () => void | Promise<void>
    }

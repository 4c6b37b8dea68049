/** What the explanation of one number consists of: four stages, and what the number was made from. */
import type { Tensor } from '../tensor/tensor'
import type { Asked } from './quantity'
import type { RichText } from './stepWords'

/** One equation, as TeX for KaTeX in display style. */
export interface Equation {
  readonly tex: string
}

/** An equation with its numbers. Where a long sum is cut off, asking again with more `terms` shows the rest. */
export interface NumberLine extends Equation {
  /** How many terms are not shown; 0 where all are. */
  readonly more: number
}

export interface Answered {
  readonly asked: Asked
  /** "The gradient of W₂, row 1, column 2". */
  readonly title: RichText
  readonly phase: 'value' | 'gradient'
  /** What happens, in the op's own words; of a leaf, a seed gradient or a zero, why it is what it is. */
  readonly sentence: RichText
  /** The rule with the circuit's names, what its shorthands stand for, and of one entry the same for that entry. */
  readonly symbols: readonly Equation[]
  readonly shapes: readonly Equation[]
  readonly numbers: readonly NumberLine[]
  readonly result: Result
  readonly operands: readonly Operand[]
  /** The cursor behind the step that made this number; `null` for a leaf and for what no step makes. */
  readonly step: number | null
}

/** What the displayed operands give by the displayed formula, held against what the run has. */
export interface Result {
  /** `∂L/∂W₂ = …`, the engine's own number. */
  readonly tex: string
  /**
   * Computed from the operands by the formula, apart from the op's own rules; a scalar for one entry. `null` where that would take
   * too long: then `compared` of the entries were.
   */
  readonly shown: Tensor | null
  readonly engine: Tensor
  readonly agrees: boolean
  /** The largest difference of two entries. */
  readonly difference: number
  /** How many entries were held against each other, of how many. */
  readonly compared: number
  readonly of: number
  /** Why they may differ without anything being wrong. */
  readonly remark: string | null
}

/** A link to what the number was made from. */
export interface Operand extends Equation {
  /** Of the whole: `(500, 2)`, `scalar`. */
  readonly shape: string
  /** For one entry that read only one entry of this: that one; else the whole. */
  readonly asked: Asked
  /** For one entry: the entries of this that it read, of very many the first; `null` for the whole of a scalar or of all. */
  readonly entries: readonly (readonly number[])[] | null
  /** The cursor behind the step that made it, where its value is known; `null` for a leaf. */
  readonly step: number | null
}

export interface ExplainOptions {
  /** How many terms of a sum are shown at first. */
  readonly terms?: number
}

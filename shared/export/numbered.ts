/** A derivation as all its exports show it: one heading and its equations, numbered through in the order of the steps. */
import type { About } from '../document/document'
import type { Equation, Section } from '../engine/derivation'

export interface Derivation {
  readonly about: About
  /** What it is called where `about` has no title. */
  readonly name: string
  readonly sections: readonly Section[]
}

export interface Numbered {
  readonly equation: Equation
  /** `null` for what only says what a letter in the equations before it stands for. */
  readonly number: number | null
}

export interface NumberedSection extends Omit<Section, 'equations'> {
  readonly equations: readonly Numbered[]
}

/** Without the sections that say nothing. */
export function numbered(sections: readonly Section[]): readonly NumberedSection[] {
  let last = 0
  return sections
    .filter(({ equations, note }) => equations.length > 0 || note !== null)
    .map(section => ({
      ...section,
      equations: section.equations.map(equation => ({
        equation,
        number: equation.kind === 'where' ? null : ++last,
      })),
    }))
}

export const titleOf = ({ about, name }: Derivation): string => about.title.trim() || name

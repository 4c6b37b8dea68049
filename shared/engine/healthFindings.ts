/** What a run may show of a circuit that learns badly or not at all, as data, and the one table of sentences about it. */
import type { NodeId } from '../document/document'
import { formatNumber } from '../formula/formatNumber'
import { indexWords } from '../formula/indices'
import { nameToText } from '../formula/nameToTex'
import type { Asked, Quantity } from './quantity'

/** Why no gradient comes back to a parameter. */
export type Absence =
  /** The root does not depend on it. */
  | { readonly reason: 'apart'; readonly root: string }
  /** The rule of node `at` gives 0 everywhere, to the node `first`. */
  | { readonly reason: 'blocked'; readonly at: string; readonly first: NodeId }
  /** What comes back to node `at`, with the id `first`, adds up to 0, perhaps but for rounding. */
  | { readonly reason: 'cancelled'; readonly at: string; readonly first: NodeId; readonly exactly: boolean }
  /** Backprop starts with 0. */
  | { readonly reason: 'seed' }

interface Sizes {
  /** The root of the mean square of the gradient's entries. */
  readonly size: number
  /** The same of the layer nearest to the root, and that layer's name. */
  readonly nearRoot: number
  readonly near: string
}

type Kinds =
  | {
      readonly kind: 'nonFinite'
      readonly what: 'value' | 'gradient'
      readonly x: number
      /** It is a leaf's value, made from nothing. */
      readonly typed: boolean
    }
  | { readonly kind: 'saturated'; readonly flat: number; readonly of: number }
  /** `units` of `of` are off for all examples, counted from 0; `units` names the first few of the `dead`. */
  | {
      readonly kind: 'dead'
      readonly dead: number
      readonly of: number
      readonly units: readonly number[]
      readonly examples: number
    }
  | ({ readonly kind: 'noGradient' } & Absence)
  | ({ readonly kind: 'vanishing' } & Sizes)
  | ({ readonly kind: 'exploding' } & Sizes)

export type Finding = Kinds & {
  readonly node: NodeId
  readonly name: string
  /** The number whose explanation shows it. */
  readonly asks: Asked
  /** What the sentence gives away: it must not be told while one of these is hidden. */
  readonly tells: readonly Quantity[]
}

type Of<K extends Finding['kind']> = Extract<Finding, { readonly kind: K }>

/** So few examples say little: others may wake a unit. Our choice: a unit that is off for half of all is off for ten by chance 1 in 1000 times. */
export const FEW_EXAMPLES = 10

const sentences: { readonly [K in Finding['kind']]: (finding: Of<K>) => string } = {
  nonFinite: f =>
    `${ofEntry(f)} is ${formatNumber(f.x)}${f.typed ? '' : ', though all that it is made from is finite'}.`,
  saturated: f =>
    `${nameToText(f.name)} is saturated${f.of === 1 ? '' : ` at ${f.flat === f.of ? `all of its ${f.of}` : `${f.flat} of its ${f.of}`} entries`}: its slope there is less than 1 % of its steepest, so hardly any gradient passes back.`,
  dead: deadSentence,
  noGradient: f => `${nameToText(f.name)} gets no gradient: ${because(f)}.`,
  vanishing: f => `The gradient of ${nameToText(f.name)} is vanishing: ${against(f)}.`,
  exploding: f => `The gradient of ${nameToText(f.name)} is exploding: ${against(f)}.`,
}

export const findingSentence = (finding: Finding): string =>
  (sentences[finding.kind] as (finding: Finding) => string)(finding)

/** `The value of y`, `The value of y, row 1, column 2,` */
function ofEntry({ what, name, asks: { entry } }: Of<'nonFinite'>): string {
  const words = entry && indexWords(entry)
  return `The ${what} of ${nameToText(name)}${words ? `, ${words},` : ''}`
}

function deadSentence({ name, dead, of, units, examples }: Of<'dead'>): string {
  const text = nameToText(name)
  const off = of === 1 ? `${text} is switched off` : `All ${of} entries of ${text} are switched off`
  if (examples === 1)
    return `${off} for the only example, so no gradient passes back; that is a weak sign, as another example may switch ${of === 1 ? 'it' : 'them'} on.`
  const all = dead === of
  const some = `${dead} of the ${of} units of ${text} ${dead === 1 ? 'is' : 'are'} dead (${listed(units, dead)})`
  const which = of === 1 ? `${text} is dead` : all ? `All ${of} units of ${text} are dead` : some
  const they = dead === 1 ? 'it is' : 'they are'
  const few = examples < FEW_EXAMPLES ? '; so few examples are a weak sign' : ''
  return `${which}: ${they} switched off for all ${examples} examples, so no gradient passes back${few}.`
}

/** `numbers 2, 5 and 7`, counted from 1. */
function listed(units: readonly number[], dead: number): string {
  const numbers = units.map(unit => String(unit + 1))
  if (dead > units.length) return `numbers ${numbers.join(', ')} …`
  if (numbers.length === 1) return `number ${numbers[0]}`
  return `numbers ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}

function because(absence: Absence): string {
  switch (absence.reason) {
    case 'apart':
      return `${nameToText(absence.root)} does not depend on it`
    case 'blocked':
      return `what ${nameToText(absence.at)} passes back is exactly 0`
    case 'cancelled':
      return `what comes back to ${nameToText(absence.at)} adds up to 0${absence.exactly ? '' : ', but for rounding'}`
    case 'seed':
      return 'backprop starts with 0'
  }
}

const against = ({ size, nearRoot, near }: Sizes): string =>
  `its entries are of size ${formatNumber(size)}, those of the gradient of ${nameToText(near)}, nearer to the root, of size ${formatNumber(nearRoot)}`

/** A word or two for a chip at the node. */
export function findingWord(finding: Finding): string {
  switch (finding.kind) {
    case 'nonFinite':
      return formatNumber(finding.x)
    case 'saturated':
      return 'saturated'
    case 'dead':
      return finding.examples === 1 ? 'off' : `dead ${finding.dead}/${finding.of}`
    case 'noGradient':
      return 'no gradient'
    default:
      return finding.kind
  }
}

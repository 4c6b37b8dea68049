/** What a gradient check found, in sentences: of one leaf, of all of them, and why there is nothing to check. */
import { formatNumber } from '../formula/formatNumber'
import { indexAt } from '../formula/indices'
import { countText } from '../formula/quantities'
import type { Shape } from '../tensor/tensor'
import type { LeafCheck } from './check'
import type { Refusal, Stray } from './checkSlope'
import { borders, type Verdict } from './checkVerdict'
import type { Graph } from './graph'
import type { Precision } from './ground'
import { sentenceOf } from './problems'
import { opWord } from './stepWords'

/** How a node's name is written where the sentence stands. */
export type Naming = (name: string) => string

const asItIs: Naming = name => name

/** An entry's place along each axis, from 0: `[1, 0]`. */
export const placeText = (index: number, shape: Shape): string =>
  shape.length === 0 ? '–' : `[${indexAt(index, shape).join(', ')}]`

/** As people count, from 1: `2, 1`. */
export const countedPlace = (index: number, shape: Shape): string =>
  shape.length === 0
    ? '–'
    : indexAt(index, shape)
        .map(i => i + 1)
        .join(', ')

/** What a leaf's numbers cannot say: why entries are left out, that others were not drawn, and that zeros show nothing. */
export function notesOf(leaf: LeafCheck, graph: Graph, naming = asItIs): string[] {
  const { entries, checked, excluded, verdict } = leaf
  const notes: string[] = []
  const drawn = checked + excluded
  if (drawn < entries)
    notes.push(
      `${countText(drawn)} of the ${countText(entries)} entries were drawn at random; the others were not looked at.`,
    )
  notes.push(...leftOutNotes(leaf, graph, naming))
  if (verdict === 'vacuous')
    notes.push(
      checked === 0
        ? 'no entry could be checked, so this shows nothing.'
        : 'backprop and the differences both give 0, or what rounding cannot tell from 0, which shows nothing.',
    )
  return notes
}

/** `2 entries are left out: …`, one sentence for each reason. */
export function leftOutNotes({ strays }: LeafCheck, graph: Graph, naming = asItIs): string[] {
  const counts = new Map<string, number>()
  for (const stray of strays) {
    const why = strayText(stray, graph, naming)
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].map(
    ([why, n]) => `${n === 1 ? '1 entry is' : `${countText(n)} entries are`} left out: ${why}.`,
  )
}

export function strayText({ node, why }: Stray, graph: Graph, naming = asItIs): string {
  const { name, op } = graph.byId.get(node)!
  switch (why) {
    case 'kink':
      return `the two points lie on different sides of a kink of ${naming(name)} (${opWord(op!)})`
    case 'notFinite':
      return `${naming(name)} is not a finite number at one of the two points`
    case 'whole':
      return `${naming(name)} reads whole numbers, and there is nothing between them`
    case 'stepLost':
      return 'the step is lost in the rounding of the entry'
  }
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'passes',
  warn: 'is doubtful',
  fail: 'is wrong',
  vacuous: 'shows nothing',
}

const powerText = (x: number) => `1e−${Math.round(-Math.log10(x))}`

/** All leaves in a sentence or two, with the border of the tier that the worst of them is in. */
export function overallText(leaves: readonly LeafCheck[], precision: Precision, naming = asItIs): string {
  const { pass, warn } = borders[precision]
  const among = (verdict: Verdict) => leaves.filter(leaf => leaf.verdict === verdict)
  const names = (verdict: Verdict) =>
    among(verdict)
      .map(({ name }) => naming(name))
      .join(', ')
  const parts: string[] = []
  if (among('fail').length > 0)
    parts.push(`The gradient of ${names('fail')} is wrong: its relative error is above ${powerText(warn)}.`)
  if (among('warn').length > 0)
    parts.push(
      `The gradient of ${names('warn')} is doubtful: its relative error is above ${powerText(pass)}, within ${powerText(warn)}.`,
    )
  const passed = among('pass')
  if (passed.length > 0) {
    const close = passed.every(({ worst }) => worst!.relative <= pass)
    const how = close
      ? `no relative error is above ${powerText(pass)}`
      : `right to ${powerText(pass)}, or as closely as rounding can tell`
    parts.push(`${passing(passed.length, leaves.length)}: ${how}.`)
  }
  if (among('vacuous').length > 0) parts.push(`It shows nothing of ${names('vacuous')}.`)
  return parts.join(' ')
}

function passing(n: number, all: number): string {
  if (n === 1) return '1 gradient passes'
  if (n < all) return `${countText(n)} gradients pass`
  return n === 2 ? 'Both gradients pass' : `All ${countText(n)} gradients pass`
}

/** Of one leaf, as it is read out: `passes; 1 entry is left out: …` */
export function spokenCheck(leaf: LeafCheck, graph: Graph, naming = asItIs): string {
  const { verdict, worst } = leaf
  const error =
    worst && verdict !== 'vacuous' ? `, relative error at most ${formatNumber(worst.relative, 2)}` : ''
  return [`gradient ${verdictWords[verdict]}${error}`, ...leftOutNotes(leaf, graph, naming)]
    .join('; ')
    .replace(/\.$/, '')
}

/** Why there is nothing to check. */
export function refusalText(refusal: Refusal, graph: Graph, precision: Precision = 'float64'): string {
  switch (refusal.why) {
    case 'noRoot':
      return 'There is no node to start backprop from, so there is no gradient to check.'
    case 'noGradient':
      return 'The circuit has no parameter and no input, so there is no gradient to check.'
    case 'fault': {
      const sentence = sentenceOf({ ...refusal.fault, name: graph.byId.get(refusal.fault.node)!.name })
      return precision === 'float64' ? sentence : `In ${precision}, ${sentence}`
    }
  }
}

/** What can be wrong with a circuit, as data, and the one table of sentences that tells people about it. */
import type { NodeId } from '../document/document'
import { MOST_NUMBERS } from '../document/limits'
import { type Shape, shapeText, sizeOf } from '../tensor/tensor'

/** `node` is where it stands; `port` the input concerned, if any. */
export type Problem =
  | { readonly code: 'unknownOp'; readonly node: NodeId; readonly name: string; readonly op: string }
  | { readonly code: 'unwired'; readonly node: NodeId; readonly name: string; readonly port: string }
  | { readonly code: 'noValue'; readonly node: NodeId; readonly name: string }
  | { readonly code: 'cycle'; readonly node: NodeId; readonly name: string; readonly port: string }
  | {
      readonly code: 'shape'
      readonly node: NodeId
      readonly name: string
      readonly port: string
      readonly must: string
      /** `null` where the port is free. */
      readonly found: Shape | null
    }
  | { readonly code: 'tooLarge'; readonly node: NodeId; readonly name: string; readonly shape: Shape }
  /** `leaf`: its value is typed in; else it has no value. */
  | { readonly code: 'root'; readonly node: NodeId; readonly name: string; readonly leaf: boolean }
  | {
      readonly code: 'seed'
      readonly node: NodeId
      readonly name: string
      readonly must: Shape
      readonly found: Shape
    }
  | {
      readonly code: 'memory'
      readonly node: NodeId
      readonly name: string
      readonly bytes: number
      readonly nodeBytes: number
      readonly limitBytes: number
    }
  | {
      readonly code: 'nonFinite'
      readonly node: NodeId
      readonly name: string
      readonly what: 'value' | 'gradient'
    }

/** 1.5 GB and the like, to two digits. */
const memory = (bytes: number) =>
  bytes < 1e9 ? `${Number((bytes / 1e6).toPrecision(2))} MB` : `${Number((bytes / 1e9).toPrecision(2))} GB`

const counted = (n: number) => n.toLocaleString('en')

type Sentences = { readonly [P in Problem as P['code']]: (p: P) => string }

const sentences: Sentences = {
  unknownOp: p =>
    `${p.name} is of a kind this version does not know, “${p.op}”; it is kept, but not computed.`,
  unwired: p => `${p.name} waits for a wire into ${p.port}.`,
  noValue: p => `${p.name} has no value yet; type one in the inspector.`,
  cycle: p =>
    `The wire into ${p.port} of ${p.name} closes a loop; a circuit must run from inputs to the loss.`,
  shape: p => `${p.port} of ${p.name} must ${p.must}; it is ${p.found ? shapeText(p.found) : 'not wired'}.`,
  tooLarge: p =>
    `${p.name} would be ${shapeText(p.shape)}, ${counted(sizeOf(p.shape))} numbers; a node holds at most ${counted(MOST_NUMBERS)}.`,
  root: p =>
    `Backprop cannot start at ${p.name}: ${p.leaf ? 'its value is typed in, not computed' : 'it cannot be computed'}; choose another node in Settings or let Chainrule choose.`,
  seed: p =>
    `The seed gradient of ${p.name} must be ${shapeText(p.must)}; it is ${shapeText(p.found)}. Until it fits, backprop starts with ones.`,
  memory: p =>
    `This circuit needs ${memory(p.bytes)} of memory, ${memory(p.nodeBytes)} of it for ${p.name}; at most ${memory(p.limitBytes)} are allowed, so nothing was computed. Make ${p.name} smaller.`,
  nonFinite: p => `${p.name} is the first node whose ${p.what} is not a finite number.`,
}

export const sentenceOf = (problem: Problem): string =>
  (sentences[problem.code] as (p: Problem) => string)(problem)

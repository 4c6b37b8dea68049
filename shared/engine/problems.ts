/** What can be wrong with a circuit, as data, and the one table of sentences that tells people about it. */
import type { NodeId } from '../document/document'
import { type Shape, shapeText } from '../tensor/tensor'

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
      readonly found: Shape
    }
  | {
      readonly code: 'nonFinite'
      readonly node: NodeId
      readonly name: string
      readonly what: 'value' | 'gradient'
    }

type Sentences = { readonly [P in Problem as P['code']]: (p: P) => string }

const sentences: Sentences = {
  unknownOp: p =>
    `${p.name} is of a kind this version does not know, “${p.op}”; it is kept, but not computed.`,
  unwired: p => `${p.name} waits for a wire into ${p.port}.`,
  noValue: p => `${p.name} has no value yet; type one in the inspector.`,
  cycle: p =>
    `The wire into ${p.port} of ${p.name} closes a loop; a circuit must run from inputs to the loss.`,
  shape: p => `${p.port} of ${p.name} must ${p.must}; it is ${shapeText(p.found)}.`,
  nonFinite: p => `${p.name} is the first node whose ${p.what} is not a finite number.`,
}

export const sentenceOf = (problem: Problem): string =>
  (sentences[problem.code] as (p: Problem) => string)(problem)

/** Where a number comes from: of any value or gradient of a circuit, whole or one entry, in symbols, shapes, numbers and result. */
import type { Circuit, CircuitNode, TensorSource } from '../document/document'
import { tensorOf } from '../document/tensorOf'
import { elidedTensor } from '../formula/elided'
import { formatNumber } from '../formula/formatNumber'
import { type Index, isIndexOf, placeAt } from '../formula/indices'
import { gradientTex } from '../formula/names'
import { nameToTex } from '../formula/nameToTex'
import { shapeTex } from '../formula/shapesTex'
import { ones, sameShape, scalar, type Tensor, zeros } from '../tensor/tensor'
import { compareTensors } from './agreement'
import type { Answered, ExplainOptions } from './answered'
import {
  type Asking,
  askedTitle,
  cursorOf,
  tensorAt,
  type Wire,
  wireOf,
  wiresBack,
  zeroSentence,
} from './asking'
import { seedRemark } from './explain'
import { type Rule, stagesOf, toldResult } from './explainRule'
import { fanOutRule, shareRule, valueRule } from './opRules'
import type { Asked } from './quantity'
import { isComputed, rootTex } from './rules'
import type { RichText } from './stepWords'

const TERMS = 5

/**
 * The explanation; `null` where there is nothing to explain: the node was not computed, nothing wants this gradient, or there is no
 * such entry. Pure; throws `internal:` when the parts of `place` do not belong together.
 */
export function explainNumber(
  place: Asking,
  asked: Asked,
  { terms = TERMS }: ExplainOptions = {},
): Answered | null {
  const engine = tensorAt(place, asked.quantity)
  const { quantity, entry } = asked
  if (!engine || (entry && !isIndexOf(entry, engine.shape))) return null
  const told = answerTo(place, asked, engine, Math.max(1, terms))
  return (
    told && {
      asked,
      title: askedTitle(place, asked),
      phase: quantity.kind === 'value' ? 'value' : 'gradient',
      step: cursorOf(place, quantity),
      ...told,
    }
  )
}

type Told = Omit<Answered, 'asked' | 'title' | 'phase' | 'step'>

function answerTo(place: Asking, { quantity, entry }: Asked, engine: Tensor, terms: number): Told | null {
  const { circuit, graph, run } = place
  const byRule = (rule: Rule, sentence: RichText): Told => ({
    sentence,
    ...stagesOf(place, rule, entry, terms),
  })
  const byWire = (wire: Wire): Told => {
    const rule = shareRule(place, wire)
    return byRule(rule, shareSentence(wire, rule))
  }
  if (quantity.kind === 'share') {
    const wire = wireOf(place, quantity.edge)
    return wire && byWire(wire)
  }
  const node = graph.byId.get(quantity.node)
  if (!node) return null
  const name = nameToTex(node.name)
  if (quantity.kind === 'value') {
    if (isComputed(node)) return byRule(valueRule(place, node, engine), [node.op.says.forward])
    const { value } = circuit.nodes.find(({ id }) => id === node.id) as CircuitNode
    return value ? plainly(name, null, sourceSentence(value), tensorOf(value), engine, entry) : null
  }
  const left = gradientTex(rootTex(graph), name)
  if (node.id === run.root)
    return plainly(
      left,
      seedTex(circuit, engine),
      seedRemark(graph, run, circuit),
      seedOf(circuit, engine),
      engine,
      entry,
    )
  const wires = wiresBack(place, node.id)
  if (wires.length === 0)
    return plainly(left, '0', zeroSentence(graph, node), zeros(engine.shape), engine, entry)
  if (wires.length === 1) return byWire(wires[0]!)
  return byRule(fanOutRule(place, wires, engine, terms), [
    { tex: name },
    ` goes out on ${wires.length} wires that lead to `,
    { tex: rootTex(graph) },
    '. A share of its gradient comes back on each, and they add up.',
  ])
}

/** What was put there by a person or by the start of backprop, not by a rule. */
function plainly(
  left: string,
  right: string | null,
  sentence: RichText,
  wanted: Tensor,
  engine: Tensor,
  entry: Index | null,
): Told {
  const own = (t: Tensor) => (entry ? scalar(t.data[placeAt(entry, t.shape)]!) : t)
  const { tex, engine: told } = toldResult(left, engine, entry)
  const shown = own(wanted)
  return {
    sentence,
    symbols: [{ tex: right === null ? left : `${left} = ${right}` }],
    shapes: [{ tex: shapeTex(engine.shape) }],
    numbers: [{ tex: entry ? tex : `${left} = ${elidedTensor(wanted, formatNumber)}`, more: 0 }],
    result: {
      tex,
      engine: told,
      ...compareTensors(shown, told),
      compared: told.data.length,
      of: told.data.length,
      remark: null,
    },
    operands: [],
  }
}

/** `null` where its numbers were given. */
const seedTex = ({ cotangent }: Circuit, { shape }: Tensor): string | null =>
  cotangent && sameShape(cotangent.shape, shape) ? null : shape.length === 0 ? '1' : String.raw`\mathbf{1}`

const seedOf = ({ cotangent }: Circuit, { shape }: Tensor): Tensor =>
  cotangent && sameShape(cotangent.shape, shape) ? tensorOf(cotangent) : ones(shape)

function sourceSentence(source: TensorSource): RichText {
  if ('data' in source) return ['Nothing computes it: it was typed in.']
  const words = {
    zeros: 'all of them 0',
    ones: 'all of them 1',
    oneHot: 'a 1 in each row, from column to column',
    normal: `drawn from the standard normal distribution with seed ${source.seed}`,
    glorot: `drawn by Glorot’s recipe with seed ${source.seed}`,
    he: `drawn by He’s recipe with seed ${source.seed}`,
  }
  return [`Nothing computes it: its numbers come from a recipe, ${words[source.init]}.`]
}

/** The op's own words, and what happens to an input that was repeated. */
function shareSentence({ source, node }: Wire, { axes }: Rule): RichText {
  const { backward } = node.op.says
  if (axes.length === 0) return [backward]
  const name = { tex: nameToTex(source.name) }
  return [`${backward} As `, name, ' was repeated to fit, what comes back is summed over its copies.']
}

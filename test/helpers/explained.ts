/** What every explanation must be: four stages that can be typeset, and a number that comes out of its own operands. */
import katex from 'katex'
import { expect } from 'vitest'
import { edgeKey } from '../../shared/document/document'
import type { Answered } from '../../shared/engine/answered'
import type { Asking } from '../../shared/engine/asking'
import { explainNumber } from '../../shared/engine/explainNumber'
import type { Asked, Quantity } from '../../shared/engine/quantity'
import type { RichText } from '../../shared/engine/stepWords'
import { indexAt } from '../../shared/formula/indices'
import { uniformFrom } from '../../shared/tensor/random'
import type { Shape } from '../../shared/tensor/tensor'

const rendered = new Set<string>()

export function render(tex: string) {
  if (rendered.has(tex)) return
  katex.renderToString(tex, { throwOnError: true, displayMode: true })
  rendered.add(tex)
}

export const plain = (rich: RichText) =>
  rich.map(part => (typeof part === 'string' ? part : `$${part.tex}$`)).join('')

/** Everything that can be asked about: each value, each gradient, and what came back on each wire. */
export function quantitiesOf({ run, circuit }: Asking): readonly Quantity[] {
  return [
    ...[...run.values.keys()].map((node): Quantity => ({ kind: 'value', node })),
    ...[...run.grads.keys()].map((node): Quantity => ({ kind: 'gradient', node })),
    ...circuit.edges
      .map(edgeKey)
      .filter(edge => run.edgeGrads.has(edge))
      .map((edge): Quantity => ({ kind: 'share', edge })),
  ]
}

/** The first entry, the last, and one drawn at random. */
export function someEntries(shape: Shape, seed = 1): readonly (readonly number[])[] {
  const size = shape.reduce((n, d) => n * d, 1)
  const drawn = Math.floor(uniformFrom(seed)() * size)
  return [...new Set([0, size - 1, drawn])].map(place => indexAt(place, shape))
}

export const isClose = (a: number, b: number) =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))

/** The explanation, which must be whole. With `typeset`, KaTeX must accept every line of it. */
export function expectWhole(place: Asking, asked: Asked, { typeset = true } = {}): Answered {
  const answered = explainNumber(place, asked)
  const title = JSON.stringify(asked)
  expect(answered, title).not.toBeNull()
  const { symbols, shapes, numbers, result, operands, sentence } = answered!
  for (const stage of [symbols, shapes, numbers]) expect(stage.length, title).toBeGreaterThan(0)
  expect(plain(sentence), title).toMatch(/\.$/)
  expect(result.agrees, `${title} differs by ${result.difference}`).toBe(true)
  expect(result.compared, title).toBe(result.of)
  expect(result.shown!.data.length, title).toBe(result.engine.data.length)
  for (const [i, x] of result.engine.data.entries())
    expect(isClose(x, result.shown!.data[i]!), `${title}[${i}]: ${result.shown!.data[i]} for ${x}`).toBe(true)
  if (typeset) for (const { tex } of [...symbols, ...shapes, ...numbers, result, ...operands]) render(tex)
  return answered!
}

/** What every op keeps, whoever wrote it: its record, its shapes, and that its backward rule is the derivative of its forward rule. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import { type Attrs, type ComputedOp, isMismatch } from '../../shared/ops/op'
import { broadcastShape, sumTo } from '../../shared/tensor/broadcast'
import type { Shape } from '../../shared/tensor/tensor'
import { attrsFor, normal, numericalGradient, valuesOf } from './samples'

const all = [...ops.values()]
const computed = all.filter(op => op.kind === 'computed')
const notOps = ['op.ts', 'index.ts', 'formula.ts']
const files = readdirSync(new URL('../../shared/ops/', import.meta.url))
  .filter(file => file.endsWith('.ts') && !notOps.includes(file))
  .map(file => file.slice(0, -3))

test('the registry is the folder: every file is an op of its name, and nothing else is registered', () => {
  expect([...ops.keys()].sort()).toEqual(files.sort())
  for (const [name, op] of ops) expect(op.name).toBe(name)
})

describe.each(all)('the record of $name', op => {
  test('says what a person needs to find it and to read it', () => {
    const { palette } = op
    expect(palette.label).not.toBe('')
    expect([...palette.symbol].length).toBeGreaterThan(0)
    expect([...palette.symbol].length).toBeLessThanOrEqual(2)
    expect(palette.keywords.length).toBeGreaterThan(0)
    expect(palette.about).toMatch(/\.$/)
    if (palette.glyph !== undefined) expect(palette.glyph).toMatch(/^M[MLHVCSQ\d\s.,-]+$/)
  })

  test('names its ports once, and gives each a rule and a formula', () => {
    const ports = op.inputs.map(port => port.name)
    expect(new Set(ports).size).toBe(ports.length)
    if (op.kind === 'leaf') return
    expect(ports.length).toBeGreaterThan(0)
    expect(Object.keys(op.backward).sort()).toEqual([...ports].sort())
    expect(Object.keys(op.formula.backward).sort()).toEqual([...ports].sort())
    for (const port of op.inputs) expect(port.tex).not.toBe('')
    for (const name of Object.keys(op.check.domain ?? {})) expect(ports).toContain(name)
  })

  test('explains both directions in a sentence, and can be written out as code that mentions every port', () => {
    if (op.kind === 'leaf') return
    for (const sentence of Object.values(op.says)) expect(sentence).toMatch(/^\p{L}.*\.$/u)
    for (const port of op.inputs)
      for (const code of [op.export.torch, op.export.numpy]) expect(code).toContain(`{${port.name}}`)
    const known = [...op.inputs.map(port => port.name), ...Object.keys(op.attrs)]
    for (const code of [op.export.torch, op.export.numpy])
      for (const [, place] of code.matchAll(/\{(\w+)\}/g)) expect(known).toContain(place)
  })
})

// Beyond an op's own samples: every combination of these, refused or computed, with the default attributes.
const manyShapes: Shape[] = [[], [2], [3], [1, 3], [2, 3], [3, 2], [2, 2, 3], [2, 3, 2]]

function combinations(ports: readonly string[]): Record<string, Shape>[] {
  return ports.reduce<Record<string, Shape>[]>(
    (found, port) => found.flatMap(shapes => manyShapes.map(shape => ({ ...shapes, [port]: shape }))),
    [{}],
  )
}

const casesOf = (op: ComputedOp) => {
  const attrs = attrsFor(op, undefined)
  const own = op.check.samples.map(sample => ({ shapes: sample.shapes, attrs: attrsFor(op, sample.attrs) }))
  const more = combinations(op.inputs.map(port => port.name)).map(shapes => ({ shapes, attrs }))
  return [...own, ...more.filter(({ shapes }) => !isMismatch(op.shape(shapes, attrs)))]
}

const titleOf = (shapes: Readonly<Record<string, Shape>>, attrs: Attrs) =>
  JSON.stringify({ ...shapes, ...attrs })

describe.each(computed)('$name', op => {
  test('has samples, and computes the shape that its shape rule promises', () => {
    expect(op.check.samples.length).toBeGreaterThan(0)
    for (const { shapes, attrs } of casesOf(op)) {
      const out = op.forward(valuesOf(op, shapes), attrs)
      expect(out.shape, titleOf(shapes, attrs)).toEqual(op.shape(shapes, attrs))
      expect(out.data.length, titleOf(shapes, attrs)).toBe(out.shape.reduce((n, d) => n * d, 1))
    }
  })

  test('delivers gradients of the shape of the input, or of one that it was stretched to', () => {
    for (const { shapes, attrs } of casesOf(op)) {
      const values = valuesOf(op, shapes)
      const out = op.forward(values, attrs)
      for (const { name } of op.inputs) {
        const dx = op.backward[name]!({ ...values, out, g: normal(out.shape, 7) }, attrs)
        const title = `${name} ${titleOf(shapes, attrs)}`
        expect(broadcastShape(shapes[name]!, dx.shape), title).toEqual(dx.shape)
        expect(sumTo(dx, shapes[name]!).shape, title).toEqual(shapes[name])
      }
    }
  })

  test('delivers the gradients that central differences find, in its domain and off its kinks', () => {
    const tolerance = op.check.tolerance ?? 1e-6
    for (const { shapes, attrs } of casesOf(op)) {
      const values = valuesOf(op, shapes)
      const out = op.forward(values, attrs)
      const g = normal(out.shape, 7)
      for (const { name } of op.inputs) {
        const analytic = sumTo(op.backward[name]!({ ...values, out, g }, attrs), shapes[name]!)
        const numeric = numericalGradient(op, name, values, attrs, g)
        expect(numeric.data.some(x => !Number.isNaN(x))).toBe(true)
        analytic.data.forEach((a, i) => {
          const n = numeric.data[i]!
          if (Number.isNaN(n)) return
          const title = `${name}[${i}] ${titleOf(shapes, attrs)}: ${a} against ${n}`
          expect(Math.abs(a - n), title).toBeLessThanOrEqual(
            tolerance * Math.max(Math.abs(a), Math.abs(n)) + 1e-8,
          )
        })
      }
    }
  })

  test('does not change what it is given', () => {
    const { shapes, attrs } = op.check.samples.map(s => ({
      shapes: s.shapes,
      attrs: attrsFor(op, s.attrs),
    }))[0]!
    const values = valuesOf(op, shapes)
    const out = op.forward(values, attrs)
    const given = { ...values, out, g: normal(out.shape, 7) }
    const before = structuredClone(given)
    for (const { name } of op.inputs) op.backward[name]!(given, attrs)
    expect(given).toEqual(before)
  })

  test('refuses shapes that do not fit, naming the port and what it must be', () => {
    const ports = op.inputs.map(port => port.name)
    for (const sample of op.check.errors) {
      const found = op.shape(sample.shapes, attrsFor(op, sample.attrs))
      expect(found).toMatchObject({
        mismatch: { port: sample.port, must: expect.stringContaining(sample.must) },
      })
    }
    const refused = combinations(ports).filter(shapes =>
      isMismatch(op.shape(shapes, attrsFor(op, undefined))),
    )
    if (refused.length > 0) expect(op.check.errors.length).toBeGreaterThan(0)
    for (const shapes of refused) {
      const found = op.shape(shapes, attrsFor(op, undefined))
      expect(isMismatch(found) && ports.includes(found.mismatch.port)).toBe(true)
    }
  })
})

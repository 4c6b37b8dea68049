/** What every op keeps, whoever wrote it: its record, its shapes, and that its backward rule is the derivative of its forward rule. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import { attrsOf, formulaOf, isMismatch } from '../../shared/ops/op'
import { broadcastShape, sumTo } from '../../shared/tensor/broadcast'
import { casesOf, combinations, gradientFaults, requiredPorts, titleOf } from './gradientFaults'
import { attrsFor, normal, valuesOf } from './samples'

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
    const { backward } = formulaOf(op, {}, attrsOf(op, {}))
    expect(Object.keys(backward).sort()).toEqual([...ports].sort())
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
        if (!shapes[name]) continue
        const dx = op.backward[name]!({ ...values, out, g: normal(out.shape, 7) }, attrs)
        const title = `${name} ${titleOf(shapes, attrs)}`
        expect(broadcastShape(shapes[name]!, dx.shape), title).toEqual(dx.shape)
        expect(sumTo(dx, shapes[name]!).shape, title).toEqual(shapes[name])
      }
    }
  })

  test('delivers the gradients that central differences find, in its domain and off its kinks', () => {
    expect([...gradientFaults(op)]).toEqual([])
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
    for (const { name } of op.inputs) if (shapes[name]) op.backward[name]!(given, attrs)
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
    const refused = combinations(requiredPorts(op)).filter(shapes =>
      isMismatch(op.shape(shapes, attrsFor(op, undefined))),
    )
    if (refused.length > 0) expect(op.check.errors.length).toBeGreaterThan(0)
    for (const shapes of refused) {
      const found = op.shape(shapes, attrsFor(op, undefined))
      expect(isMismatch(found) && ports.includes(found.mismatch.port)).toBe(true)
    }
  })
})

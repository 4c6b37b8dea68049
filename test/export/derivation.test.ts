/** The derivation as LaTeX and as Markdown, of every circuit there is: complete, sound mathematics, and the same every time. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../shared/document/document'
import { derivationOf } from '../../shared/engine/derivation'
import { latexOf } from '../../shared/export/latex'
import { latexText } from '../../shared/export/latexText'
import { markdownOf } from '../../shared/export/markdown'
import type { Derivation } from '../../shared/export/numbered'
import { circuit } from '../helpers/circuit'
import { notes232, throughEngine } from '../helpers/computed'
import { galleryCircuits, sampleCircuits } from '../helpers/everyCircuit'

function derived({ about, circuit: whole }: Document, withNumbers: boolean): Derivation {
  const { run, ...rest } = throughEngine(whole)
  return { about, name: 'untitled', sections: derivationOf(withNumbers ? { ...rest, run } : rest) }
}

const every = [...galleryCircuits, ...sampleCircuits]
const both = [false, true] as const
const formulasIn = (markdown: string) =>
  [...markdown.matchAll(/\$\$\n(.*)\n\$\$/g)].map(([, formula]) => formula!)

describe.each(both)('with numbers: %s', withNumbers => {
  const derivations = every.map(({ title, document }) => ({ title, it: derived(document, withNumbers) }))

  it('every formula in Markdown can be typeset, and every equation is numbered once', () => {
    for (const { title, it } of derivations) {
      const formulas = formulasIn(markdownOf(it))
      for (const formula of formulas)
        expect(
          () => katex.renderToString(formula, { throwOnError: true, displayMode: true }),
          title,
        ).not.toThrow()
      const tags = formulas.flatMap(formula => /\\tag\{(\d+)\}/.exec(formula)?.[1] ?? [])
      expect(tags, title).toEqual(tags.map((_, i) => String(i + 1)))
      const equations = it.sections.flatMap(section => section.equations)
      expect(formulas, title).toHaveLength(equations.length)
      expect(tags, title).toHaveLength(equations.filter(({ kind }) => kind !== 'where').length)
    }
  })

  it('no line of Markdown begins with a sign of its own, but headings and formulas', () => {
    for (const { title, it } of derivations)
      for (const line of markdownOf(it).split('\n'))
        expect(line, title).toMatch(/^(#{1,2} \S|\$\$$|[^=+\-#>\s\d]|$)/)
  })

  it('LaTeX holds nothing that pdflatex has no letter for', () => {
    for (const { title, it } of derivations) expect(latexOf(it), title).toMatch(/^[\n\x20-\x7eÀ-ÿ]*$/)
  })

  it('each text is the same from run to run', () => {
    for (const { document } of galleryCircuits)
      for (const write of [latexOf, markdownOf])
        expect(write(derived(document, withNumbers))).toBe(write(derived(document, withNumbers)))
  })
})

const notes = galleryCircuits.find(({ title }) => title === 'notes-mlp-2-3-2')!.document

it.each([
  ['tex', false, latexOf],
  ['numbers.tex', true, latexOf],
  ['md', false, markdownOf],
  ['numbers.md', true, markdownOf],
] as const)('the notes’ network is written as in notes.%s', async (ending, withNumbers, write) => {
  await expect(write(derived(notes, withNumbers))).toMatchFileSnapshot(
    `../fixtures/derivations/notes.${ending}`,
  )
})

const delta = '\\frac{p - y}{N}'
const dL = (of: string) => `\\frac{\\partial L}{\\partial ${of}}`

it.each(['notes-mlp-2-3-2', 'notes-mlp-2-500-2'])('%s is derived as the corrections say', id => {
  const { document } = galleryCircuits.find(({ title }) => title === id)!
  const text = latexOf(derived(document, false))
  for (const right of [
    // What the notes have as z₂, and without a transpose.
    `${dL('a_{1}')} & = ${dL('z_{2}')}\\,W_{2}^{\\top}`,
    `${dL('W_{2}')} & = a_{1}^{\\top}\\,${dL('z_{2}')}`,
    `${dL('b_{2}')} & = \\sum_{\\text{rows}} ${dL('z_{2}')}`,
    `${dL('z_{1}')} & = ${dL('a_{1}')} \\odot (1 - a_{1}^{2})`,
    `${dL('W_{1}')} & = x^{\\top}\\,${dL('z_{1}')}`,
    `${dL('b_{1}')} & = \\sum_{\\text{rows}} ${dL('z_{1}')}`,
    // What they have as y − ŷ, and what follows from it.
    `${dL('z_{2}')} & = ${delta} \\text{, through } p \\text{ and } L \\text{ at once}`,
    `${dL('W_{2}')} & = a_{1}^{\\top}\\,${delta}`,
    `${dL('b_{2}')} & = \\sum_{\\text{rows}} ${delta}`,
    `${dL('W_{1}')} & = x^{\\top}\\,\\left(${delta}\\,W_{2}^{\\top} \\odot (1 - a_{1}^{2})\\right)`,
    `${dL('b_{1}')} & = \\sum_{\\text{rows}} ${delta}\\,W_{2}^{\\top} \\odot (1 - a_{1}^{2})`,
  ])
    expect(text).toContain(right)
})

it('softmax and cross-entropy in one step give (p − y) / N, not y − p', () => {
  const whole = circuit('z:input=[[0.5,0.2],[1,3]]; y:constant=[[1,0],[0,1]]; L:softmaxCrossEntropy(z,y)')
  expect(markdownOf(derived(whole, false))).toMatch(/partial z\} = .*\\frac\{1\}\{N\}.*\(p .* - y\\right\)/)
})

it('says what is not there: a broken node, a root that nothing learns from, a gradient of 0', () => {
  const broken = circuit('x:parameter=3; L:square(x); z:add(x)')
  expect(latexOf(derived(broken, false))).toContain('Left out, because they cannot be computed: z.')
  expect(markdownOf(derived(circuit('x:constant=3; L:square(x)'), false))).toContain('no gradient goes back')
  const apart = circuit('x:parameter=3; u:parameter=2; L:square(x)', { root: 'L' })
  expect(latexOf(derived(apart, false))).toContain(`${dL('u')} & = 0 \\text{, because } L`)
})

const strange = circuit(notes232, {
  about: { title: 'A_1 & 50 % of {x}', text: 'α² → ∂L/∂x₂ “so” <b> \\input{x} ☃ é ł', question: '' },
})
const renamed = {
  ...strange,
  circuit: {
    ...strange.circuit,
    nodes: strange.circuit.nodes.map(node =>
      node.id === 'x'
        ? { ...node, name: 'x & #1_é☃\\{%' }
        : node.id === 'W_1'
          ? { ...node, name: '重み' }
          : node,
    ),
  },
}

it('text and names of any kind neither run a command nor stop the compiler', () => {
  expect(latexText('A_1 \\input{x} ☃')).toBe('A\\_1 \\textbackslash{}input\\{x\\} [U+2603]')
  expect(markdownOf(derived(strange, false))).toContain('# A\\_1 & 50 % of {x}\n\nα² → ∂L/∂x₂ “so” \\<b\\>')
})

const pdflatex = spawnSync('pdflatex', ['--version']).status === 0

describe.skipIf(!pdflatex)(
  pdflatex ? 'pdflatex' : 'pdflatex (skipped: it is not installed here)',
  { tags: ['long'] },
  () => {
    it.each([
      ...galleryCircuits.map(({ title, document }) => [title, document] as const),
      ['a circuit with strange names', renamed] as const,
    ])('compiles the derivation of %s', (_, document) => {
      const folder = mkdtempSync(join(tmpdir(), 'chainrule-'))
      try {
        for (const withNumbers of both) {
          writeFileSync(join(folder, 'd.tex'), latexOf(derived(document, withNumbers)))
          const { status, stdout } = spawnSync(
            'pdflatex',
            ['-interaction=nonstopmode', '-halt-on-error', '-draftmode', 'd.tex'],
            { cwd: folder, encoding: 'utf8' },
          )
          expect(status, stdout).toBe(0)
          expect(readFileSync(join(folder, 'd.log'), 'utf8')).not.toContain('Missing character')
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  },
)

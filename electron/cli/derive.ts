/** `chainrule derive FILE [--format latex|markdown] [--numbers]`: every forward equation, then every gradient in step order. */
import { basename } from 'node:path'
import { derivationOf } from '../../shared/engine/derivation'
import { latexOf } from '../../shared/export/latex'
import { markdownOf } from '../../shared/export/markdown'
import { withCircuit } from './readCircuit'
import { type Subcommand, wrongUsage } from './subcommand'

const formats = new Map(Object.entries({ latex: latexOf, markdown: markdownOf }))

export const derive: Subcommand = {
  usage: 'FILE [options]',
  about: 'Write every forward equation and every gradient, in the order of the steps.',
  options: {
    format: {
      type: 'string',
      takes: 'F',
      about: 'latex, a document that pdflatex compiles and what is written if not given; or markdown.',
    },
    numbers: { type: 'boolean', about: 'Let every equation go on with its numbers.' },
  },
  takes: 1,
  run: async ([file], { format = 'latex', numbers }) => {
    const write = formats.get(String(format))
    if (!write) return wrongUsage(`--format must be latex or markdown; it is “${format}”`, 'derive')
    return withCircuit(file!, ({ document, graph, steps, run }) => {
      const derived = { circuit: document.circuit, graph, steps }
      const sections = derivationOf(numbers ? { ...derived, run } : derived)
      const name = file === '-' ? 'A circuit' : basename(file!, '.circuit')
      return write({ about: document.about, name, sections })
    })
  },
}

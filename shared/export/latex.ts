/** A derivation as a LaTeX document that pdflatex compiles with nothing but amsmath and amssymb. */
import { latexText } from './latexText'
import { type Derivation, type Numbered, numbered, titleOf } from './numbered'

/** The same text for the same derivation, always: no date, no name of this machine. */
export function latexOf(derivation: Derivation): string {
  const body = numbered(derivation.sections).map(({ title, equations, note }) =>
    [
      `\\section*{${title}}`,
      ...(equations.length > 0
        ? ['\\begin{align}', equations.map(rowOf).join(' \\\\\n'), '\\end{align}']
        : []),
      ...(note ? [latexText(note)] : []),
    ].join('\n'),
  )
  const text = latexText(derivation.about.text.trim())
  return `\\documentclass{article}
\\usepackage[T1]{fontenc}
\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
\\usepackage{amsmath, amssymb}
\\usepackage[margin=25mm]{geometry}
\\allowdisplaybreaks
\\setcounter{MaxMatrixCols}{20}
\\title{${latexText(titleOf(derivation)).replaceAll('\n', ' ')}}
\\author{}
\\date{}

\\begin{document}
\\maketitle
${[text, ...body].filter(part => part !== '').join('\n\n')}

\\end{document}
`
}

/** An equation on one row, its numbers on rows below; only the last of them has the number. */
function rowOf({ equation: { left, right, kind }, number }: Numbered): string {
  const start = kind === 'where' ? `\\text{where } ${left}` : left
  const rows = right.map((piece, i) => `  ${latexMath(`${i === 0 ? `${start} ` : ''}& ${piece}`)}`)
  return rows
    .map((row, i) => (number === null || i < rows.length - 1 ? `${row} \\notag` : row))
    .join(' \\\\\n')
}

/** Our TeX is KaTeX's; pdflatex has no characters beyond 8 bits, so that those named by their code are written another way. */
export const latexMath = (tex: string): string =>
  tex.replace(/\{\\char"([0-9A-F]+)\}/g, (_, code: string) => `{${latexText(characterOf(code))}}`)

const characterOf = (code: string): string => String.fromCodePoint(Number.parseInt(code, 16))

/** A derivation as Markdown with mathematics between `$$`, as code hosts and notebooks show it. */
import { type Derivation, type Numbered, numbered, titleOf } from './numbered'

/** The same text for the same derivation, always. */
export function markdownOf(derivation: Derivation): string {
  const body = numbered(derivation.sections).flatMap(({ title, equations, note }) => [
    `## ${title}`,
    ...equations.map(blockOf),
    ...(note ? [plain(note)] : []),
  ])
  const parts = [`# ${plain(titleOf(derivation))}`, plain(derivation.about.text.trim()), ...body]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** What Markdown would take for a sign of its own stands as it is. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>$#|~]/g, sign => `\\${sign}`)

function blockOf({ equation: { left, right, kind }, number }: Numbered): string {
  const start = kind === 'where' ? `\\text{where } ${left}` : left
  const tag = number === null ? '' : ` \\tag{${number}}`
  // No line may begin with a sign that Markdown reads: `=` under a line would make it a heading, `+` a list.
  const whole =
    right.length === 1
      ? `${start} ${right[0]}`
      : `\\begin{aligned} ${start} ${right.map(piece => `& ${piece}`).join(' \\\\ ')} \\end{aligned}`
  return `$$\n${markdownMath(whole)}${tag}\n$$`
}

/** A bare `<` could begin a tag of HTML. */
const markdownMath = (tex: string): string => tex.replaceAll('<', '\\lt ')

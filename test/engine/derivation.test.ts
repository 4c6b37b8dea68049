/** The derivation of a whole circuit: the corrected equations, fan-outs, what is not reached, and numbers. */
import katex from 'katex'
import { expect, it } from 'vitest'
import { derivationOf, texOf } from '../../shared/engine/derivation'
import { computed, notes232 } from '../helpers/computed'

const lines = (text: string, withNumbers = false) => {
  const { run, ...rest } = computed(text)
  const sections = derivationOf(withNumbers ? { ...rest, run } : rest)
  const all = sections.flatMap(({ equations }) => equations.map(texOf))
  for (const tex of all) katex.renderToString(tex, { throwOnError: true })
  return all
}
const dL = (of: string) => String.raw`\frac{\partial L}{\partial ${of}}`

it('derives the notes’ network with the transposes that the notes forget', () => {
  const all = lines(notes232)
  expect(all).toContain(String.raw`z_{1} = x\,W_{1} + b_{1}`)
  expect(all).toContain(String.raw`${dL('W_{2}')} = a_{1}^{\top}\,${dL('z_{2}')}`)
  expect(all).toContain(String.raw`${dL('a_{1}')} = ${dL('z_{2}')}\,W_{2}^{\top}`)
  expect(all).toContain('N = 1')
  expect(lines(notes232)).toEqual(all)
})

it('shows each branch of a fan-out and then their sum, with numbers where asked', () => {
  const text = 'x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k); u:exp(x)'
  const via = (node: string) => String.raw`\left.${dL('x')}\right|_{\text{via }${node}}`
  expect(lines(text.replace('; u:exp(x)', ''))).toContain(`${dL('x')} = ${via('k')} + ${via('s')}`)
  expect(lines(text.replace('; u:exp(x)', ''), true)).toContain(
    `${dL('x')} = ${via('k')} + ${via('s')} = 5 + 6 = 11`,
  )
})

it('says of what the root does not read that its gradient is 0, and why', () => {
  expect(lines('x:parameter=3; u:parameter=[1,2]; L:square(x)')).toContain(
    String.raw`${dL('u')} = 0 \text{, because } L \text{ does not depend on it}`,
  )
})

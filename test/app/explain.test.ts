/** Explanations: any number on screen says where it comes from, by mouse and by keyboard, and leads on to what it was made from. */
import { describe, expect, it } from 'vitest'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const chip = (label: string) => app.page.locator(`.chip[aria-label^="${label}"]`)
const stage = (name: string) => app.timeline.getByRole('region', { name, exact: true })
const title = () => app.timeline.locator('.timeline-cards h2')
/** The formulas of a stage as they were typeset. */
const formulas = (name: string) => stage(name).locator('annotation').allTextContents()
const button = (name: string | RegExp) => app.timeline.getByRole('button', { name })
const entry = () => app.timeline.getByRole('textbox', { name: 'Entry' })
const open = (name: string, text: string) =>
  app.openFile(`${name}.circuit`, Buffer.from(serializeCircuitFile(circuit(text))))

const dL = (of: string) => String.raw`\frac{\partial L}{\partial ${of}}`

it('a click on the gradient of a wire shows the four stages, and its operands lead on and back', async () => {
  await chip('gradient on the wire from W₂').click()
  expect((await formulas('Symbols'))[0]).toContain(String.raw`${dL('W_{2}')} = a_{1}^{\top}\,${dL('z_{2}')}`)
  expect((await formulas('Shapes'))[0]).toContain(String.raw`(3, 2) = (3, 1)\,(1, 2)`)
  expect((await formulas('Numbers'))[0]).toContain('-0.4196')
  expect((await formulas('Result'))[0]).toContain('0.3774')
  expect(await stage('Result').innerText()).toContain('equal to the engine’s number')

  await app.timeline.locator('.explain-operand', { hasText: '(1, 2)' }).click()
  await expect.poll(() => title().innerText()).toContain('The gradient of')
  expect((await formulas('Symbols'))[0]).toContain(dL('z_{2}'))
  await button('Back to the number before').click()
  expect((await formulas('Symbols'))[0]).toContain(dL('W_{2}'))
  await app.key('Alt+ArrowRight')
  await expect
    .poll(async () => (await formulas('Symbols'))[0])
    .toMatch(/^\\displaystyle \\frac\{\\partial L\}\{\\partial z_\{2\}\}/)
})

it('explains one entry, refuses one that is not there, and unfolds a long sum', async () => {
  await open('wide', 'x:input=normal(1,40;1); W:parameter=normal(40,2;2); z:matmul(x,W); L:sum(z)')
  await chip('value of z').first().click()
  await entry().fill('1, 9')
  await app.key('Enter')
  expect(await app.timeline.getByRole('alert').innerText()).toContain('There is no entry “1, 9”')
  await entry().fill('1, 2')
  await app.key('Enter')
  const terms = async () => ((await formulas('Numbers'))[0]!.match(/\\cdot/g) ?? []).length
  await button(/^Show \d+ more of \d+/).waitFor()
  const few = await terms()
  await button(/^Show \d+ more of \d+/).click()
  await expect.poll(terms).toBeGreaterThan(few)
  await expect.poll(terms).toBe(40)
  expect(await stage('Result').innerText()).toContain('equal to the engine’s number')
})

it('tells each share of a fan-out and their sum', async () => {
  await open('fan', 'x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k)')
  await chip('gradient of x, summed').click()
  expect((await formulas('Numbers'))[0]).toMatch(/= 5 \+ 6 = 11|= 6 \+ 5 = 11/)
  await app.timeline.locator('.explain-operand').first().click()
  await expect.poll(() => title().innerText()).toContain('What comes back to')
})

it('is reached by keyboard alone: the selected node, its grid, the operands', async () => {
  await app.select('W_2')
  await app.key('g')
  await expect.poll(() => title().innerText()).toContain('The gradient of')
  // The title has the focus, so the next stops are the entry and what it is made from.
  for (let i = 0; i < 4; i++) {
    await app.key('Tab')
    if (await app.page.evaluate(() => document.activeElement?.classList.contains('explain-operand'))) break
  }
  await app.key('Enter')
  await expect.poll(async () => (await formulas('Symbols'))[0]).toContain('a_{1} =')
  await app.key('Alt+ArrowLeft')
  await app.tab('Gradient')
  await app.inspector.getByRole('grid').first().focus()
  await app.key('ArrowDown')
  await app.key('Enter')
  await expect.poll(() => title().innerText()).toMatch(/row 2, column 1/)
})

it('shows the chain from the loss in three stages, and its sum is the engine’s number', async () => {
  await open('paths', 'x:parameter=3; s:square(x); k:linear(x){"k":5}; u:parameter=2; L:multiply(s,k)')
  await app.select('x')
  await app.key('Shift+G')
  const chain = app.timeline.getByRole('region', { name: 'Chain from the loss' })
  await chain.getByText('2 paths from the root').waitFor()
  const lines = async () => (await chain.locator('annotation').allTextContents()).join('\n')
  expect(await lines()).toContain(String.raw`${dL('s')}\,\frac{\partial s}{\partial x}`)
  await chain.getByRole('radio', { name: 'Earlier results by name' }).click()
  expect(await lines()).toContain(String.raw`= ${dL('s')} \cdot 2\,x`)
  await chain.getByRole('radio', { name: 'Numbers' }).click()
  // k s' + s k' = 15 · 6 + 9 · 5.
  await expect.poll(lines).toContain('135')
  expect(await chain.innerText()).toContain('equal to the engine’s number')
  await app.select('u')
  await app.key('Shift+G')
  await chain.getByText(/0, because .* does not depend on/).waitFor()
})

it('copies a formula as LaTeX', async () => {
  await chip('gradient on the wire from W₂').click()
  await stage('Shapes').hover()
  await stage('Shapes').getByRole('button', { name: 'Copy as LaTeX' }).first().click()
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toContain(
    String.raw`(3, 2) = (3, 1)\,(1, 2)`,
  )
})

describe('the timeline and the explanation', () => {
  it('stepping shows the step again; a number that is not reached is not told, and its step can be gone to', async () => {
    await chip('gradient on the wire from W₁').click()
    await stage('Result').waitFor()
    await button('Step back').click()
    await app.timeline.getByRole('region', { name: 'Rule' }).waitFor()
    await app.key('Alt+ArrowLeft')
    expect(await app.timeline.innerText()).toContain(
      'The timeline has not reached this number: step 10 makes it.',
    )
    expect(await stage('Result').count()).toBe(0)
    await button('Go to step 10').click()
    await stage('Result').waitFor()
  })

  it('closes on demand, and forgets with another document', async () => {
    await chip('value of L').click()
    await button('Close the explanation').click()
    expect(await stage('Symbols').count()).toBe(0)
    await open('other', 'x:parameter=3; L:square(x)')
    await app.settled()
    expect(await button('Back to the number before').count()).toBe(0)
  })

  it('says so when the number is gone with its node', async () => {
    await open('gone', 'x:parameter=3; y:square(x); L:exp(y)')
    await chip('value of y').click()
    await app.select('y')
    await app.key('Delete')
    await app.timeline.getByText('Nothing to explain here').waitFor()
    await app.key('Control+z')
    await stage('Result').waitFor()
  })
})

/** The gradient check in the browser: badges at the nodes, the table and the detail, old after an edit, given up when asked, all by keyboard. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { completed } from '../../shared/engine/check'
import { checkOf, curvesOf } from '../../shared/engine/checkReport'
import { formatNumber } from '../../shared/formula/formatNumber'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const tab = (name: string) => app.timeline.getByRole('tab', { name })
const button = (name: string) => app.timeline.getByRole('button', { name })
const field = (name: string) => app.timeline.getByRole('textbox', { name })
const table = () => app.timeline.getByRole('table', { name: 'What the check found' })
const row = (name: string) =>
  table()
    .getByRole('row')
    .filter({ has: app.page.getByLabel(`Select ${name}`, { exact: true }) })
const cells = (name: string) => row(name).getByRole('cell').allInnerTexts()
const detail = (name: string) => app.timeline.getByRole('region', { name: `Check of ${name}`, exact: true })
const badge = (name: string) => app.node(name).getByRole('button', { name: /^Gradient check/ })
const badgeText = (name: string) => badge(name).getAttribute('aria-label')
const badges = () => app.page.locator('.check-badge')
const selected = (name: string) => app.page.locator('.react-flow__node.selected').and(app.node(name))
const says = (text: string | RegExp) => app.timeline.getByRole('status').getByText(text).waitFor()

const open = (name: string, text: string) =>
  app.openFile(`${name}.circuit`, Buffer.from(serializeCircuitFile(circuit(text))))

async function notesNetwork() {
  const file = parseCircuitFile(await readFile('shared/gallery/notes-mlp-2-3-2.circuit', 'utf8'))
  if (!file.ok) throw new Error(file.reason)
  return file.document.circuit
}

/** So many entries, and so much work for each, that it takes many seconds. */
async function beginLong() {
  await open(
    'long',
    'x:parameter=normal(300,300;1); W:parameter=normal(300,300;2); p:matmul(x,W); t:tanh(p); L:sum(t)',
  )
  await tab('Gradient check').click()
  await field('Samples').fill('90000')
  await app.key('Enter')
  await button('Check all gradients').click()
  await expect
    .poll(() => app.timeline.getByRole('progressbar').evaluate(bar => (bar as HTMLProgressElement).value))
    .toBeGreaterThan(0)
}

it('checks every parameter and input: a badge at each, and the numbers of the engine in the table', async () => {
  await tab('Gradient check').click()
  await app.timeline.getByText('Holds every gradient that backprop gives').waitFor()
  expect(await badges().count()).toBe(0)
  await button('Check all gradients').click()
  await says('All 5 gradients pass: no relative error is above 1e−7.')
  expect(await badges().count()).toBe(5)
  expect(await badgeText('W_1')).toMatch(/^Gradient check: gradient passes, relative error at most \d/)
  expect(await badge('y').count()).toBe(0)

  const whole = await notesNetwork()
  const result = completed(checkOf(whole))
  if (!result.ok) throw new Error(result.why)
  const { worst, entries } = result.leaves.find(({ name }) => name === 'W_1')!
  const [verdict, has, checked, out, , backprop, difference, relative] = await cells('W₁')
  expect([verdict, has, checked, out]).toEqual(['passes', String(entries), String(entries), '0'])
  expect([backprop, difference, relative]).toEqual([
    formatNumber(worst!.analytic),
    formatNumber(worst!.numeric),
    formatNumber(worst!.relative, 2),
  ])
})

it('shows of the selected row the entries and the curves that the engine computes', async () => {
  await tab('Gradient check').click()
  await button('Check all gradients').click()
  await row('W₁').getByRole('cell').nth(1).click()
  await selected('W_1').waitFor()
  expect(await row('W₁').getAttribute('aria-current')).toBe('true')
  await detail('W₁')
    .getByRole('img', { name: /^6 entries compared/ })
    .waitFor()
  expect(await detail('W₁').locator('.check-map .check-cell.pass').count()).toBe(6)
  expect(await detail('W₁').getByRole('table', { name: 'Entries' }).getByRole('row').count()).toBe(7)

  const { float64, float32 } = completed(curvesOf(await notesNetwork(), { leaf: await idOf('W_1'), seed: 1 }))
  if (!float64.ok || !float32.ok) throw new Error('no curves')
  const plot = detail('W₁').getByRole('img', { name: /^Least:/ })
  await plot.waitFor()
  const spoken = await plot.getAttribute('aria-label')
  expect(spoken).toContain(`at ${formatNumber(float64.best!, 2)} in float64`)
  expect(spoken).toContain(`at ${formatNumber(float32.best!, 2)} in float32`)
  const drawn = [...float64.points, ...float32.points].filter(({ error }) => error !== null)
  expect(await plot.locator('.point').count()).toBe(drawn.length)
  expect(await plot.locator('.best').count()).toBe(2)

  await app.select('b_2')
  await detail('b₂')
    .getByRole('img', { name: /^2 entries compared/ })
    .waitFor()
})

const idOf = async (name: string) => (await notesNetwork()).nodes.find(node => node.name === name)!.id

it('is old after an edit, dimmed and said so at every badge, and current again after its undo', async () => {
  await app.key('Control+Shift+K')
  await says('All 5 gradients pass')
  await app.select('a_1')
  await app.key('Delete')
  await says('Checked before the last edit.')
  expect(await badgeText('x')).toMatch(/^Gradient check before the last edit: gradient passes/)
  await expect.poll(() => badge('x').evaluate(x => Number(getComputedStyle(x).opacity))).toBeLessThan(0.5)
  await button('Check again').click()
  await app.timeline.getByText('There is no node to start backprop from').waitFor()
  expect(await badges().count()).toBe(0)
  await app.key('Control+z')
  await button('Check again').click()
  await says('All 5 gradients pass')
  expect(await badge('x').evaluate(x => Number(getComputedStyle(x).opacity))).toBe(1)
  await app.menu('File', 'New(?! from)')
  await button('Check all gradients').waitFor()
  expect(await badges().count()).toBe(0)
})

it('leaves out an entry beside a kink, leads to its node, and says of zeros that they show nothing', async () => {
  await open(
    'kinks',
    'x:parameter=[[0.000001,2],[3,-1]]; c:input=[1,2]; t:threshold(c); m:sum(t); r:relu(x); s:sum(r); L:add(s,m)',
  )
  await app.key('Control+Shift+K')
  await says(/^1 gradient passes: .* It shows nothing of c\.$/)
  expect((await cells('x')).slice(0, 4)).toEqual(['passes', '4', '3', '1'])
  expect((await cells('c'))[0]).toBe('shows nothing')
  expect(await badgeText('x')).toMatch(/1 entry is left out: .* different sides of a kink of r \(ReLU\)$/)
  expect(await badge('x').innerText()).toBe('1')
  expect(await badgeText('c')).toBe('Gradient check: gradient shows nothing')
  await table().getByLabel('Select x').click()
  expect(await detail('x').locator('.check-map .check-cell').first().getAttribute('title')).toMatch(
    /^1, 1: left out; backprop 1, difference 0\.55/,
  )
  await detail('x').getByRole('list', { name: 'Entries left out' }).getByLabel('Select r').click()
  await selected('r').waitFor()
})

it('says that a large tensor is sampled, as many entries as one chooses', async () => {
  await open('large', 'W:parameter=normal(20,30;1); q:square(W); L:sum(q)')
  await tab('Gradient check').click()
  await field('Samples').fill('7')
  await app.timeline.getByRole('radio', { name: 'float32' }).click()
  expect(await field('Step').inputValue()).toBe('5e-3')
  await button('Check all gradients').click()
  await says(/^1 gradient passes: .* 1e−4/)
  expect((await cells('W')).slice(1, 3)).toEqual(['600', '7 sampled'])
  await detail('W').getByText('7 of the 600 entries were drawn at random').waitFor()
  await field('Step').fill('-1')
  await app.key('Enter')
  await app.timeline.getByText('The step must be a number above 0; it is -1.').waitFor()
})

describe('a long check', () => {
  it('tells how far it is, and stops when asked', async () => {
    await beginLong()
    await app.timeline.getByText(/^[\d,]+ of 180,000 entries$/).waitFor()
    await button('Cancel').click()
    await says('Cancelled.')
    expect(await app.timeline.getByRole('progressbar').count()).toBe(0)
    expect(await badges().count()).toBe(0)
  })

  it('keeps no edit waiting, and is given up by it', async () => {
    await beginLong()
    await app.select('t')
    await app.key('Delete')
    await says('Given up: the circuit was edited meanwhile.')
    await app.settled()
    expect(await button('Cancel').count()).toBe(0)
  })
})

it('needs no mouse', async () => {
  await app.key('Control+Shift+K')
  await says('All 5 gradients pass')
  await tab('Gradient check').focus()
  // The button, three fields, the arithmetic, then the names in the table.
  for (let i = 0; i < 6; i++) await app.key('Tab')
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Select x')
  await app.key('Tab')
  await app.key('Enter')
  await selected('W_1').waitFor()
  await detail('W₁').getByRole('table', { name: 'Entries' }).waitFor()
  expect(await app.node('W_1').getAttribute('aria-label')).toContain('Gradient check: gradient passes')
  await app.key('Control+k')
  await app.page.keyboard.type('check all gra')
  await app.key('Enter')
  await says('All 5 gradients pass')
})

it('finds a gradient that is wrong: the rule of softplus no longer fits what softplus computes', async () => {
  await app.page.route('**/worker-*.js', async route => {
    const answer = await route.fetch()
    const broken = 'const exact = Math.log1p; Math.log1p = x => 1.01 * exact(x);'
    await route.fulfill({ response: answer, body: broken + (await answer.text()) })
  })
  await app.page.reload()
  await app.settled()
  await open(
    'wrong',
    'x:parameter=[0.3,-0.2]; w:parameter=2; q:square(w); s:softplus(x); m:sum(s); L:add(m,q)',
  )
  await app.key('Control+Shift+K')
  await says(/^The gradient of x is wrong: its relative error is above 1e−4\. 1 gradient passes/)
  expect((await cells('x'))[0]).toBe('is wrong')
  expect((await cells('w'))[0]).toBe('passes')
  expect(await badgeText('x')).toMatch(/^Gradient check: gradient is wrong/)
  // The worst is shown without being asked for.
  await detail('x').locator('.check-map .check-cell.fail').nth(1).waitFor()
})

it('leaves the canvas its room in a small window', async () => {
  await app.page.setViewportSize({ width: 900, height: 600 })
  await app.key('Control+Shift+K')
  await says('All 5 gradients pass')
  const canvas = (await app.page.locator('.canvas').boundingBox())!
  expect(canvas.height).toBeGreaterThan(310)
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(900)
})

it('its key works in its own fields too, with what has just been typed', async () => {
  await tab('Gradient check').click()
  await field('Step').fill('1e-4')
  await app.key('Control+Shift+K')
  await says(/^All 5 gradients/)
  expect(await field('Step').inputValue()).toBe('1e-4')
})

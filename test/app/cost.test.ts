/** The Cost tab: what it shows is what the engine counts, in numbers and symbols, and the time is measured in the browser. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { timelineTabs } from '../../renderer/store/timelineTabs'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { costOf, type Expense } from '../../shared/engine/cost'
import { graphOf } from '../../shared/engine/graph'
import { countText } from '../../shared/formula/quantities'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const tab = (name: string) => app.timeline.getByRole('tab', { name })
const table = () => app.timeline.getByRole('table')
const row = (name: string) =>
  table()
    .getByRole('row')
    .filter({ has: app.page.getByLabel(`Select ${name}`) })
const total = async () => (await table().getByRole('row').last().getByRole('cell').allInnerTexts()).slice(1)
const side = () => app.timeline.getByRole('region', { name: 'Cost in all' })
/** What stands beside a word in the list of facts. */
const fact = (word: string) =>
  side().locator('dt', { hasText: word }).locator('xpath=following-sibling::dd[1]')
/** The polynomial as it was typeset. */
const tex = (cell: number) => row('z₁').getByRole('cell').nth(cell).locator('annotation').textContent()
const selected = (name: string) => app.page.locator('.react-flow__node.selected').and(app.node(name))
const numbers = ({ multiplyAdds, entries, bytes }: Expense) =>
  [multiplyAdds, entries, bytes].map(({ number }) => countText(number))

const open = (name: string, text: string) =>
  app.openFile(`${name}.circuit`, Buffer.from(serializeCircuitFile(circuit(text))))

it('shows what the engine counts for the notes’ network, in numbers and in symbols', async () => {
  await tab('Cost').click()
  const text = await readFile('shared/gallery/notes-mlp-2-3-2.circuit', 'utf8')
  const file = parseCircuitFile(text)
  if (!file.ok) throw new Error(file.reason)
  const { circuit: whole } = file.document
  const { nodes, all, axes } = costOf(whole, graphOf(whole))
  expect(await total()).toEqual([...numbers(all.forward), ...numbers(all.backward)])
  const first = await row('z₁').getByRole('cell').allInnerTexts()
  expect(first).toEqual(['Affine', ...numbers(nodes[0]!.forward), ...numbers(nodes[0]!.backward)])

  await side().getByRole('radio', { name: 'Symbols' }).click()
  expect(await tex(1)).toBe(String.raw`N\,D\,H`)
  expect(await tex(4)).toBe(String.raw`2\,N\,D\,H`)
  await table().getByText('The symbols also count what only a longer N makes work of').waitFor()
  const legend = await side().locator('.cost-axes annotation').allTextContents()
  expect(legend).toEqual(axes.map(({ name, size }) => `${name} = ${size}`))
})

it('is reached by keyboard, and left again', async () => {
  await tab('Explain').focus()
  // It is the last one.
  await app.key('End')
  await table().waitFor()
  await app.key('Tab')
  await app.key('Enter')
  await selected('z_1').waitFor()
  await app.key('Control+Alt+3')
  await expect.poll(() => table().count()).toBe(0)
  await app.key(`Control+Alt+${3 + timelineTabs.findIndex(({ id }) => id === 'cost')}`)
  await table().waitFor()
  await app.menu('View', 'Show explanation')
  expect(await app.timeline.innerText()).toContain('With its numbers')
})

it('a row selects its node, and the row of the selected node is marked', async () => {
  await tab('Cost').click()
  await row('a₁').getByRole('cell').nth(2).click()
  await selected('a_1').waitFor()
  expect(await row('a₁').getAttribute('aria-current')).toBe('true')
  await app.select('z_2')
  await expect.poll(() => row('z₂').getAttribute('aria-current')).toBe('true')
  expect(await row('a₁').getAttribute('aria-current')).toBeNull()
})

it('measures the time when asked, and dims it once the circuit has changed', async () => {
  await tab('Cost').click()
  const measure = () => side().getByRole('button', { name: 'Measure' }).click()
  expect(await fact('Time forward').innerText()).toBe('–')
  await measure()
  await side().getByText('Medians on this machine').waitFor()
  for (const phase of ['forward', 'backward']) {
    const words = await fact(`Time ${phase}`).innerText()
    expect(words).toMatch(/^[\d.,]+ (ns|µs|ms)$/)
    expect(Number.parseFloat(words)).toBeGreaterThan(0)
  }
  await app.select('a_1')
  await app.key('Delete')
  await side().getByText('Measured before the last edit').waitFor()
  expect(await fact('Time forward').getAttribute('data-stale')).toBe('true')
  await app.key('Control+z')
  await side().getByText('Medians on this machine').waitFor()
})

describe('a circuit that is', () => {
  it('empty or broken is told in a sentence, or counted as far as it goes', async () => {
    await tab('Cost').click()
    await app.menu('File', 'New(?! from)')
    await app.timeline.getByText('Nothing to count yet. What each op costs').waitFor()
    await open('all-broken', 'z:add()')
    await app.timeline.getByText('Nothing to count yet: no node').waitFor()
    await open('half-broken', 'x:input=normal(2,3;1); y:tanh(x); z:add(y)')
    await table().getByText('One node cannot be computed yet; it is not counted.').waitFor()
    expect(await row('y').getByRole('cell').allInnerTexts()).toEqual([
      'tanh',
      '0',
      '6',
      '96',
      '0',
      '6',
      '144',
    ])
  })

  it('too large for memory is counted, but not measured', async () => {
    await tab('Cost').click()
    const long = Array.from({ length: 20 }, (_, i) => `n${i}:tanh(${i ? `n${i - 1}` : 'x'})`).join('; ')
    await open('memory', `x:parameter=zeros(2000,2000;0); ${long}; L:sum(n19)`)
    expect(await fact('Memory held').innerText()).toMatch(/GB$/)
    await side().getByRole('button', { name: 'Measure' }).click()
    await side().getByText('It needs more memory than it may take').waitFor()
  })

  it('of hundreds of nodes is counted by the engine, and shows its costliest rows', async () => {
    await tab('Cost').click()
    const chain = Array.from({ length: 600 }, (_, i) => `n${i}:tanh(${i ? `n${i - 1}` : 'x'})`).join('; ')
    await open('long', `x:parameter=normal(2,3;1); ${chain}; L:sum(n599)`)
    await table().getByText('… and 501 more; the costliest 100 are shown.').waitFor()
    expect((await total())[1]).toBe(countText(600 * 6 + 1))
    expect(await table().locator('tbody').getByRole('rowheader').count()).toBe(100)
  })
})

it('leaves the canvas its room in a small window', async () => {
  await app.page.setViewportSize({ width: 900, height: 600 })
  await tab('Cost').click()
  await side().getByRole('radio', { name: 'Symbols' }).click()
  const canvas = (await app.page.locator('.canvas').boundingBox())!
  expect(canvas.height).toBeGreaterThan(310)
  const timeline = (await app.timeline.boundingBox())!
  expect(timeline.y + timeline.height).toBe(600)
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(900)
})

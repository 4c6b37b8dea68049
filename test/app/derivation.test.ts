/** The derivation beside the canvas: read, chosen from, copied, exported and printed, by mouse and by keyboard. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { derivationOf, texOf } from '../../shared/engine/derivation'
import { latexOf } from '../../shared/export/latex'
import { markdownOf } from '../../shared/export/markdown'
import { numbered } from '../../shared/export/numbered'
import { circuit } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const panel = () => app.page.getByRole('complementary', { name: 'Derivation' })
const equation = (number: number) =>
  panel()
    .getByRole('listitem')
    .filter({ has: app.page.getByRole('button', { name: new RegExp(`^Equation ${number}:`) }) })
const number = (n: number) => panel().getByRole('button', { name: new RegExp(`^Equation ${n}:`) })
const copied = () => app.page.evaluate(() => navigator.clipboard.readText())
const selected = (name: string) => app.page.locator('.react-flow__node.selected').and(app.node(name))
const focused = () => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
/** The TeX that an equation was typeset from, line by line. */
const tex = (n: number) => equation(n).locator('annotation').allTextContents()

async function notes() {
  const file = parseCircuitFile(await readFile('shared/gallery/notes-mlp-2-3-2.circuit', 'utf8'))
  if (!file.ok) throw new Error(file.reason)
  const { about, circuit: whole } = file.document
  const { run, ...rest } = throughEngine(whole)
  const of = (withNumbers: boolean) => ({
    about,
    name: 'notes-mlp-2-3-2',
    sections: derivationOf(withNumbers ? { ...rest, run } : rest),
  })
  const all = numbered(of(false).sections).flatMap(section => section.equations)
  const numberOf = (line: string) => all.find(it => texOf(it.equation) === line)!.number!
  return { of, all, numberOf }
}
const dL = (of: string) => String.raw`\frac{\partial L}{\partial ${of}}`

it('shows every equation, numbered, and each goes on with its numbers when asked', async () => {
  const { all, numberOf } = await notes()
  await app.menu('View', 'Show derivation')
  await panel().getByRole('heading', { name: 'Two-layer network, 2-3-2' }).waitFor()
  expect(await panel().getByRole('listitem').count()).toBe(all.length)
  const first = numberOf(String.raw`z_{1} = x\,W_{1} + b_{1}`)
  expect(await tex(first)).toEqual([String.raw`\displaystyle z_{1} = x\,W_{1} + b_{1}`])
  await panel().getByRole('radio', { name: 'With numbers' }).click()
  await expect.poll(() => tex(first)).toHaveLength(3)
  expect((await tex(first))[2]).toContain('-0.6900 & 1.220 & -1.470')
})

it('an equation selects its node, and a node its equations', async () => {
  const { numberOf } = await notes()
  await app.key('d')
  const gradient = numberOf(`${dL('W_{2}')} = ${String.raw`a_{1}^{\top}\,`}${dL('z_{2}')}`)
  await equation(gradient).scrollIntoViewIfNeeded()
  await equation(gradient).click({ position: { x: 380, y: 12 } })
  await selected('W_2').waitFor()
  expect(await equation(gradient).getAttribute('aria-current')).toBe('true')

  await panel()
    .locator('.derivation-scroll')
    .evaluate(scroller => scroller.scrollTo(0, scroller.scrollHeight))
  const forward = numberOf(String.raw`a_{1} = \tanh z_{1}`)
  await app.node('a_1').click()
  await expect.poll(() => equation(forward).getAttribute('aria-current')).toBe('true')
  expect(await equation(gradient).getAttribute('aria-current')).toBeNull()
  await expect
    .poll(async () => {
      const [row, scroller] = [await equation(forward).boundingBox(), await panel().boundingBox()]
      return row!.y > scroller!.y && row!.y + row!.height < scroller!.y + scroller!.height
    })
    .toBe(true)
})

it('brings the node of an equation into view where it is out of it', async () => {
  const chain = Array.from({ length: 60 }, (_, i) => `n${i}:tanh(${i ? `n${i - 1}` : 'x'})`).join('; ')
  await app.openFile('long.circuit', Buffer.from(serializeCircuitFile(circuit(`x:parameter=1; ${chain}`))))
  await app.key('Control+0')
  await app.key('d')
  await number(61).click()
  await expect
    .poll(async () => {
      const [node, canvas] = [
        await app.node('n59').boundingBox(),
        await app.page.locator('.canvas').boundingBox(),
      ]
      return node !== null && node.x >= canvas!.x && node.x + node.width <= canvas!.x + canvas!.width
    })
    .toBe(true)
})

it('is gone through, copied from and closed by keyboard alone', async () => {
  const { all } = await notes()
  await app.key('d')
  await panel().waitFor()
  await expect.poll(focused).toBe('Derivation')
  for (let i = 0; i < 4; i++) await app.key('Tab')
  await expect.poll(focused).toMatch(/^Equation 1: select x/)
  await app.key('ArrowDown')
  await selected('W_1').waitFor()
  await app.key('End')
  await expect.poll(focused).toMatch(/^What y uses: select|^What .* uses: select/)
  await app.key('Home')
  await selected('x').waitFor()
  for (let i = 0; i < 6; i++) await app.key('ArrowDown')
  await selected('z_1').waitFor()
  // The timeline does not move by keys that go through the list.
  expect(await app.where()).toBe('Step 10 of 10')
  await app.key('Tab')
  expect(await focused()).toBe('Copy equation 7 as LaTeX')
  await app.key('Enter')
  await panel().getByText('Equation 7 copied').waitFor()
  expect(await copied()).toBe(texOf(all[6]!.equation))
  // The next stop is outside of the list: one equation at a time is in the round of Tab.
  await app.key('Tab')
  expect(await panel().evaluate(it => it.contains(document.activeElement))).toBe(false)
  await app.key('d')
  await expect.poll(() => panel().count()).toBe(0)
})

it('an equation is copied by mouse as LaTeX, without choosing it', async () => {
  const { all } = await notes()
  await app.key('d')
  await equation(7).hover()
  await equation(7).getByRole('button', { name: 'Copy equation 7 as LaTeX' }).click()
  await equation(7).getByText('Copied').waitFor()
  expect(await copied()).toBe(texOf(all[6]!.equation))
  expect(await app.page.locator('.react-flow__node.selected').count()).toBe(0)
})

it('exports what is shown as LaTeX and as Markdown', async () => {
  const { of } = await notes()
  const exported = async (choose: () => Promise<void>) => {
    const [download] = await Promise.all([app.page.waitForEvent('download'), choose()])
    return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')]
  }
  expect(await exported(() => app.menu('File', 'Export derivation as LaTeX'))).toEqual([
    'notes-mlp-2-3-2.tex',
    latexOf(of(false)),
  ])
  await app.notice.getByText('notes-mlp-2-3-2.tex was saved.').waitFor()
  await app.key('d')
  await panel().getByRole('radio', { name: 'With numbers' }).click()
  const markdown = await exported(async () => {
    await panel().getByRole('button', { name: 'Export' }).click()
    await app.page.getByRole('menuitem', { name: 'Export derivation as Markdown' }).click()
  })
  expect(markdown).toEqual(['notes-mlp-2-3-2.md', markdownOf(of(true))])
  // The circuit itself is neither saved nor named anew by it.
  expect(await app.page.title()).toBe('notes-mlp-2-3-2.circuit — Chainrule')
})

it('prints the document alone, with every equation, also those that were never in sight', async () => {
  const { all } = await notes()
  await app.page.evaluate(() => {
    const seen = () => document.querySelectorAll('.equation .katex-mathml').length
    Object.assign(window, { printed: [], print: () => (window as never as Prints).printed.push(seen()) })
  })
  await app.key('Control+p')
  await expect.poll(() => app.page.evaluate(() => (window as never as Prints).printed)).toEqual([all.length])
  await app.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await app.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  const visible = (selector: string) => app.page.locator(selector).first().isVisible()
  expect(await visible('.derivation-sheet')).toBe(true)
  for (const other of ['.top-bar', '.op-palette', '.canvas', '.timeline', '.derivation-head'])
    expect(await visible(other), other).toBe(false)
  const colours = await panel().evaluate(it => [
    getComputedStyle(it).backgroundColor,
    getComputedStyle(it).color,
  ])
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
  expect(await equation(7).evaluate(it => getComputedStyle(it).breakInside)).toBe('avoid')
  // All of it is on the page: nothing is left in a box that scrolls.
  expect(await panel().evaluate(it => it.scrollHeight - it.clientHeight)).toBeLessThanOrEqual(1)
})
interface Prints {
  readonly printed: number[]
}

it('follows an edit, and says what there is for an empty or a broken circuit', async () => {
  await app.key('d')
  await app.node('a_1').click()
  await app.key('Delete')
  await panel().getByText('Left out, because they cannot be computed: z₂, p, L.').waitFor()
  await app.key('Control+z')
  await expect.poll(() => panel().getByText('Left out').count()).toBe(0)
  await app.menu('File', 'New(?! from)')
  await panel().getByText('Nothing to derive yet.').waitFor()
  await panel().getByRole('button', { name: 'Export' }).click()
  const item = app.page.getByRole('menuitem', { name: 'Export derivation as LaTeX' })
  expect(await item.getAttribute('aria-disabled')).toBe('true')
})

it('is dimmed while a newer circuit is being computed', async () => {
  const layers = Array.from({ length: 8 }, (_, i) => `h${i + 1}:matmul(h${i},W)`).join('; ')
  const slow = `W:parameter=normal(700,700;1); h0:parameter=normal(700,700;2); ${layers}; L:sum(h8)`
  await app.openFile('slow.circuit', Buffer.from(serializeCircuitFile(circuit(slow))))
  await app.key('d')
  await panel().getByRole('listitem').first().waitFor()
  expect(await panel().getAttribute('data-stale')).toBeNull()
  await app.node('h8').click()
  await app.page.evaluate(() => {
    const panel = document.querySelector('.derivation')!
    const seen: string[] = []
    new MutationObserver(() => seen.push(String(panel.hasAttribute('data-stale')))).observe(panel, {
      attributes: true,
      attributeFilter: ['data-stale'],
    })
    Object.assign(window, { stale: seen })
  })
  await app.key('Delete')
  await expect
    .poll(() => app.page.evaluate(() => (window as never as { stale: string[] }).stale), { timeout: 40_000 })
    .toEqual(['true', 'false'])
})

it('of 300 nodes opens at once, as it typesets only what is near', async () => {
  const chain = Array.from({ length: 300 }, (_, i) => `n${i}:tanh(${i ? `n${i - 1}` : 'x'})`).join('; ')
  await app.openFile('long.circuit', Buffer.from(serializeCircuitFile(circuit(`x:parameter=1; ${chain}`))))
  const ms = await app.page.evaluate(async () => {
    const begun = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'd', code: 'KeyD' }))
    while (!document.querySelector('.equation .katex')) await new Promise(requestAnimationFrame)
    return performance.now() - begun
  })
  expect(await panel().getByRole('listitem').count()).toBeGreaterThan(600)
  expect(await panel().locator('.equation-line').count()).toBeLessThan(100)
  // It was 0.5 to 0.8 s with four programs at work on each core; a test asks less.
  expect(ms).toBeLessThan(2000)
})

it('leaves the canvas its room, and stands in the place of the inspector unless there is room for both', async () => {
  await app.key('d')
  await panel().waitFor()
  expect(await app.inspector.count()).toBe(0)
  for (const [width, height] of [
    [1440, 900],
    [900, 600],
  ] as const) {
    await app.page.setViewportSize({ width, height })
    const [canvas, box] = [await app.page.locator('.canvas').boundingBox(), await panel().boundingBox()]
    expect(canvas!.width).toBeGreaterThan(400)
    expect(box!.width).toBeGreaterThanOrEqual(420)
    expect(box!.x + box!.width).toBe(width)
  }
  await app.page.setViewportSize({ width: 1700, height: 900 })
  await app.inspector.waitFor()
})

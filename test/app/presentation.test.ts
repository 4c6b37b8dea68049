/** Bookmarks with captions on the timeline, and showing a circuit to a class. */
import { describe, expect, it } from 'vitest'
import type { StepPlace } from '../../shared/document/document'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const ribbon = () => app.timeline.getByRole('button', { name: 'Bookmark here' })
const caption = () => app.timeline.getByLabel('Caption', { exact: true })
const mark = (step: number) =>
  app.timeline.getByRole('button', { name: new RegExp(`^Bookmark at step ${step}:`) })
const marks = () => app.timeline.getByRole('button', { name: /^Bookmark at / }).count()
const listed = () => app.inspector.getByRole('region', { name: 'Bookmarks' })
const stage = () => app.page.getByRole('region', { name: 'Presentation' })
const words = () => app.page.locator('.stage-words')
const progress = () => stage().getByRole('progressbar').getAttribute('aria-valuenow')
const steps = async (expected: number) => expect.poll(progress).toBe(String(expected))
const present = async () => {
  await app.key('Control+Alt+p')
  await stage().waitFor()
}
const saysNothing = async () => {
  await expect.poll(() => stage().count()).toBe(0)
}

const open = (text: string, bookmarks: readonly { at: StepPlace; caption: string }[] = []) =>
  app.openFile('mine.circuit', Buffer.from(serializeCircuitFile(circuit(text, { lesson: { bookmarks } }))))

describe('a bookmark', () => {
  it('is added and captioned by mouse, stands above its step, and is gone to', async () => {
    await app.key('Home')
    await app.key('.')
    expect(await marks()).toBe(6)
    await ribbon().click()
    await mark(1).waitFor()
    await caption().click()
    await app.page.keyboard.type('The first sum, z_1.')
    await app.key('Enter')
    await app.timeline.getByRole('button', { name: 'Bookmark at step 1: The first sum, z₁.' }).waitFor()

    await mark(7).click()
    expect(await app.where()).toBe('Step 7 of 10')
    expect(await caption().inputValue()).toContain('gradient of z₂ is simply p − y')
    await mark(1).hover()
    await app.page.getByRole('tooltip').filter({ hasText: 'The first sum' }).waitFor()

    const [bar, ribbonOf7] = await Promise.all([
      app.page.locator('.timeline-steps.backward .timeline-step').nth(1).boundingBox(),
      mark(7).boundingBox(),
    ])
    expect(ribbonOf7!.x + ribbonOf7!.width / 2).toBeCloseTo(bar!.x + bar!.width / 2, 0)

    await ribbon().click()
    await expect.poll(() => mark(7).count()).toBe(0)
  })

  it('is set, captioned, undone, and walked between by keyboard alone', async () => {
    await app.key('Home')
    await app.key('b')
    await app.timeline.getByRole('button', { name: 'Bookmark at the start: no caption' }).waitFor()
    await app.key('Shift+B')
    await app.page.keyboard.type('Six arrays are given. Space and b are only letters here.')
    await app.key('Enter')
    const start = app.timeline.getByRole('button', { name: 'Bookmark at the start: Six arrays' })
    await start.waitFor()
    await app.key('Control+z')
    await app.timeline.getByRole('button', { name: 'Bookmark at the start: no caption' }).waitFor()
    await app.key('Control+z')
    await expect.poll(marks).toBe(6)
    await app.key('Control+Shift+z')
    await app.key('Control+Shift+z')
    await start.waitFor()

    const seen: string[] = []
    for (const key of [']', ']', 'Shift+ArrowRight', '[', 'Shift+ArrowLeft', '[']) {
      await app.key(key)
      seen.push(await app.where())
    }
    expect(seen).toEqual([2, 5, 7, 5, 2, 0].map(n => (n === 0 ? 'Start' : `Step ${n} of 10`)))
    await app.key('b')
    await expect.poll(marks).toBe(6)
  })

  it('is made by typing a caption where there is none, as one undo entry', async () => {
    await app.key('Home')
    await app.key('Shift+B')
    await app.page.keyboard.type('Begin.')
    await app.key('Escape')
    await expect.poll(marks).toBe(7)
    await app.key('Control+z')
    await expect.poll(marks).toBe(6)
    expect(await app.page.getByText('· edited').count()).toBe(0)
  })

  it('is saved, and there again when the file is opened', async () => {
    await app.key('Home')
    await app.key('Shift+B')
    await app.page.keyboard.type('“Begin” → ŷ')
    const saved = await app.save()
    await app.page.reload()
    await app.settled()
    await app.openFile('lesson.circuit', saved)
    await app.timeline.getByRole('button', { name: 'Bookmark at the start: “Begin” → ŷ' }).waitFor()
    expect(await app.save()).toEqual(saved)
  })

  it('whose step is not taken is kept, said so, and removed from the list', async () => {
    await open('x:parameter=1; c:constant=2; u:multiply(x,c)', [
      { at: { phase: 'backward', node: 'c' }, caption: 'A constant wants none.' },
      { at: { phase: 'forward', node: 'u' }, caption: 'One product.' },
    ])
    await listed().getByText('Not on the timeline now').waitFor()
    await listed().getByText('c, backward: A constant wants none.').waitFor()
    await listed().getByRole('button', { name: 'Step 1 One product.' }).click()
    expect(await app.where()).toBe('Step 1 of 2')
    expect((await app.save()).toString()).toContain('A constant wants none.')
    await listed().getByRole('button', { name: 'Remove the bookmark at c, backward' }).click()
    await expect.poll(() => listed().getByText('Not on the timeline now').count()).toBe(0)
    await app.key('Control+z')
    await listed().getByText('Not on the timeline now').waitFor()
  })

  it('stands in its place on a bar of more than 80 steps', async () => {
    const chain = Array.from({ length: 60 }, (_, i) => `a${i + 1}:tanh(a${i})`)
    await open(`a0:parameter=1; ${chain.join('; ')}`, [
      { at: { phase: 'forward', node: 'a30' }, caption: 'Half way.' },
      { at: { phase: 'backward', node: 'a60' }, caption: 'Turning.' },
    ])
    const runs = app.page.locator('.timeline-run')
    const [forward, backward] = [(await runs.nth(0).boundingBox())!, (await runs.nth(1).boundingBox())!]
    const middle = async (step: number) => (await app.centre(mark(step))).x
    expect(await middle(30)).toBeCloseTo(forward.x + (forward.width * 29.5) / 60, 0)
    expect(await middle(61)).toBeCloseTo(backward.x + (backward.width * 0.5) / 60, 0)
    await mark(30).click()
    expect(await app.where()).toBe('Step 30 of 120')
  })
})

describe('the presentation', () => {
  it('steps by arrow keys, shows the captions, edits nothing, and Escape brings everything back', async () => {
    await app.select('z_1')
    const panels = () =>
      app.page.locator('.top-bar, .op-palette, .inspector, .timeline').filter({ visible: true })
    const camera = () => app.page.locator('.react-flow__viewport').getAttribute('style')
    const before = await camera()
    expect(await panels().count()).toBe(4)
    await present()
    expect(await panels().count()).toBe(0)
    expect(await app.page.locator('.minimap, .zoom-controls, .legend').count()).toBe(0)

    await app.key('Home')
    await steps(0)
    expect(await words().innerText()).toContain('strikingly simple gradient to z₂')
    await app.key('ArrowRight')
    await app.key('PageDown')
    await steps(2)
    expect(await stage().innerText()).toContain('1 of 6')
    expect(await words().innerText()).toContain('tanh squeezes every hidden unit')
    await app.key('ArrowRight')
    expect(await stage().innerText()).toContain('1 of 6, from step 2')
    await app.key('Shift+ArrowRight')
    await steps(5)
    await app.key(']')
    await steps(7)
    expect(await words().innerText()).toContain('gradient of z₂ is simply p − y')
    expect(await stage().locator('.stage-title').innerText()).toMatch(/through softmax/)
    expect(await stage().locator('[aria-live]').innerText()).toMatch(/simply p − y.*Step 7 of 10: softmax/s)
    expect(await stage().locator('.stage-rules .katex').count()).toBeGreaterThan(0)
    await app.key('[')
    await app.key('PageUp')
    await steps(4)
    await app.key('End')
    await steps(10)

    const nodes = () => app.page.locator('.react-flow__node').count()
    await app.page.mouse.click(...(await on('a_1')))
    await app.page.locator('.chip.value').first().click()
    for (const key of ['Delete', 'Control+a', 'Delete', 'Control+x', 'Tab', 'b', 'Control+k', 'F5'])
      await app.key(key)
    await app.page.locator('.react-flow__pane').dblclick({ position: { x: 200, y: 10 } })
    await drag('y')
    expect(await nodes()).toBe(11)
    expect(await app.page.locator('.react-flow__node.selected, .quick-add, [role=dialog]').count()).toBe(0)

    await app.key('Escape')
    await saysNothing()
    expect(await panels().count()).toBe(4)
    expect(await app.where()).toBe('Step 10 of 10')
    await expect.poll(camera).toBe(before)
    expect(await app.timeline.getByRole('region', { name: 'Rule' }).count()).toBe(1)
    expect(await app.page.locator('.react-flow__node.selected').count()).toBe(1)
    expect(await app.page.getByText('· edited').count()).toBe(0)
  })

  it('steps by the buttons at its edges, after which Space still plays', async () => {
    await app.key('Home')
    await app.menu('View', 'Present')
    await stage().waitFor()
    await app.page.getByRole('button', { name: 'Step forward' }).filter({ visible: true }).click()
    await app.page.getByRole('button', { name: 'Step forward' }).filter({ visible: true }).click()
    await app.page.getByRole('button', { name: 'Step back' }).filter({ visible: true }).click()
    await steps(1)
    await app.key('Space')
    await expect.poll(progress, { timeout: 10_000 }).toBe('3')
    await app.key('Space')
    await app.page.getByRole('button', { name: 'End the presentation' }).click()
    await saysNothing()
  })

  it('fills the screen, and ends where the system leaves full screen', async () => {
    await present()
    const full = () => app.page.evaluate(() => document.fullscreenElement !== null)
    await expect.poll(full).toBe(true)
    await app.page.evaluate(() => document.exitFullscreen())
    await saysNothing()
    await present()
    await app.key('Escape')
    await saysNothing()
    await expect.poll(full).toBe(false)
  })

  it('in a small window shows captions of 24 px or more, whole, and nothing out of the window', async () => {
    await app.page.setViewportSize({ width: 900, height: 600 })
    await present()
    await app.key('Home')
    for (let i = 0; i < 6; i++) {
      await app.key(']')
      const { size, hidden, right } = await words().evaluate(element => ({
        size: Number.parseFloat(getComputedStyle(element).fontSize),
        hidden: element.scrollHeight - element.clientHeight,
        right: document.documentElement.scrollWidth,
      }))
      expect(size).toBeGreaterThanOrEqual(24)
      expect(hidden).toBeLessThanOrEqual(0)
      expect(right).toBe(900)
    }
    const box = (await stage().boundingBox())!
    expect(box.y + box.height).toBeCloseTo(600, 0)
  })

  it('keeps a long caption at 24 px, to be scrolled, where it does not fit', async () => {
    await app.page.setViewportSize({ width: 900, height: 600 })
    await open('x:parameter=1; u:exp(x)', [{ at: { phase: 'start' }, caption: 'many words '.repeat(45) }])
    await present()
    const [size, hidden] = await words().evaluate(element => [
      Number.parseFloat(getComputedStyle(element).fontSize),
      element.scrollHeight - element.clientHeight,
    ])
    expect(size).toBe(24)
    expect(hidden).toBeGreaterThan(0)
  })

  it('of a long circuit follows the steps so that they can be read', async () => {
    await app.page.emulateMedia({ reducedMotion: 'reduce' })
    const chain = Array.from({ length: 40 }, (_, i) => `a${i + 1}:tanh(a${i})`)
    await open(`a0:parameter=1; ${chain.join('; ')}`)
    await app.key('Home')
    await present()
    for (let i = 1; i <= 25; i++) await app.key('ArrowRight')
    await steps(25)
    // What is read and what is computed stand left and right of the middle.
    const middle = app.page.viewportSize()!.width / 2
    await expect
      .poll(async () => Math.abs((await on('a24'))[0] + (await on('a25'))[0] - 2 * middle))
      .toBeLessThan(1)
    expect((await app.node('a25').boundingBox())!.width).toBeGreaterThan(56)
  })
})

const on = async (name: string) => {
  const { x, y } = await app.centre(app.node(name))
  return [x, y] as const
}

/** Tries to move a node. */
async function drag(name: string) {
  const [x, y] = await on(name)
  await app.page.mouse.move(x, y)
  await app.page.mouse.down()
  await app.page.mouse.move(x + 60, y + 40, { steps: 4 })
  await app.page.mouse.up()
}

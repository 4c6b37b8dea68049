/** When things go wrong: faults of the program, an engine that dies, and keys and menus that must not do harm. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const nodes = () => app.page.locator('.react-flow__node').count()
const panel = () => app.page.getByRole('alertdialog', { name: 'Something in the program failed' })
const button = (name: string) => panel().getByRole('button', { name })
/** What the page logged is expected here. */
const takeFaults = () => app.faults.splice(0).join('\n')

describe('a fault of the program', () => {
  it('while the window is drawn leaves a panel instead of a blank window, and the circuit', async () => {
    await app.page.evaluate(() => {
      const page = window as unknown as { mend: () => void }
      const { flatMap } = Array.prototype
      page.mend = () => {
        Array.prototype.flatMap = flatMap
      }
      Array.prototype.flatMap = () => {
        throw new Error('internal: trial')
      }
    })
    await app.key('Control+k')
    await panel().waitFor()
    expect(await panel().innerText()).toContain('internal: trial')
    expect(await app.page.locator('.canvas').count()).toBe(0)

    const [download] = await Promise.all([app.page.waitForEvent('download'), button('Save as…').click()])
    const saved = parseCircuitFile(await readFile(await download.path(), 'utf8'))
    expect(saved.ok && saved.document.circuit.nodes.length).toBe(11)

    await app.page.evaluate(() => (window as unknown as { mend: () => void }).mend())
    await button('Try again').click()
    await app.key('Escape')
    await app.settled()
    await expect.poll(nodes).toBe(11)
    expect(await panel().count()).toBe(0)
    expect(takeFaults()).toContain('internal: trial')
  })

  it('that nobody caught is told once over the window, with details to copy', async () => {
    await app.page.evaluate(() => {
      setTimeout(() => {
        throw new Error('internal: first')
      })
      setTimeout(() => void Promise.reject(new Error('internal: second')), 10)
    })
    await panel().waitFor()
    await button('Copy details').click()
    await button('Copied').waitFor()
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toContain('internal: first')
    await button('Try again').click()
    await expect.poll(() => panel().count()).toBe(0)
    expect(await nodes()).toBe(11)
    expect(takeFaults()).toContain('internal: second')
  })
})

it('an engine that cannot start is told, and computes again once it can', async () => {
  const worker = /worker-.*\.js/
  await app.page.route(worker, route => route.abort())
  await app.page.reload()
  await app.notice.getByText('This could not be computed').waitFor()
  expect(await app.page.locator('.timeline').innerText()).toContain('A fault in the program')
  await app.page.unroute(worker)
  await app.select('a_1')
  await app.key('Delete')
  await app.settled()
  expect(await app.notice.innerText()).toBe('')
  expect(await app.page.locator('.timeline').innerText()).not.toContain('A fault in the program')
  takeFaults()
})

describe('a computation that takes long', () => {
  // Three products of 1400 × 1400 matrices: seconds, whatever the machine.
  const long =
    'a:parameter=normal(1400,1400;1); b:parameter=normal(1400,1400;2); c:matmul(a,b); d:matmul(c,b); L:mean(d)'
  const computing = () => app.page.locator('.timeline-computing')

  it('says so, is stopped at once by a button, keeps the circuit, and can be taken up again', async () => {
    const file = Buffer.from(serializeCircuitFile(circuit(long)))
    await app.beginOpening('long.circuit', file)
    await computing().getByText('Computing').waitFor({ state: 'visible' })
    await computing().getByRole('button', { name: 'Stop' }).click()
    await computing().getByText('Stopped').waitFor()
    expect(await nodes()).toBe(5)
    await computing().getByRole('button', { name: 'Compute again' }).click()
    await computing().getByText('Computing').waitFor({ state: 'visible' })
    await app.key('Control+.')
    await computing().getByText('Stopped').waitFor()
  })

  it('does not keep the next edit waiting', async () => {
    await app.beginOpening('long.circuit', Buffer.from(serializeCircuitFile(circuit(long))))
    await computing().getByText('Computing').waitFor({ state: 'visible' })
    await app.select('c')
    await app.key('Delete')
    await app.settled()
    expect(await computing().count()).toBe(0)
  })
})

it('what is typed after a save is one undo entry', async () => {
  await app.deselect()
  const title = app.inspector.getByLabel('Title')
  await title.fill('one')
  await app.save()
  await title.press('End')
  await app.page.keyboard.type(' two')
  await app.key('Enter')
  await app.key('Control+z')
  await expect.poll(() => title.inputValue()).toBe('one')
})

describe('Tab', () => {
  it('goes on to the next control, wherever the pointer rests', async () => {
    const search = app.page.getByLabel('Search ops')
    await search.focus()
    await app.page.locator('.react-flow__pane').hover({ position: { x: 300, y: 60 } })
    await app.key('Tab')
    await app.key('Tab')
    expect(await app.page.locator('.quick-add').count()).toBe(0)
    expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Add /)
    await app.key('Shift+A')
    await app.page.locator('.quick-add').waitFor()
  })

  it('goes from node to node', async () => {
    await app.select('x')
    await app.node('x').focus()
    await app.key('Tab')
    expect(await app.page.locator('.quick-add').count()).toBe(0)
  })
})

it('Copy of the Edit menu puts the selected nodes on the clipboard', async () => {
  await app.select('a_1')
  await app.menu('Edit', 'Copy')
  await app.key('Control+v')
  await expect.poll(nodes).toBe(12)
})

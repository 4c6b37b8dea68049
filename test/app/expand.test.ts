/** Batch norm is expanded, contracted and looked into, by mouse and by keyboard. */
import { readFile } from 'node:fs/promises'
import { beforeEach, expect, it } from 'vitest'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})
let file: Buffer
beforeEach(async () => {
  file = await readFile('shared/gallery/batchnorm.circuit')
  await app.openFile('batchnorm.circuit', file)
})

const button = (name: string) => app.inspector.getByRole('button', { name, exact: true })
const told = (text: RegExp) => app.page.getByRole('status').filter({ hasText: text }).waitFor()
const agree = '(agree to \\d\\.\\d × 10⁻¹[²³⁴-⁹]|are the same to the last bit)'
const frame = () => app.page.locator('.frame')

it('by mouse: its nine gates stand in a frame and agree; contracting gives the same file', async () => {
  const gradient = await app.read('gradient', 'W')
  await app.select('y')
  await button('Expand').click()
  await told(new RegExp(`^Expanded batch norm y into 9 ops: values and gradients ${agree}`))
  for (const name of ['mu', 'centred', 'squares', 'var', 'eps', 'var_eps', 'sigma', 'xhat', 'stretched'])
    await app.node(name).waitFor()
  expect(await frame().innerText()).toContain('batch norm')

  // The frame is around them, and all of it is seen.
  const [outer, canvas] = [(await frame().boundingBox())!, (await app.page.locator('.canvas').boundingBox())!]
  for (const name of ['mu', 'eps', 'y']) {
    const { x, y } = await app.centre(app.node(name))
    expect(x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height).toBe(true)
  }
  expect(outer.x >= canvas.x && outer.x + outer.width <= canvas.x + canvas.width).toBe(true)

  await app.settled()
  // The camera has gone to the frame, and W may be out of sight.
  await app.key('Shift+1')
  const now = await app.read('gradient', 'W')
  for (const [i, x] of gradient.entries()) expect(Math.abs(now[i]! - x)).toBeLessThan(1e-12)

  await app.select('sigma')
  await button('Contract').click()
  await told(new RegExp(`^Contracted 9 ops into batch norm y: values and gradients ${agree}`))
  expect(await frame().count()).toBe(0)
  expect(await app.save()).toEqual(file)
})

it('by keyboard: and undo gives the same file', async () => {
  await app.node('y').focus()
  await app.key('Enter')
  await app.key('Control+e')
  await told(/^Expanded batch norm y into 9 ops/)
  await app.key('Control+Shift+E')
  await told(/^Contracted 9 ops/)
  await app.key('Control+z')
  await frame().waitFor()
  await app.key('Control+z')
  await expect.poll(() => frame().count()).toBe(0)
  expect(await app.save()).toEqual(file)
})

it('a group that is read from outside is not contracted, and it is said why', async () => {
  await app.select('y')
  await app.menu('Circuit', 'Expand')
  await told(/^Expanded/)
  await app.select('a')
  await app.tab('Settings')
  await app.page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } })
  await app.menu('View', 'Fit the circuit')
  await app.wire('xhat', 'a', 'x')
  await app.select('mu')
  await app.key('Control+Shift+E')
  const refused = app.page.getByRole('alert').filter({ hasText: 'a reads x̂ from outside the group' })
  await refused.waitFor()
  expect(await frame().count()).toBe(1)
})

it('the look inside shows picture, rules and numbers, and leaves the circuit alone', async () => {
  await app.select('y')
  await app.key('Control+i')
  const dialog = app.page.getByRole('dialog', { name: 'Inside batch norm' })
  await dialog.getByRole('img', { name: 'Circuit inside batch norm y' }).waitFor()
  const rows = dialog.getByRole('table').getByRole('row')
  expect(await rows.count()).toBe(10)
  const mu = rows.nth(1)
  await expect.poll(() => mu.innerText()).toContain('mean')
  // The mean of the first column of h.
  await expect.poll(() => mu.getByRole('cell').nth(1).innerText()).toContain('1.875')
  expect(await dialog.locator('.figure .chip.gradient').count()).toBeGreaterThan(9)
  await app.key('Escape')
  await dialog.waitFor({ state: 'detached' })
  await button('Look inside').click()
  await dialog.waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await app.save()).toEqual(file)
})

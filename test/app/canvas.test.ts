/** Hand and eye on the canvas: refusals while dragging, quick-add, undo by gesture, the timeline's promises. */
import { expect, it } from 'vitest'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

/** Nodes and wires on screen; wires appear when the browser has laid out their ports. */
const counts = async () => [await nodes(), await wires()]
const nodes = () => app.page.locator('.react-flow__node').count()
const wires = () => app.page.locator('.react-flow__edge').count()
const placeOf = async (name: string) => (await app.node(name).boundingBox())!

it('refuses a wire that would close a loop, says why at the pointer, and leaves the circuit alone', async () => {
  await app.dragWire('z_2', 'a_1', 'x')
  await expect.poll(() => app.page.locator('.refusal-tip').textContent()).toMatch(/loop/)
  await app.page.mouse.up()
  await expect.poll(wires).toBe(10)
  expect(await app.page.locator('.refusal-tip').count()).toBe(0)
})

it('refuses a wire whose shape does not fit, with what was expected and what was found', async () => {
  await app.dragWire('W_2', 'z_1', 'W')
  await expect
    .poll(() => app.page.locator('.refusal-tip').textContent())
    .toMatch(/W of z_1 must be \(2, k\); it is \(3, 2\)/)
  await app.page.mouse.up()
  expect(await app.read('value', 'L')).toHaveLength(1)
})

it('offers quick-add where a wire is dropped on empty canvas, and wires the new node, as one undo entry', async () => {
  const from = await app.centre(app.port('L', 'out'))
  await app.page.mouse.move(from.x, from.y)
  await app.page.mouse.down()
  await app.page.mouse.move(from.x - 60, from.y - 150, { steps: 5 })
  await app.page.mouse.up()
  await app.page.keyboard.type('square')
  await app.key('Enter')
  await expect.poll(counts).toEqual([12, 11])
  await app.key('Control+z')
  await expect.poll(counts).toEqual([11, 10])
})

it('opens quick-add by double-click and by Tab, and closes it by Escape', async () => {
  await app.page.locator('.react-flow__pane').dblclick({ position: { x: 300, y: 60 } })
  await app.page.locator('.quick-add').waitFor()
  await app.key('Escape')
  await expect.poll(() => app.page.locator('.quick-add').count()).toBe(0)
  await app.key('Tab')
  await app.page.locator('.quick-add').waitFor()
  await app.page.keyboard.type('relu')
  await app.key('Enter')
  await expect.poll(nodes).toBe(12)
})

it('inserts an op that is dropped on a wire', async () => {
  const canvas = (await app.page.locator('.canvas').boundingBox())!
  const [z1, a1] = [await placeOf('z_1'), await placeOf('a_1')]
  await app.drag('Square', {
    x: (z1.x + z1.width + a1.x) / 2 - canvas.x,
    y: a1.y + a1.height / 2 - canvas.y,
  })
  await expect.poll(counts).toEqual([12, 11])
  await app.settled()
  expect(await app.page.locator('.node.faulty, .node.waiting').count()).toBe(0)
})

it('makes one undo entry of a drag, however many moves it has', async () => {
  const before = await placeOf('y')
  const { x, y } = await app.centre(app.node('y'))
  await app.page.mouse.move(x, y)
  await app.page.mouse.down()
  for (let i = 1; i <= 12; i++) await app.page.mouse.move(x + 5 * i, y + 3 * i)
  await app.page.mouse.up()
  expect((await placeOf('y')).x).toBeGreaterThan(before.x + 40)
  await app.key('Control+z')
  expect(await placeOf('y')).toEqual(before)
})

it('nudges a selected node by arrow key, and does not move the timeline', async () => {
  const where = await app.where()
  const before = await placeOf('y')
  await app.select('y')
  await app.node('y').focus()
  await app.key('ArrowRight')
  expect((await placeOf('y')).x).toBeGreaterThan(before.x)
  expect(await app.where()).toBe(where)
  await app.key('Control+z')
  expect((await placeOf('y')).x).toBe(before.x)
})

it('deletes with its wires, and undo brings all back', async () => {
  await app.select('a_1')
  await app.key('Delete')
  await expect.poll(counts).toEqual([10, 8])
  await app.key('Control+z')
  await expect.poll(counts).toEqual([11, 10])
  expect((await app.read('value', 'L'))[0]).toBeCloseTo(0.543985971915112, 15)
})

it('pastes a copied piece with its inner wires under fresh names', async () => {
  await app.select('a_1')
  await app.key('Control+a')
  await app.key('Control+c')
  await app.key('Control+v')
  await expect.poll(counts).toEqual([22, 20])
  await app.settled()
  expect(await app.page.locator('.node.faulty, .node.waiting').count()).toBe(0)
})

it('shows what the timeline has not reached as a dash, never as an old number', async () => {
  await app.key('Home')
  await app.select('L')
  expect(await app.inspector.innerText()).toContain('–')
  expect(await app.page.locator('.chip.gradient:not(.empty)').count()).toBe(0)
})

it('keeps a wrong entry, says why, and leaves the value alone', async () => {
  await app.select('x')
  await app.cell('value', 0, 0).dblclick()
  await app.page.keyboard.type('two')
  await app.key('Enter')
  await expect.poll(() => app.inspector.getByRole('alert').count()).toBeGreaterThan(0)
  await app.key('Escape')
  expect(await app.read('value', 'x')).toEqual([1, -2])
})

it('leaves the open circuit alone when a broken file is opened, and says what is wrong where', async () => {
  await app.openFile('broken.circuit', Buffer.from('{"format":"chainrule-circuit","version":1}'))
  await expect.poll(() => app.notice.innerText()).toMatch(/about|circuit/)
  await expect.poll(nodes).toBe(11)
})

it('asks before unsaved changes are lost, and cancel keeps them', async () => {
  await app.select('y')
  await app.key('Delete')
  await app.menu('File', 'New(?! from)')
  const dialog = app.page.getByRole('alertdialog')
  await dialog.waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(nodes).toBe(10)
})

it('draws nothing while nothing moves', async () => {
  await app.page.waitForTimeout(1500)
  const frames = await app.page.evaluate(async () => {
    let drawn = 0
    const { clearRect } = CanvasRenderingContext2D.prototype
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      drawn++
      return clearRect.apply(this, box)
    }
    await new Promise(done => setTimeout(done, 600))
    return drawn
  })
  expect(frames).toBe(0)
})

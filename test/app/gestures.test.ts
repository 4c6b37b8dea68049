/** What happens in the middle of things: a drag that is called off, undo while dragging, saving while typing, another document. */
import { expect, it } from 'vitest'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const placeOf = async (name: string) => (await app.node(name).boundingBox())!

/** Takes a node and moves it, holding the button. */
async function hold(name: string) {
  const { x, y } = await app.centre(app.node(name))
  await app.page.mouse.move(x, y)
  await app.page.mouse.down()
  await app.page.mouse.move(x + 30, y + 20, { steps: 4 })
  return { x, y }
}

it('a drag that is called off by Escape leaves the node where it was, and nothing to undo', async () => {
  const before = await placeOf('y')
  const { x, y } = await hold('y')
  await app.key('Escape')
  await app.page.mouse.move(x + 60, y + 60, { steps: 4 })
  await app.page.mouse.up()
  expect(await placeOf('y')).toEqual(before)
  expect(await app.page.getByText('· edited').count()).toBe(0)
})

it('undo in the middle of a drag ends the drag', async () => {
  const before = await placeOf('y')
  const { x, y } = await hold('y')
  await app.key('Control+z')
  await app.page.mouse.move(x + 60, y + 60, { steps: 4 })
  await app.page.mouse.up()
  expect(await placeOf('y')).toEqual(before)
})

it('saving while a cell is typed in saves what was typed', async () => {
  await app.select('W_1')
  await app.cell('value', 0, 0).dblclick()
  await app.page.keyboard.type('9.5')
  expect((await app.save()).toString()).toContain('9.5')
})

it('draws every wire of the next document, though it uses the same node ids for other nodes', async () => {
  for (const [title, wires] of [
    ['A sigmoid neuron', 9],
    ['The classic (x + y) z', 4],
    ['XOR with two hidden units', 21],
    ['A line, y = wx + b', 4],
  ] as const) {
    await app.page.getByRole('button', { name: title, exact: true }).click()
    await expect.poll(() => app.page.locator('.react-flow__edge').count()).toBe(wires)
  }
})

it('tells why a wire is refused next to the pointer, wherever the circuit was moved to', async () => {
  await app.page.mouse.move(700, 500)
  await app.page.mouse.wheel(0, 60)
  await app.dragWire('z_2', 'a_1', 'x')
  const end = await app.centre(app.port('a_1', 'x'))
  const tip = (await app.page.locator('.refusal-tip').boundingBox())!
  expect(Math.hypot(tip.x - end.x, tip.y - end.y)).toBeLessThan(40)
  await app.page.mouse.up()
})

it('a wire between small nodes is found by keyboard alone', async () => {
  await app.menu('File', 'New(?! from)')
  await app.key('Shift+A')
  await app.page.keyboard.type('input')
  await app.key('Enter')
  await app.key('Shift+A')
  await app.page.keyboard.type('tanh')
  await app.key('Enter')
  await app.tab('Settings')
  await app.inspector.getByLabel('What is wired into x').selectOption({ label: 'x' })
  await expect.poll(() => app.page.locator('.react-flow__edge').count()).toBe(1)
  expect(await app.read('value', 'a_1')).toEqual([0])
})

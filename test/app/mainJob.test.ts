/** The main job in a real browser: build the notes' network by mouse, step it, save it, reopen it. */
import { describe, expect, it } from 'vitest'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

const golden = {
  loss: 0.543985971915112,
  dW1: [
    -0.4043086274372941, -0.09901208377833026, 0.04001866607486437, 0.8086172548745882, 0.19802416755666052,
    -0.08003733214972875,
  ],
}
const relative = (got: number, want: number) => Math.abs(got - want) / Math.abs(want)

let app: App
inOwnWindow(opened => {
  app = opened
})

describe('the first window', () => {
  it("shows the notes' network, computed and wholly in view", async () => {
    expect((await app.read('value', 'L'))[0]).toBeCloseTo(golden.loss, 15)
    const canvas = (await app.page.locator('.canvas').boundingBox())!
    for (const node of await app.page.locator('.react-flow__node').all()) {
      const box = (await node.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(canvas.x)
      expect(box.x + box.width).toBeLessThanOrEqual(canvas.x + canvas.width)
    }
    expect(await app.where()).toBe('Step 10 of 10')
  })
})

describe('an empty canvas', () => {
  it("becomes the notes' 2-3-2 network by mouse, and gives its loss and gradients", async () => {
    await app.menu('File', 'New(?! from)')
    await buildNetwork(app)

    expect(relative((await app.read('value', 'L'))[0]!, golden.loss)).toBeLessThan(1e-12)
    const dW1 = await app.read('gradient', 'W_1')
    for (const [i, want] of golden.dW1.entries()) expect(relative(dW1[i]!, want)).toBeLessThan(1e-12)

    await app.deselect()
    await app.key('Home')
    const seen: string[] = [await app.where()]
    for (let step = 1; step <= 10; step++) {
      await app.key('.')
      seen.push(await app.where())
    }
    for (let step = 9; step >= 0; step--) {
      await app.key(',')
      seen.push(await app.where())
    }
    expect(seen).toEqual(
      [...Array(11).keys(), ...[...Array(10).keys()].reverse()].map(n =>
        n === 0 ? 'Start' : `Step ${n} of 10`,
      ),
    )

    const saved = await app.save()
    await app.page.reload()
    await app.settled()
    await app.openFile('mine.circuit', saved)
    expect(relative((await app.read('value', 'L'))[0]!, golden.loss)).toBeLessThan(1e-12)
    expect(await app.read('gradient', 'W_1')).toEqual(dW1)
    expect(await app.save()).toEqual(saved)
  })
})

async function buildNetwork(app: App) {
  await app.drag('Parameter', { x: 90, y: 120 })
  await app.drag('Input', { x: 90, y: 280 })
  await app.drag('Parameter', { x: 90, y: 440 })
  await app.rename('W_2', 'b_1')
  await app.drag('Affine', { x: 260, y: 280 })
  await app.drag('tanh', { x: 420, y: 280 })
  await app.drag('Parameter', { x: 420, y: 120 })
  await app.drag('Parameter', { x: 420, y: 440 })
  await app.rename('W_3', 'b_2')
  await app.drag('Affine', { x: 570, y: 280 })
  await app.drag('Softmax', { x: 730, y: 280 })
  await app.rename('a_2', 'p')
  await app.drag('Constant', { x: 730, y: 440 })
  await app.rename('c', 'y')
  await app.drag('Cross-entropy', { x: 860, y: 280 })

  await app.type('x', '1 × 2', [[1, -2]])
  await app.type('W_1', '2 × 3', [
    [0.1, 0.2, -0.3],
    [0.4, -0.5, 0.6],
  ])
  await app.type('b_1', '3', [[0.01, 0.02, 0.03]])
  await app.type('W_2', '3 × 2', [
    [0.7, -0.8],
    [0.9, 0.1],
    [-0.2, 0.3],
  ])
  await app.type('b_2', '2', [[0.05, -0.05]])
  await app.type('y', '1 × 2', [[1, 0]])

  for (const [from, to, port] of [
    ['W_1', 'z_1', 'W'],
    ['x', 'z_1', 'x'],
    ['b_1', 'z_1', 'b'],
    ['z_1', 'a_1', 'x'],
    ['W_2', 'z_2', 'W'],
    ['a_1', 'z_2', 'x'],
    ['b_2', 'z_2', 'b'],
    ['z_2', 'p', 'x'],
    ['p', 'L', 'p'],
    ['y', 'L', 'y'],
  ] as const)
    await app.wire(from, to, port)
  await app.settled()
}

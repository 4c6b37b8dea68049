/** Expanding an op into what is inside it, and back: one entry each, with proof, by mouse and by keyboard. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit } from '../helpers/circuit'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const nodes = () => app.page.locator('.react-flow__node').count()
const action = (name: string) => app.inspector.getByRole('button', { name, exact: true })
const batchNorm = async () =>
  app.openFile('batchnorm.circuit', await readFile('shared/gallery/batchnorm.circuit'))
const notice = () => app.notice.innerText()

it('batch norm becomes its nine gates with proof that the numbers agree, and one undo brings the file back to the byte', async () => {
  await batchNorm()
  const [before, count] = [(await app.save()).toString(), await nodes()]
  await app.select('y')
  await action('Expand').click()
  await expect
    .poll(notice)
    .toMatch(/^Expanded batch norm y into 9 ops: values and gradients agree to [\d.]+ × 10⁻¹\S+\./)
  // The ninth gate has taken the place of the one node; ε stands beside them.
  expect(await nodes()).toBe(count + 9)
  // x̂ and the centred values go out on several wires: the routes of the gradient add up there.
  await app.page.locator('.chip.sum[aria-label^="gradient of centred"]').waitFor()
  expect((await app.save()).toString()).toContain('"groups": [\n      {"op": "batchNorm"')
  await app.key('Control+z')
  await expect.poll(nodes).toBe(count)
  expect((await app.save()).toString()).toBe(before)
})

it('is contracted again by keyboard alone, to the same file', async () => {
  await batchNorm()
  const [before, count] = [(await app.save()).toString(), await nodes()]
  const command = async (name: string) => {
    await app.key('Control+k')
    await app.page.keyboard.type(name)
    await app.key('Enter')
  }
  await app.select('y')
  await command('Expand')
  await expect.poll(nodes).toBe(count + 9)
  await command('Contract')
  await expect.poll(nodes).toBe(count)
  await expect.poll(notice).toMatch(/^Contracted .*values and gradients agree/)
  expect((await app.save()).toString()).toBe(before)
})

it('a group that was changed is not contracted, and a sentence says why', async () => {
  await batchNorm()
  await app.select('y')
  await action('Expand').click()
  await app.select('eps')
  await app.tab('Value')
  await app.cell('value', 0, 0).dblclick()
  await app.page.keyboard.type('0.5')
  await app.key('Enter')
  const count = await nodes()
  await app.select('y')
  await action('Contract').click()
  await expect.poll(notice).toMatch(/ε|eps/)
  expect(await nodes()).toBe(count)
})

it('looks inside without changing the document, and Escape leaves', async () => {
  const bytes = serializeCircuitFile(
    circuit('x:parameter=[[1,2,0.5]]; s:softmax(x); y:constant=[[0,1,0]]; L:crossEntropy(s,y)'),
  )
  await app.openFile('soft.circuit', Buffer.from(bytes))
  const before = (await app.save()).toString()
  await app.select('s')
  await action('Look inside').click()
  const dialog = app.page.getByRole('dialog')
  await dialog.getByText('The circuit stays as it is.').waitFor()
  expect(await dialog.getByRole('row').count()).toBeGreaterThan(2)
  await app.key('Escape')
  await expect.poll(() => dialog.count()).toBe(0)
  expect((await app.save()).toString()).toBe(before)
})

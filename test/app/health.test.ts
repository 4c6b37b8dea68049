/** Circuit health in the browser: chips at the nodes, the sentence and its explanation, the list, by mouse and by keyboard alone. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { findingSentence, findingWord } from '../../shared/engine/healthFindings'
import { nameToText } from '../../shared/formula/nameToTex'
import { circuit } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const sick = circuit(
  `x:input=[[1,-2],[2,1]]; W:parameter=[[9,-8,7],[7,6,-7]]; z:matmul(x,W); a:tanh(z); b:parameter=[-9,1,-9]; s:add(a,b); r:relu(s); u:parameter=2; L:sum(r)`,
  {
    positions: {
      x: [0, 0],
      W: [0, 120],
      z: [200, 40],
      a: [340, 40],
      b: [300, 160],
      s: [480, 40],
      r: [620, 40],
      u: [480, 200],
      L: [760, 40],
    },
  },
)
const { health } = throughEngine(sick.circuit)
const of = (kind: string) => health.find(finding => finding.kind === kind)!

const open = () => app.openFile('sick.circuit', Buffer.from(serializeCircuitFile(sick)))
const chips = () => app.page.locator('.health-chip')
const chip = (name: string) => app.page.getByRole('button', { name: new RegExp(`^${name}: `) }).and(chips())
const list = () => app.inspector.getByRole('list', { name: 'Health' })
const selected = (name: string) => app.page.locator('.react-flow__node.selected').and(app.node(name))

it('stands at the nodes in a word, and says nothing of a circuit that is well', async () => {
  expect(await chips().count()).toBe(0)
  await app.inspector.getByText('Nothing found.').waitFor()
  await open()
  expect((await chips().allInnerTexts()).sort()).toEqual(health.map(findingWord).sort())
  expect(await chip('r').innerText()).toBe('dead 2/3')
  expect(await chip('a').getAttribute('title')).toBe(findingSentence(of('saturated')))
  expect(await app.node('u').getAttribute('aria-label')).toContain(findingSentence(of('noGradient')))
})

it('a click selects the node, whose sentence leads to the explanation of the number', async () => {
  await open()
  await chip('r').click()
  await selected('r').waitFor()
  await list()
    .getByText(findingSentence(of('dead')))
    .waitFor()
  await list().getByRole('button', { name: 'Explain the number' }).click()
  await app.timeline.getByText('row 1, column 1').first().waitFor()
})

it('is told only as far as the timeline has come', async () => {
  await open()
  await app.key('Home')
  await expect.poll(() => chips().count()).toBe(0)
  await app.inspector.getByText('Nothing found up to this step.').waitFor()
  for (const expected of [[], ['a'], ['a'], ['a', 'r']]) {
    await app.key('.')
    await expect.poll(async () => (await chips().allTextContents()).length).toBe(expected.length)
    for (const name of expected) await chip(name).waitFor()
  }
})

it('is listed for the whole circuit, and an entry leads to its node', async () => {
  await open()
  await app.inspector.getByRole('heading', { name: `Health · ${health.length}` }).waitFor()
  expect(await list().getByRole('listitem').allInnerTexts()).toEqual(health.map(findingSentence))
  await list()
    .getByRole('button', { name: findingSentence(of('noGradient')) })
    .click()
  await selected('u').waitFor()
})

it('is reached by keyboard alone: from finding to finding, and by Enter on a chip', async () => {
  await open()
  for (const { name, node } of health) {
    await app.key('F8')
    await selected(name).waitFor()
    const sentences = health.filter(finding => finding.node === node).map(findingSentence)
    for (const sentence of sentences) await list().getByText(sentence).waitFor()
  }
  await app.deselect()
  await chip('a').focus()
  await app.key('Enter')
  await selected('a').waitFor()
  await list().getByRole('button', { name: 'Explain the number' }).focus()
  await app.key('Enter')
  const { entry } = of('saturated').asks
  const place = `row ${entry![0]! + 1}, column ${entry![1]! + 1}`
  await app.timeline.getByText(place).first().waitFor()
})

it('goes with what made it: an edit mends it, undo brings it back', async () => {
  await open()
  await app.select('u')
  await app.key('Delete')
  await app.settled()
  await expect.poll(() => chip('u').count()).toBe(0)
  await app.key('Control+z')
  await chip('u').waitFor()
})

it('can be switched off in the View menu, which is remembered, and goes away with the other numbers when they are too small', async () => {
  await open()
  await app.menu('View', 'Health chips')
  await expect.poll(() => chips().count()).toBe(0)
  expect(await list().getByRole('listitem').count()).toBe(health.length)
  await app.page.reload()
  await app.settled()
  await app.openFile('xor.circuit', await readFile('shared/gallery/xor.circuit'))
  expect(await chips().count()).toBe(0)
  await app.menu('View', 'Health chips')
  await chip(nameToText('h_1')).waitFor()
  for (let i = 0; i < 8; i++) await app.key('Control+-')
  await expect.poll(() => chips().count()).toBe(0)
})

/** Predict, then reveal: what is hidden stands nowhere on the page until it is found, and the score is in the file. */
import { describe, expect, it } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { formatNumber } from '../../shared/formula/formatNumber'
import { circuit } from '../helpers/circuit'
import { notes232, throughEngine } from '../helpers/computed'
import type { App } from './driver'
import { inOwnWindow } from './inOwnWindow'

let app: App
inOwnWindow(opened => {
  app = opened
})

const { run } = throughEngine(circuit(notes232).circuit)
const dW2 = [...run.grads.get('W_2')!.data]
/** As the screen writes them, and as a title or the clipboard would. */
const digits = [...new Set(dW2.flatMap(x => [formatNumber(Math.abs(x)), String(Math.abs(x)).slice(0, 8)]))]

const panel = () => app.timeline.getByRole('tabpanel')
const question = () => panel().getByRole('region', { name: /^Question/ })
const fields = () => question().getByRole('textbox')
const said = () => question().getByRole('status')
const score = () => panel().getByRole('region', { name: 'What is hidden' }).getByRole('status')
const chip = (label: string) => app.page.getByRole('button', { name: label })
const html = () => app.page.locator('html').evaluate(element => element.outerHTML)
const toldDigits = async () => {
  const page = await html()
  return digits.filter(number => page.includes(number))
}

async function hide(node: string, what = 'Hide the gradient') {
  await app.select(node)
  await app.menu('Circuit', what)
}

it('what is hidden stands nowhere on the page: wires, cards, inspector, spoken text, titles, at every step', async () => {
  await app.read('gradient', 'W_2')
  expect(await toldDigits()).toEqual(digits)
  await app.menu('Circuit', 'Hide the gradient')
  await chip('gradient on the wire from W₂: hidden; predict it').hover()
  expect(await toldDigits()).toEqual([])
  for (const tab of ['Value', 'Gradient'] as const) {
    await app.tab(tab)
    expect(await toldDigits()).toEqual([])
  }
  // The wire itself, all steps, and every number that is not hidden stays.
  await app.deselect()
  await app.page.locator('.react-flow__edge').first().focus()
  for (let step = 0; step < 10; step++) {
    expect(await toldDigits(), await app.where()).toEqual([])
    await app.page.getByRole('button', { name: 'Step back' }).click()
  }
  await app.page.getByRole('button', { name: 'Go to the end' }).click()
  expect(await app.read('gradient', 'a_1')).toHaveLength(3)
  const spoken = await app.node('W_2').getAttribute('aria-label')
  expect(spoken).toContain('gradient hidden')
  expect(spoken).toContain('output value (0.7000')
  await app.tab('Value')
  await app.page.getByRole('button', { name: 'Step back' }).click()
  await app.page.getByRole('button', { name: 'Step back' }).click()
  await app.timeline.getByText('is hidden.').waitFor()
  expect((await app.save()).toString()).not.toContain('0.2508')
})

it('explanations and the gradient check tell nothing hidden, and go on telling the rest', async () => {
  await hide('W_2')
  await app.key('g')
  await app.timeline.getByText('Hidden.').waitFor()
  await app.timeline.getByRole('region', { name: 'Symbols' }).waitFor()
  expect(await toldDigits()).toEqual([])
  await app.timeline.getByRole('radio', { name: 'From the loss' }).click()
  for (const stage of ['Local derivatives', 'Earlier results by name', 'Numbers']) {
    await app.timeline.getByRole('radio', { name: stage }).click()
    expect(await toldDigits(), stage).toEqual([])
  }
  await app.timeline.getByText('Hidden.').waitFor()

  await app.timeline.getByRole('tab', { name: 'Gradient check' }).click()
  await app.timeline.getByRole('button', { name: 'Check all gradients' }).click()
  await app.timeline.getByText('4 gradients pass').waitFor()
  await app.timeline.getByText('1 hidden until predicted.').waitFor()
  expect(await toldDigits()).toEqual([])
  expect(await app.page.locator('.check-badge').count()).toBe(4)
  await app.timeline.getByText('is hidden').waitFor()
  await app.timeline.getByRole('region', { name: 'Check of W₂' }).getByText('Predict it').click()
  await question().waitFor()
  await panel().getByRole('button', { name: 'Show it' }).click()
  await expect.poll(() => app.page.locator('.check-badge').count()).toBe(5)
})

it('an answer is marked entry by entry, a right one shows the number, and the score is saved and opened again', async () => {
  await hide('W_2')
  await chip('gradient on the wire from W₂: hidden; predict it').click()
  await expect.poll(() => fields().count()).toBe(6)
  for (const [i, x] of dW2.entries())
    await fields()
      .nth(i)
      .fill(i === 5 ? '1' : x.toFixed(4))
  await question().getByRole('button', { name: 'Check' }).click()
  await expect.poll(() => said().innerText()).toBe('5 of 6 entries are right.')
  expect(await fields().nth(4).getAttribute('aria-label')).toBe('row 3, column 1, right')
  expect(await fields().nth(5).getAttribute('aria-label')).toBe('row 3, column 2, wrong')
  expect(await fields().nth(5).getAttribute('aria-invalid')).toBe('true')

  const help = panel().getByRole('region', { name: 'Help' })
  await help.getByRole('button', { name: 'Hint', exact: true }).click()
  expect(await help.locator('annotation').first().textContent()).toContain(String.raw`a_{1}^{\top}`)
  await help.getByRole('button', { name: 'Second hint' }).click()
  await help.getByText('−0.419570', { exact: false }).or(help.getByText('0.419570').first()).first().waitFor()

  await fields().nth(5).fill(String(dW2[5]))
  await app.key('Enter')
  await expect.poll(() => said().innerText()).toBe('Right, after 2 tries. Nothing is left to predict.')
  expect(await score().innerText()).toBe('1 of 1 found, 1 with hints, 2 tries')
  expect(await toldDigits()).not.toEqual([])

  const saved = await app.save()
  const file = parseCircuitFile(saved.toString())
  expect(file.ok && file.document.lesson.hidden).toMatchObject([
    { of: 'gradient', state: 'found', tries: 2, hints: 2 },
  ])
  await app.menu('File', 'New(?! from)')
  await app.openFile('exercise.circuit', saved)
  await expect.poll(() => score().innerText()).toBe('1 of 1 found, 1 with hints, 2 tries')

  await app.menu('Circuit', 'Start the exercise over')
  expect(await score().innerText()).toBe('0 of 1 found')
  expect(await toldDigits()).toEqual([])
  await app.menu('Circuit', 'Show everything')
  expect(await app.read('gradient', 'W_2')).toEqual(dW2)
})

it('undo takes an answer back: the number is hidden again', async () => {
  await hide('b_2')
  await chip('gradient on the wire from b₂: hidden; predict it').click()
  await fields().first().fill('-0.420')
  await fields().last().fill('.420')
  await app.key('Enter')
  await expect.poll(() => said().innerText()).toContain('Right, at the first try.')
  await app.menu('Edit', 'Undo')
  await expect.poll(() => score().innerText()).toBe('0 of 1 found')
  await chip('gradient on the wire from b₂: hidden; predict it').waitFor()
})

it('by keyboard alone: hide all gradients, answer the first, go on to the next, give up', async () => {
  await app.key('Control+k')
  await app.page.keyboard.type('hide all gradients')
  await app.key('Enter')
  await expect.poll(() => score().innerText()).toBe('0 of 9 found')
  await app.key('p')
  await expect
    .poll(() =>
      fields()
        .first()
        .evaluate(field => field === document.activeElement),
    )
    .toBe(true)
  await app.key('Enter')
  await expect.poll(() => said().innerText()).toBe('Type the entries first.')
  await app.page.keyboard.type('1.7229')
  await app.key('ArrowRight')
  await app.page.keyboard.type('0')
  await app.key('Enter')
  await expect
    .poll(() => said().innerText())
    .toBe('1 of 2 entries is right. Every sign is the wrong way round.')
  await app.key('Home')
  await app.key('ArrowLeft')
  await app.page.keyboard.type('-1.7229')
  await app.key('Enter')
  await expect.poll(() => said().innerText()).toBe('Right, after 2 tries.')
  // Next has the focus.
  await app.key('Enter')
  await question().and(app.page.getByLabel('Question: gradient of z₂')).waitFor()
  await expect
    .poll(() =>
      fields()
        .first()
        .evaluate(field => field === document.activeElement),
    )
    .toBe(true)
  await app.key('Tab')
  await app.key('Tab')
  await app.key('Enter')
  await expect.poll(() => panel().getByRole('region', { name: 'Help' }).innerText()).toContain('The rule')
  await app.key('Tab')
  await app.key('Enter')
  await expect.poll(() => score().innerText()).toBe('1 of 9 found, 1 shown, 2 tries')
})

describe('an answer of another kind', () => {
  it('is pasted from a spreadsheet, and refused with both shapes where it does not fit', async () => {
    await hide('W_2')
    await app.key('p')
    await fields().first().waitFor()
    const rows = [0, 2, 4].map(i => [dW2[i]!, dW2[i + 1]!])
    const paste = async (text: string) => {
      await app.page.evaluate(words => navigator.clipboard.writeText(words), text)
      await fields().first().focus()
      await app.key('Control+v')
    }
    await paste(`${rows.map(row => row[0]).join('\t')}\n${rows.map(row => row[1]).join('\t')}`)
    await expect.poll(() => said().innerText()).toBe('Expected (3, 2), found (2, 3), the transpose.')
    await paste(rows.map(row => row.join('\t')).join('\n'))
    await app.key('Enter')
    await expect.poll(() => said().innerText()).toContain('Right, at the first try.')
    expect(await app.page.locator('.react-flow__node').count()).toBe(11)
  })

  it('of a large tensor is asked for by some of its entries', async () => {
    const large = circuit('x:parameter=normal(20,30;3); a:tanh(x); L:sum(a)', {
      lesson: { hidden: [{ of: 'value', node: 'a', state: 'open', tries: 0, hints: 0 }] },
    })
    const values = throughEngine(large.circuit).run.values.get('a')!.data
    await app.openFile('large.circuit', Buffer.from(serializeCircuitFile(large)))
    await app.key('p')
    await expect.poll(() => fields().count()).toBe(6)
    const places = await question().locator('.predict-place').allInnerTexts()
    expect([places[0], places.at(-1)]).toEqual(['row 1, column 1', 'row 20, column 30'])
    for (const [i, place] of places.entries()) {
      const [row, column] = place.match(/\d+/g)!.map(Number)
      await fields()
        .nth(i)
        .fill(values[(row! - 1) * 30 + column! - 1]!.toPrecision(4))
    }
    await app.key('Enter')
    await expect.poll(() => said().innerText()).toContain('Right, at the first try.')
  })

  it('to what cannot be computed cannot be given, and a sentence says why', async () => {
    await hide('a_1')
    await app.select('W_1')
    await app.key('Delete')
    await app.key('p')
    await question().getByText('It cannot be asked for now').waitFor()
    expect(await fields().count()).toBe(0)
  })
})

it('fits a small window', async () => {
  await app.page.setViewportSize({ width: 900, height: 600 })
  await app.menu('Circuit', 'Hide all gradients')
  await app.key('p')
  await fields().first().waitFor()
  const timeline = (await app.timeline.boundingBox())!
  expect(timeline.y + timeline.height).toBe(600)
  expect(await app.page.evaluate(() => document.documentElement.scrollWidth)).toBe(900)
  const check = (await question().getByRole('button', { name: 'Check' }).boundingBox())!
  expect(check.y + check.height).toBeLessThan(600)
})

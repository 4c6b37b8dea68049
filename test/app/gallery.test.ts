/** Every circuit of the gallery opens from the palette without a problem and steps to its end. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gallery } from '../../shared/gallery/index'
import { launchChromium } from '../helpers/chromium'
import { App } from './driver'

let browser: Browser
let app: App
beforeAll(async () => {
  browser = await launchChromium()
  app = await App.open(browser)
})
afterAll(() => browser.close())

it.each(gallery.map(item => [item.title]))('%s opens, is computed, and has no problem', async title => {
  await app.page.getByRole('button', { name: title, exact: true }).click()
  await app.settled()
  await expect.poll(() => app.page.locator('.node').count()).toBeGreaterThan(2)
  expect(await app.page.locator('.node.faulty, .node.waiting').count()).toBe(0)
  await expect.poll(() => app.page.locator('.chip.value').first().innerText()).not.toBe('–')
  expect(await app.page.locator('.chip.value.empty').count()).toBe(0)
  await app.key('Home')
  await app.key('.')
  expect(await app.where()).toMatch(/^Step 1 of \d+$/)
  expect(app.faults).toEqual([])
})

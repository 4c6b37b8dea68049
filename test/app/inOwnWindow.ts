/** Gives every test of a file a window of its own, and fails the test for whatever the page threw or logged as an error. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { launchChromium } from '../helpers/chromium'
import { App } from './driver'

export function inOwnWindow(give: (app: App) => void): void {
  let browser: Browser
  let app: App
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    app = await App.open(browser)
    give(app)
  })
  afterEach(async () => {
    expect(app.faults).toEqual([])
    await app.close()
  })
}

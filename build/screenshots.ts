/** Takes the README's pictures from the built program: `node build/run.mjs build/screenshots.ts`. */
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../test/helpers/chromium'
// @ts-expect-error plain modules of the build, without types
import { freshen } from './fresh.mjs'
// @ts-expect-error see above
import { serve } from './serve.mjs'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

await freshen()
const { url, close } = await serve({ root: at('../out/renderer') })
const browser = await launchChromium()
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme })
  await page.goto(url)
  await page.locator('.chip.value:not(.empty)').first().waitFor()
  await page.locator('.react-flow__node:has([data-name="a_1"])').click()
  await page.getByRole('tab', { name: 'Gradient' }).click()
  await page.mouse.click(240, 60)
  await page.keyboard.press(',')
  await page.locator('.react-flow__node:has([data-name="a_1"])').click()
  await page.waitForTimeout(1500)
  await page.screenshot({ path: at(`./screenshots/backward-step-${colorScheme}.png`) })
}
await browser.close()
await close()

/** A real Chromium on any machine: the one named, else an installed one, else the one that came with the packages. */
import { existsSync } from 'node:fs'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** On a closed network these keep Chromium from looking for the outside. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function launchChromium(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? installed.find(path => existsSync(path))
  return chromium.launch({
    executablePath: found ?? (await packaged.executablePath()),
    args: quiet,
    headless: true,
  })
}

/** Draws build/icon.svg at every size that the three systems ask for: `node build/icons.mjs`. The results are kept in build/icons/. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'

const here = path => new URL(path, import.meta.url)
const svg = await readFile(here('icon.svg'), 'utf8')

async function draw(sizes) {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath())
  const browser = await playwright.launch({ executablePath, args: chromium.args, headless: true })
  const page = await browser.newPage()
  const pngs = new Map()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    )
    pngs.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return pngs
}

/** Windows: a folder of 16-byte entries, then the PNGs (a size of 256 is written as 0). */
function ico(pngs) {
  const head = Buffer.alloc(6 + 16 * pngs.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pngs.length, 4)
  let offset = head.length
  pngs.forEach(([size, png], i) => {
    const at = 6 + 16 * i
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pngs.map(([, png]) => png)])
}

/** macOS: chunks of a four-letter type, a length that counts its own eight bytes, and a PNG. */
function icns(chunks) {
  const chunk = (type, data) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(data.length + 8, 4)
    return Buffer.concat([head, data])
  }
  return chunk('icns', Buffer.concat(chunks.map(([type, png]) => chunk(type, png))))
}

const linux = [16, 24, 32, 48, 64, 128, 256, 512]
const windows = [16, 24, 32, 48, 64, 128, 256]
const mac = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  icp6: 64,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
}

const pngs = await draw([...new Set([...linux, ...windows, ...Object.values(mac)])])
await mkdir(here('icons/'), { recursive: true })
await Promise.all([
  ...linux.map(size => writeFile(here(`icons/${size}x${size}.png`), pngs.get(size))),
  writeFile(here('icons/icon.ico'), ico(windows.map(size => [size, pngs.get(size)]))),
  writeFile(here('icons/icon.icns'), icns(Object.entries(mac).map(([type, size]) => [type, pngs.get(size)]))),
])

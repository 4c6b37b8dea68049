/** Uses the program as a person does: by what is on screen, with mouse and keyboard. */
import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { inject } from 'vitest'

export interface Place {
  readonly x: number
  readonly y: number
}

export class App {
  readonly page: Page
  /** What the page threw or logged as an error. */
  readonly faults: string[] = []

  private constructor(page: Page) {
    this.page = page
  }

  /** A new window of 1440 × 900 whose files go by upload and download. */
  static async open(
    browser: Browser,
    { theme = 'light' as 'light' | 'dark', reducedMotion = false } = {},
  ): Promise<App> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: theme,
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await context.addInitScript(() => {
      // Native pickers cannot be driven from here; without them the program uploads and downloads.
      delete (window as { showOpenFilePicker?: unknown }).showOpenFilePicker
      delete (window as { showSaveFilePicker?: unknown }).showSaveFilePicker
    })
    const page = await context.newPage()
    const app = new App(page)
    page.on('pageerror', error => app.faults.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') app.faults.push(message.text())
    })
    // Choosers are caught only once somebody listens, which takes effect some time later; so listen from the start.
    page.on('filechooser', () => {})
    await page.goto(inject('address'))
    await app.settled()
    return app
  }

  close = () => this.page.context().close()

  /** Until the engine has answered and nothing on screen is stale. */
  async settled(): Promise<void> {
    await this.page.locator('.canvas').waitFor()
    await this.page.waitForFunction(() => document.querySelector('.stale') === null)
  }

  /** Chooses a command from the menu bar. */
  async menu(menu: string, item: string): Promise<void> {
    await this.page.getByRole('menuitem', { name: menu, exact: true }).click()
    const name = new RegExp(`^${item}`)
    const ticked = this.page.getByRole('menuitemcheckbox', { name })
    await this.page.getByRole('menuitem', { name }).or(ticked).click()
  }

  key = (key: string) => this.page.keyboard.press(key)

  node(name: string): Locator {
    return this.page.locator(`.react-flow__node:has([data-name=${JSON.stringify(name)}])`)
  }

  port = (node: string, port: string) =>
    this.node(node).locator(`.react-flow__handle[data-handleid="${port}"]`)

  /** Drags an op from the palette to a place on the canvas, given from the canvas's top left corner. */
  async drag(label: string, { x, y }: Place): Promise<void> {
    const row = this.page.getByRole('button', { name: `Add ${label}`, exact: true })
    await row.dragTo(this.page.locator('.canvas'), { targetPosition: { x, y } })
  }

  /** Drags a wire by mouse from a node's output to another's input. */
  async wire(from: string, to: string, port: string): Promise<void> {
    await this.dragWire(from, to, port)
    await this.page.mouse.up()
  }

  /** As `wire`, but holds the button at the end. */
  async dragWire(from: string, to: string, port: string): Promise<void> {
    const [start, end] = await Promise.all([
      this.centre(this.port(from, 'out')),
      this.centre(this.port(to, port)),
    ])
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
    await this.page.mouse.move(end.x, end.y, { steps: 4 })
  }

  async centre(target: Locator): Promise<Place> {
    const box = await target.boundingBox()
    if (!box) throw new Error(`not on screen: ${target}`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  async select(name: string): Promise<void> {
    const { x, y } = await this.centre(this.node(name))
    await this.page.mouse.click(x, y)
    await this.inspector.getByRole('tablist').waitFor()
  }

  /** Clicks free canvas in its top left corner. */
  deselect = () => this.page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } })

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' })
  }

  async rename(from: string, to: string): Promise<void> {
    await this.select(from)
    await this.key('F2')
    await this.inspector.getByLabel('Name', { exact: true }).fill(to)
    await this.key('Enter')
  }

  tab = (name: 'Value' | 'Gradient' | 'Settings') => this.inspector.getByRole('tab', { name }).click()

  get timeline(): Locator {
    return this.page.getByRole('region', { name: 'Timeline' })
  }

  /** Sets a leaf's shape and types its numbers cell by cell. */
  async type(name: string, shape: string, rows: readonly (readonly number[])[]): Promise<void> {
    await this.select(name)
    await this.tab('Value')
    await this.inspector.getByLabel('Shape', { exact: true }).fill(shape)
    await this.key('Enter')
    for (const [r, row] of rows.entries())
      for (const [c, x] of row.entries()) {
        await this.cell('value', r, c).dblclick()
        await this.page.keyboard.type(String(x))
        await this.key('Enter')
      }
  }

  cell = (kind: 'value' | 'gradient', row: number, column: number) =>
    this.inspector
      .getByRole('grid', { name: new RegExp(`^${kind} of`) })
      .getByRole('gridcell', { name: new RegExp(`^row ${row + 1}, column ${column + 1},`) })

  /** The numbers of a grid in the inspector, to all their digits. */
  async read(kind: 'value' | 'gradient', name: string): Promise<number[]> {
    await this.select(name)
    await this.tab(kind === 'value' ? 'Value' : 'Gradient')
    await this.settled()
    const cells = this.inspector
      .getByRole('grid', { name: new RegExp(`^${kind} of`) })
      .first()
      .getByRole('gridcell')
    return cells.evaluateAll(all => all.map(cell => Number((cell as HTMLElement).title.replace('−', '-'))))
  }

  get notice(): Locator {
    return this.page.locator('.notice')
  }

  /** The text under the scrub bar's end: "Step 9 of 10". */
  where = async () =>
    (await this.page.locator('.timeline').innerText()).match(/Step (\d+) of (\d+)|Start/)?.[0] ?? ''

  /** The bytes that Save writes. */
  async save(): Promise<Buffer> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.key('Control+s')])
    return readFile(await download.path())
  }

  async openFile(name: string, bytes: Buffer): Promise<void> {
    await this.beginOpening(name, bytes)
    await this.settled()
  }

  /** As `openFile`, without waiting for the numbers. */
  async beginOpening(name: string, bytes: Buffer): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.key('Control+o')])
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: bytes })
    // Either it is open, or a notice says why not.
    await this.page.getByText(name).first().waitFor()
  }
}

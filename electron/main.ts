/** The desktop program: one process, one window, and the files it is asked to open. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol } from 'electron'
import type { MenuItem } from '../shared/host'
import { answersOf } from './answers'
import { closingOf } from './closing'
import { fileArgument } from './fileArgument'
import { openFiles } from './files'
import { answerOn } from './ipc'
import { menuKey, menuTemplate } from './menu'
import { answerRequest, pageAddress, scheme } from './protocol'
import { revivingOf } from './reviving'
import { waitingRoom } from './waitingRoom'
import { openWindow } from './window'

const built = fileURLToPath(new URL('..', import.meta.url))
// Only a program run from its sources may show the page of a development server.
const page = (!app.isPackaged && process.env.ELECTRON_RENDERER_URL) || pageAddress

let window: BrowserWindow | null = null
let quitting = false

const files = openFiles(join(app.getPath('userData'), 'recent.json'), path => app.addRecentDocument(path))

const toPage = (channel: string, ...args: unknown[]) => window?.webContents.send(channel, ...args)

const closing = closingOf(
  () => toPage('closing'),
  () => {
    window?.destroy()
    if (quitting) app.quit()
  },
  () => {
    quitting = false
  },
)
const arrivals = waitingRoom<string>(path => {
  files.read(files.handleOf(path)).then(file => toPage('opened', file), console.error)
})

async function ask(options: { message: string; detail: string; buttons: string[] }, parent = window) {
  const last = options.buttons.length - 1
  const asked = { ...options, type: 'question' as const, defaultId: 0, cancelId: last, noLink: true }
  return (await (parent ? dialog.showMessageBox(parent, asked) : dialog.showMessageBox(asked))).response
}
const quit = () => {
  window?.destroy()
  app.quit()
}
const reviving = revivingOf(() => window?.webContents.reload(), ask, quit)

/** A window that has nothing to show stays hidden: without this the program would run on unseen. */
function cannotShow(reason: string): void {
  dialog.showErrorBox('Chainrule cannot show its window', `The page could not be loaded: ${reason}`)
  quit()
}

function showWindow(): void {
  window = openWindow(page, join(built, 'preload/preload.cjs'), cannotShow)
  window.on('close', event => {
    if (!closing.request()) event.preventDefault()
  })
  const gone = () => {
    closing.forget()
    arrivals.shut()
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    gone()
    void reviving.died(reason)
  })
  window.webContents.on('did-start-navigation', event => {
    if (event.isMainFrame && !event.isSameDocument) gone()
  })
  window.on('closed', () => {
    gone()
    window = null
  })
  // The start script waits for this line; see build/start.mjs.
  window.once('ready-to-show', () => process.env.CHAINRULE_START && process.stdout.write('ready\n'))
}

function openFile(path: string): void {
  arrivals.add(path)
  if (!app.isReady()) return
  if (window === null) showWindow()
  else if (window.isMinimized()) window.restore()
  window?.focus()
}

let shownMenu = ''

function setMenu(items: readonly MenuItem[]): void {
  const menu = Menu.getApplicationMenu()
  if (menu !== null && shownMenu === menuKey(items)) {
    // Rebuilding would shut a menu that the person has just opened.
    for (const { id, enabled, checked } of items) {
      const item = menu.getMenuItemById(id)!
      item.enabled = enabled
      if (checked !== null) item.checked = checked
    }
    return
  }
  shownMenu = menuKey(items)
  const about = { platform: process.platform, develop: !app.isPackaged }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(items, id => toPage('commanded', id), about)))
}

function start(): void {
  protocol.handle(scheme, request => answerRequest(join(built, 'renderer'), request))
  const answers = answersOf({
    files,
    closing,
    folder: app.getPath('documents'),
    async showOpen(options) {
      const { filePaths } = await dialog.showOpenDialog(window!, { ...options, properties: ['openFile'] })
      return filePaths[0] ?? null
    },
    showSave: async options => (await dialog.showSaveDialog(window!, options)).filePath || null,
    showQuestion: ask,
    exists: path =>
      access(path).then(
        () => true,
        () => false,
      ),
    setEdited: edited => window?.setDocumentEdited(edited),
    setMenu,
    startOpening: arrivals.open,
  })
  answerOn(ipcMain, answers, () => (window === null ? null : { id: window.webContents.id, page }))
  setMenu([])
  showWindow()
}

const given = fileArgument(process.argv, process.cwd(), app.isPackaged)

if (app.requestSingleInstanceLock({ file: given })) {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
  app.enableSandbox()
  if (given !== null) arrivals.add(given)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFile(path)
  })
  app.on('second-instance', (_event, _argv, _folder, second) => {
    const { file } = second as { file: string | null }
    if (file !== null) openFile(file)
    else if (window === null) showWindow()
    else window.focus()
  })
  app.on('activate', () => window === null && showWindow())
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('window-all-closed', () => (process.platform !== 'darwin' || quitting) && app.quit())
  void app.whenReady().then(start)
} else app.quit()

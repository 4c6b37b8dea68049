/** The program's one window, shut in: its page may show itself, and nothing else. */
import { BrowserWindow, type Session, session, shell } from 'electron'

/** Whether an address may be handed to the person's browser: the web over TLS, without a name and password in it. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === ''
}

/** The page presents in full screen. It needs no camera, no place, no notifications; copy and paste work by events. */
const isGranted = (permission: string): boolean => permission === 'fullscreen'

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isGranted(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
  session.setDevicePermissionHandler(() => false)
}

/** The navigation gave way to a newer one, such as a reload: no failure. */
const aborted = -3

/** Opens the window on `page`; `preload` is the path of the built preload script, `failed` hears why the page cannot be shown. */
export function openWindow(page: string, preload: string, failed: (reason: string) => void): BrowserWindow {
  denyPermissions(session.defaultSession)
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 760,
    minHeight: 480,
    show: false,
    title: 'Chainrule',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  // Reloading the page itself is the one navigation allowed.
  webContents.on('will-navigate', event => {
    if (event.url !== webContents.getURL()) event.preventDefault()
  })
  webContents.on('will-frame-navigate', event => {
    if (!event.isMainFrame) event.preventDefault()
  })
  webContents.on('will-redirect', event => event.preventDefault())
  webContents.on('will-attach-webview', event => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  window.loadURL(page).catch((error: Error & { errno?: number }) => {
    if (error.errno !== aborted && !window.isDestroyed()) failed(error.message)
  })
  return window
}

/** A stand-in for Electron's two ends of the wire, and the real code of the main process on it. */
import { access, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answersOf } from '../../electron/answers'
import { bridgeOver, type IpcRenderer } from '../../electron/bridge'
import { closingOf } from '../../electron/closing'
import { openFiles } from '../../electron/files'
import { type Asking, answerOn, type IpcMain } from '../../electron/ipc'
import { waitingRoom } from '../../electron/waitingRoom'
import { electronHost } from '../../renderer/host/electronHost'
import type { MenuItem, SaveChoice } from '../../shared/host'

type Handler = Parameters<IpcMain['handle']>[1]
type Listener = Parameters<IpcRenderer['on']>[1]

const page = 'app://chainrule/'
export const fromOurPage: Asking = {
  sender: { id: 7 },
  senderFrame: { url: `${page}index.html`, parent: null },
}

/** Files with a path on disk, as Electron's `webUtils` knows them. */
const paths = new WeakMap<object, string>()

/** One run of the program on `folder`, with its page connected. */
export function program(folder: string) {
  const handlers = new Map<string, Handler>()
  const listeners = new Map<string, Set<Listener>>()
  const opens: (string | null)[] = []
  const saves: (string | null)[] = []
  const choices: SaveChoice[] = []
  const menus: (readonly MenuItem[])[] = []
  const marks: boolean[] = []
  let settleClose = (_closed: boolean) => {}
  const send = (channel: string, ...args: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...structuredClone(args))
  }

  const files = openFiles(join(folder, 'recent.json'))
  const closing = closingOf(
    () => send('closing'),
    () => settleClose(true),
    () => settleClose(false),
  )
  const arrivals = waitingRoom<string>(path => {
    void files.read(files.handleOf(path)).then(file => send('opened', file))
  })
  const answers = answersOf({
    files,
    closing,
    folder,
    showOpen: async () => opens.shift() ?? null,
    showSave: async () => saves.shift() ?? null,
    showQuestion: async () => ['save', 'discard', 'cancel'].indexOf(choices.shift() ?? 'cancel'),
    exists: path =>
      access(path).then(
        () => true,
        () => false,
      ),
    setEdited: edited => void marks.push(edited),
    setMenu: items => void menus.push(items),
    startOpening: arrivals.open,
  })
  answerOn({ handle: (channel, handler) => void handlers.set(channel, handler) }, answers, () => ({
    id: 7,
    page,
  }))

  // As Electron does: arguments and answers are copied, and an error crosses as its message.
  const ask = async (event: Asking, channel: string, ...args: unknown[]) => {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler(event, ...structuredClone(args)))
  }
  const ipc: IpcRenderer = {
    invoke: (channel, ...args) => ask(fromOurPage, channel, ...args),
    on: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel, listener) => listeners.get(channel)?.delete(listener),
  }
  const document = { title: '' }
  const host = electronHost(
    bridgeOver(ipc, file => paths.get(file) ?? ''),
    document,
  )
  return {
    host,
    ask,
    send,
    opens,
    saves,
    choices,
    menus,
    marks,
    document,
    closing,
    arrivals,
    close: () =>
      new Promise<boolean>(resolve => {
        settleClose = resolve
        if (closing.request()) resolve(true)
      }),
  }
}

/** A folder of its own for a test, and files in it. */
export async function folderOnDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-'))
  const at = (name: string) => join(folder, name)
  return {
    folder,
    at,
    put: (name: string, contents: string | Uint8Array) => writeFile(at(name), contents),
    get: (name: string) => readFile(at(name), 'utf8').catch(() => undefined),
    async putHuge(name: string, bytes: number) {
      await writeFile(at(name), '')
      await truncate(at(name), bytes)
    },
    remove: (name: string) => rm(at(name)),
    /** The file as the page sees it when it is dropped on the window. */
    async drop(name: string) {
      const file = new File([await readFile(at(name))], name)
      paths.set(file, at(name))
      return file
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}

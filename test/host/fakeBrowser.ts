/** A stand-in for a browser window: its file pickers, its IndexedDB and its upload and download, on a disk in memory. */
import type { BrowserWindow } from '../../renderer/host/browserHost'
import type { PickedFile } from '../../renderer/host/pickers'

/** The disk and the person, shared by every window opened on them. */
export interface Machine {
  readonly disk: Map<string, Uint8Array>
  readonly sizes: Map<string, number>
  readonly kept: Map<string, unknown>
  /** What the person picks next in a dialog; `null` closes it. */
  readonly picks: (string | null)[]
  permission: 'granted' | 'denied'
  full: boolean
  readonly downloads: { name: string; text: string; type: string | null }[]
}

export const machine = (): Machine => ({
  disk: new Map(),
  sizes: new Map(),
  kept: new Map(),
  picks: [],
  permission: 'granted',
  full: false,
  downloads: [],
})

/** A file on the machine, with the size that was claimed for it. */
export function fileOn(machine: Machine, name: string): File {
  const bytes = machine.disk.get(name)
  if (bytes === undefined) throw new DOMException('gone', 'NotFoundError')
  const file = new File([new Uint8Array(bytes)], name)
  const size = machine.sizes.get(name)
  if (size !== undefined) Object.defineProperty(file, 'size', { value: size })
  return file
}

function pickedFile(machine: Machine, name: string): PickedFile {
  return {
    name,
    getFile: async () => fileOn(machine, name),
    isSameEntry: async other => other.name === name,
    queryPermission: async ({ mode }) => (mode === 'read' ? 'granted' : 'prompt'),
    requestPermission: async () => machine.permission,
    async createWritable() {
      // As the standard says: writes go to a swap file, which takes the file's place at close.
      let swap = ''
      let closed = false
      return {
        async write(text: string) {
          if (closed) throw new TypeError('the stream is closed')
          swap += text.slice(0, machine.full ? 1 : undefined)
          if (machine.full) throw new DOMException('full', 'QuotaExceededError')
        },
        async close() {
          if (closed) throw new TypeError('the stream is closed')
          closed = true
          machine.disk.set(name, new TextEncoder().encode(swap))
        },
        async abort() {},
      } as unknown as FileSystemWritableFileStream
    },
  }
}

const request = <T>(result: T, before: () => void = () => {}) => {
  const made = { result, error: null, onsuccess: null as null | (() => void) }
  queueMicrotask(() => {
    before()
    made.onsuccess?.()
  })
  return made
}

function indexedDb(kept: Map<string, unknown>): IDBFactory {
  const objectStore = {
    get: (key: string) => request(kept.get(key)),
    put: (value: unknown, key: string) => request(key, () => kept.set(key, value)),
  }
  const database = {
    transaction: () => ({ objectStore: () => objectStore }),
    createObjectStore() {},
    close() {},
  }
  return { open: () => request(database) } as unknown as IDBFactory
}

/** An `<input type=file>` or `<a download>`, as far as a transfer uses it. */
function element(machine: Machine, tag: string) {
  const target = new EventTarget()
  const made = {
    addEventListener: target.addEventListener.bind(target),
    files: [] as File[],
    href: '',
    download: '',
    remove() {},
    click() {
      if (tag === 'a') {
        void fetch(made.href).then(async got =>
          machine.downloads.push({
            name: made.download,
            text: await got.text(),
            type: got.headers.get('content-type'),
          }),
        )
        return
      }
      const pick = machine.picks.shift() ?? null
      if (pick !== null) made.files = [fileOn(machine, pick)]
      queueMicrotask(() => target.dispatchEvent(new Event(pick === null ? 'cancel' : 'change')))
    },
  }
  return made
}

/** A window on the machine; without `pickers` it is a browser that can only upload and download. */
export function fakeWindow(machine: Machine, { pickers }: { pickers: boolean }) {
  const pick = async () => {
    const name = machine.picks.shift() ?? null
    if (name === null) throw new DOMException('closed', 'AbortError')
    return name
  }
  const scope = Object.assign(new EventTarget(), {
    document: {
      title: '',
      body: { append() {} },
      createElement: (tag: string) => element(machine, tag),
    },
    indexedDB: indexedDb(machine.kept),
    ...(pickers && {
      showOpenFilePicker: async () => [pickedFile(machine, await pick())],
      showSaveFilePicker: async () => pickedFile(machine, await pick()),
    }),
  })
  return scope as unknown as BrowserWindow & EventTarget
}

/** The host of tests: files in memory, a person whose answers are scripted. */

import { readText } from '../../renderer/host/readText'
import { titleOf } from '../../renderer/host/title'
import {
  type FileHandle,
  fileSentences,
  type Host,
  type MenuItem,
  type OpenedFile,
  type Outcome,
  type SaveChoice,
} from '../../shared/host'

/** The scripted person, and what the program did to the machine. */
export interface MemoryHost extends Host {
  /** The text of every file by name; change it to change the "disk". */
  readonly files: Map<string, string>
  /** The file picked in the next open dialogs, in order; `null` cancels. Without a script, every dialog is cancelled. */
  readonly opens: (string | null)[]
  /** The name given in the next save dialogs, in order; `null` cancels, `true` takes the suggested name. */
  readonly saves: (string | true | null)[]
  /** The answers to "Save changes?", in order. Without a script the answer is `cancel`. */
  readonly choices: SaveChoice[]
  /** Sentences with which the next reads or writes fail, in order. */
  readonly failures: string[]
  readonly title: string
  readonly menu: readonly MenuItem[]
  /** The names for which "Save changes?" was asked. */
  readonly asked: readonly string[]
  /** As if the system opened the file with this program. */
  arrive(name: string): Promise<void>
  /** As if the command was chosen in the native menu. */
  command(id: string): void
  /** As if the window was closed: true when it closed. */
  close(): Promise<boolean>
}

/** A host whose disk holds `files` (name to text). */
export function memoryHost(files: Readonly<Record<string, string>> = {}): MemoryHost {
  const disk = new Map(Object.entries(files))
  const opens: (string | null)[] = []
  const saves: (string | true | null)[] = []
  const choices: SaveChoice[] = []
  const failures: string[] = []
  const asked: string[] = []
  const names = new Map<FileHandle, string>()
  let recents: string[] = []
  let title = ''
  let menu: readonly MenuItem[] = []
  const openedListeners = new Set<(file: Outcome<OpenedFile>) => void>()
  const commandListeners = new Set<(id: string) => void>()
  const closingListeners = new Set<() => Promise<boolean>>()

  const handleOf = (name: string): FileHandle => {
    const handle = `memory:${name}` as FileHandle
    names.set(handle, name)
    return handle
  }
  const used = (name: string) => {
    recents = [name, ...recents.filter(other => other !== name)].slice(0, 10)
  }
  const readNamed = (name: string): Outcome<OpenedFile> => {
    const reason = failures.shift()
    if (reason !== undefined) return { ok: false, reason }
    const text = disk.get(name)
    if (text === undefined) return { ok: false, reason: fileSentences.gone(name) }
    return { ok: true, value: { handle: handleOf(name), name, text } }
  }
  const exportNamed = (name: string, text: string) => {
    const reason = failures.shift()
    if (reason !== undefined) return { ok: false, reason } as const
    disk.set(name, text)
    return { ok: true, value: { name } } as const
  }
  const writeNamed = (name: string, text: string) => {
    const written = exportNamed(name, text)
    if (!written.ok) return written
    used(name)
    return { ok: true, value: { handle: handleOf(name), name } } as const
  }
  const listen = <L>(listeners: Set<L>, listener: L) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const withName = <T>(handle: FileHandle, use: (name: string) => Outcome<T>): Outcome<T> => {
    const name = names.get(handle)
    return name === undefined ? { ok: false, reason: fileSentences.unknownHandle } : use(name)
  }

  return {
    kind: 'memory',
    files: disk,
    opens,
    saves,
    choices,
    failures,
    asked,
    get title() {
      return title
    },
    get menu() {
      return menu
    },
    async arrive(name) {
      const file = readNamed(name)
      for (const listener of openedListeners) listener(file)
    },
    command(id) {
      for (const listener of commandListeners) listener(id)
    },
    async close() {
      for (const mayClose of closingListeners) if (!(await mayClose())) return false
      return true
    },
    async open() {
      const name = opens.shift() ?? null
      return name === null ? { ok: 'cancelled' } : readNamed(name)
    },
    read: async handle => withName(handle, readNamed),
    async readDropped(file) {
      const text = await readText(file)
      return text.ok ? { ok: true, value: { handle: null, name: file.name, text: text.value } } : text
    },
    save: async (handle, text) => withName(handle, name => writeNamed(name, text)),
    async saveAs(suggestedName, text) {
      const name = saves.shift() ?? null
      return name === null ? { ok: 'cancelled' } : writeNamed(name === true ? suggestedName : name, text)
    },
    async exportAs(_kind, suggestedName, text) {
      const name = saves.shift() ?? null
      return name === null ? { ok: 'cancelled' } : exportNamed(name === true ? suggestedName : name, text)
    },
    recent: async () => recents.map(name => ({ handle: handleOf(name), name })),
    async remember(handle) {
      const name = names.get(handle)
      if (name !== undefined) used(name)
    },
    async askToSave(name) {
      asked.push(name)
      return choices.shift() ?? 'cancel'
    },
    setTitle(name, edited) {
      title = titleOf(name, edited)
    },
    opened: listener => listen(openedListeners, listener),
    commanded: listener => listen(commandListeners, listener),
    closing: mayClose => listen(closingListeners, mayClose),
    setMenu(items) {
      menu = items
    },
  }
}

/** Files on disk behind opaque handles: the page holds a random id, only this process knows the path. */
import { randomUUID } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  type ExportedFile,
  type FileHandle,
  fileSentences,
  maxFileBytes,
  type OpenedFile,
  type Outcome,
  type RecentFile,
  type SavedFile,
} from '../shared/host'
import { sentenceOfErrno } from './errno'
import { writeAtomic } from './writeAtomic'

const recentCount = 10

export interface Files {
  /** The handle of `path`: the same one for the same path as long as the program runs. */
  handleOf(path: string): FileHandle
  read(handle: FileHandle): Promise<Outcome<OpenedFile>>
  save(handle: FileHandle, text: string): Promise<Outcome<SavedFile>>
  /** Writes what is no circuit: it gets no handle and is not recent. */
  write(path: string, text: string): Promise<Outcome<ExportedFile>>
  recent(): Promise<readonly RecentFile[]>
  /** Puts a file that was read first among the recent ones; saving does so by itself. */
  remember(handle: FileHandle): Promise<void>
}

async function readText(path: string): Promise<Outcome<string>> {
  const name = basename(path)
  try {
    const file = await open(path, 'r')
    try {
      const stat = await file.stat()
      if (stat.isDirectory()) return { ok: false, reason: `${name} is a folder; a circuit is a file.` }
      // A pipe or a device has no end to wait for.
      if (!stat.isFile()) return { ok: false, reason: `${name} is not an ordinary file.` }
      if (stat.size > maxFileBytes) return { ok: false, reason: fileSentences.tooBig(name, stat.size) }
      const bytes = await file.readFile()
      try {
        return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
      } catch {
        return { ok: false, reason: fileSentences.notText(name) }
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { ok: false, reason: sentenceOfErrno(error, name, 'read') }
  }
}

async function writeText(path: string, text: string): Promise<Outcome<ExportedFile>> {
  const name = basename(path)
  try {
    await writeAtomic(path, text)
    return { ok: true, value: { name } }
  } catch (error) {
    return { ok: false, reason: sentenceOfErrno(error, name, 'write') }
  }
}

/** The paths kept from earlier runs. A list that cannot be read is an empty one: it is a convenience, never an error. */
async function keptPaths(recentFile: string): Promise<string[]> {
  try {
    const kept: unknown = JSON.parse(await readFile(recentFile, 'utf8'))
    return Array.isArray(kept) ? kept.filter(path => typeof path === 'string').slice(0, recentCount) : []
  } catch {
    return []
  }
}

/** `recentFile` is where the list of recent paths is kept; `onUsed` hears of every path that was remembered or saved. */
export function openFiles(recentFile: string, onUsed: (path: string) => void = () => {}): Files {
  const pathOf = new Map<FileHandle, string>()
  const idOf = new Map<string, FileHandle>()
  let recents: Promise<string[]> | null = null
  let writing: Promise<unknown> = Promise.resolve()

  const handleOf = (given: string): FileHandle => {
    const path = resolve(given)
    const known = idOf.get(path)
    if (known !== undefined) return known
    const handle = randomUUID() as string as FileHandle
    idOf.set(path, handle)
    pathOf.set(handle, path)
    return handle
  }
  const recentPaths = () => (recents ??= keptPaths(recentFile))

  const keep = async (change: (paths: string[]) => string[]) => {
    const paths = change(await recentPaths()).slice(0, recentCount)
    recents = Promise.resolve(paths)
    await writeAtomic(recentFile, `${JSON.stringify(paths, null, 2)}\n`).catch(() => {})
  }
  const used = async (path: string) => {
    onUsed(path)
    await keep(paths => [path, ...paths.filter(other => other !== path)])
  }
  /** One at a time, so that two saves of one file land in the order in which they were asked for. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = writing.then(work)
    writing = done.catch(() => {})
    return done
  }

  return {
    handleOf,
    async read(handle) {
      const path = pathOf.get(handle)
      if (path === undefined) return { ok: false, reason: fileSentences.unknownHandle }
      const text = await readText(path)
      if (!text.ok) return text
      return { ok: true, value: { handle, name: basename(path), text: text.value } }
    },
    save(handle, text) {
      return inTurn(async (): Promise<Outcome<SavedFile>> => {
        const path = pathOf.get(handle)
        if (path === undefined) return { ok: false, reason: fileSentences.unknownHandle }
        const written = await writeText(path, text)
        if (!written.ok) return written
        await used(path)
        return { ok: true, value: { handle, ...written.value } }
      })
    },
    write: (path, text) => inTurn(() => writeText(path, text)),
    async remember(handle) {
      const path = pathOf.get(handle)
      if (path !== undefined) await inTurn(() => used(path))
    },
    async recent() {
      return (await recentPaths()).map(path => ({ handle: handleOf(path), name: basename(path) }))
    },
  }
}

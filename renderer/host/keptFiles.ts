/** Remembers recent files between visits: the browser keeps the file handles themselves in IndexedDB. */
import type { PickedFile } from './pickers'

const recentCount = 10
const store = 'recent'

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function database(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open('chainrule', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(store)
  return answerOf(request)
}

export interface KeptFiles {
  /** Most recent first. */
  list(): Promise<readonly PickedFile[]>
  put(file: PickedFile): Promise<void>
}

/** The files kept in `factory`. Where the browser refuses to keep (private windows), they live as long as the page. */
export function keptFiles(factory: IDBFactory | undefined): KeptFiles {
  let files: Promise<readonly PickedFile[]> | null = null

  const load = async (): Promise<readonly PickedFile[]> => {
    if (factory === undefined) return []
    try {
      const open = await database(factory)
      const kept = await answerOf(open.transaction(store).objectStore(store).get('files'))
      open.close()
      return Array.isArray(kept) ? kept : []
    } catch {
      return []
    }
  }
  const keep = async (list: readonly PickedFile[]) => {
    if (factory === undefined) return
    try {
      const open = await database(factory)
      await answerOf(open.transaction(store, 'readwrite').objectStore(store).put(list, 'files'))
      open.close()
    } catch {
      // Recent files are a convenience: without a place to keep them, this visit's list still works.
    }
  }
  const list = () => (files ??= load())

  return {
    list,
    async put(file) {
      const before = await list()
      const same = await Promise.all(before.map(other => other.isSameEntry(file)))
      const after = [file, ...before.filter((_, at) => !same[at])].slice(0, recentCount)
      files = Promise.resolve(after)
      await keep(after)
    },
  }
}

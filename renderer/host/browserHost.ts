/** The host in a web browser: its file pickers where it has them, upload and download elsewhere. */
import {
  type Asked,
  type DroppedFile,
  type ExportedFile,
  exportKinds,
  type FileHandle,
  fileSentences,
  type Host,
  type OpenedFile,
  type Outcome,
  type SaveChoice,
  type SavedFile,
} from '../../shared/host'
import { sentenceOfFault } from './faults'
import { keptFiles } from './keptFiles'
import {
  circuitMime,
  circuitType,
  exportType,
  isAllowed,
  type PickedFile,
  picked,
  pickersOf,
  writeBack,
} from './pickers'
import { readText } from './readText'
import { titleOf } from './title'
import { download, type Page, upload } from './transfer'

/** The parts of a browser window that the host needs. */
export interface BrowserWindow {
  readonly document: Page & { title: string }
  readonly indexedDB?: IDBFactory
  addEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void
  removeEventListener(type: 'beforeunload', listener: (event: BeforeUnloadEvent) => void): void
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

async function opened(file: DroppedFile, handle: FileHandle | null): Promise<Outcome<OpenedFile>> {
  const text = await readText(file)
  return text.ok ? { ok: true, value: { handle, name: file.name, text: text.value } } : text
}

/** `confirm` asks "Save changes to NAME?" in the page, since a browser has no such dialog. */
export function browserHost(
  confirm: (name: string) => Promise<SaveChoice>,
  scope: BrowserWindow = window as unknown as BrowserWindow,
): Host {
  const page = scope.document
  const pickers = pickersOf(scope)
  const kept = keptFiles(scope.indexedDB)
  const files = new Map<FileHandle, PickedFile>()
  let edited = false
  let asking = 0

  const handleOf = async (file: PickedFile): Promise<FileHandle> => {
    for (const [handle, known] of files) if (await known.isSameEntry(file)) return handle
    const handle = `file-${files.size + 1}` as FileHandle
    files.set(handle, file)
    return handle
  }
  const readPicked = async (file: PickedFile, handle: FileHandle): Promise<Outcome<OpenedFile>> => {
    try {
      if (!(await isAllowed(file, 'read'))) throw new DOMException('', 'NotAllowedError')
      return await opened(await file.getFile(), handle)
    } catch (error) {
      return { ok: false, reason: sentenceOfFault(error, file.name, 'read') }
    }
  }
  const writePicked = async (file: PickedFile, text: string): Promise<Outcome<SavedFile>> => {
    const written = await exportPicked(file, text)
    if (!written.ok) return written
    await kept.put(file)
    return { ok: true, value: { handle: await handleOf(file), ...written.value } }
  }
  const exportPicked = async (file: PickedFile, text: string): Promise<Outcome<ExportedFile>> => {
    try {
      if (!(await isAllowed(file, 'readwrite'))) throw new DOMException('', 'NotAllowedError')
      await writeBack(file, text)
      return { ok: true, value: { name: file.name } }
    } catch (error) {
      return { ok: false, reason: sentenceOfFault(error, file.name, 'write') }
    }
  }
  /** Runs a picker; a refusal by the browser (no user gesture, a policy) becomes a sentence. */
  const ask = async <F, T>(
    picker: () => Promise<F>,
    use: (file: F) => Promise<Outcome<T>>,
    what: string,
  ): Promise<Asked<T>> => {
    let file: F | null
    try {
      file = await picked(picker())
    } catch (error) {
      return { ok: false, reason: sentenceOfFault(error, what, 'read') }
    }
    return file === null ? { ok: 'cancelled' } : use(file)
  }
  const guard = () => {
    scope.removeEventListener('beforeunload', warn)
    // Listened to only while there is something to lose: a page with this listener is not kept by the back button.
    if (edited && asking > 0) scope.addEventListener('beforeunload', warn)
  }

  return {
    kind: 'browser',
    open: () =>
      pickers === null
        ? ask(
            () => upload(page),
            file => opened(file!, null),
            'The file',
          )
        : ask(
            async () => (await pickers.showOpenFilePicker({ types: [circuitType], multiple: false }))[0]!,
            async file => readPicked(file, await handleOf(file)),
            'The file',
          ),
    async read(handle) {
      const file = files.get(handle)
      return file === undefined
        ? { ok: false, reason: fileSentences.unknownHandle }
        : readPicked(file, handle)
    },
    readDropped: file => opened(file, null),
    async save(handle, text) {
      const file = files.get(handle)
      return file === undefined ? { ok: false, reason: fileSentences.unknownHandle } : writePicked(file, text)
    },
    async saveAs(suggestedName, text) {
      if (pickers !== null) {
        return ask(
          () => pickers.showSaveFilePicker({ types: [circuitType], suggestedName }),
          file => writePicked(file, text),
          suggestedName,
        )
      }
      download(page, suggestedName, text, circuitMime)
      return { ok: true, value: { handle: null, name: suggestedName } }
    },
    async exportAs(kind, suggestedName, text) {
      if (pickers !== null) {
        const types = [exportType(exportKinds[kind])]
        return ask(
          () => pickers.showSaveFilePicker({ types, suggestedName }),
          file => exportPicked(file, text),
          suggestedName,
        )
      }
      download(page, suggestedName, text, exportKinds[kind].type)
      return { ok: true, value: { name: suggestedName } }
    },
    async recent() {
      if (pickers === null) return []
      return Promise.all(
        (await kept.list()).map(async file => ({ handle: await handleOf(file), name: file.name })),
      )
    },
    async remember(handle) {
      const file = files.get(handle)
      if (file !== undefined) await kept.put(file)
    },
    askToSave: confirm,
    setTitle(name, isEdited) {
      page.title = titleOf(name, isEdited)
      edited = isEdited
      guard()
    },
    opened: () => () => {},
    commanded: () => () => {},
    closing() {
      asking++
      guard()
      return () => {
        asking--
        guard()
      }
    },
    setMenu() {},
  }
}

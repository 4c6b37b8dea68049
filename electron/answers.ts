/** What the main process does for each thing the page asks: dialogs, files, menu, title mark. */
import { basename, extname, join } from 'node:path'
import {
  type Asked,
  type ExportedFile,
  type ExportKind,
  exportKinds,
  type MenuItem,
  type OpenedFile,
  type Outcome,
  type SaveChoice,
  type SavedFile,
} from '../shared/host'
import type { Closing } from './closing'
import type { Files } from './files'
import type { Answers } from './ipc'

interface Filter {
  readonly name: string
  readonly extensions: string[]
}

/** The parts of Electron that the answers use, so that tests can stand in for them. */
export interface Desk {
  readonly files: Files
  readonly closing: Closing
  showOpen(options: { filters: Filter[] }): Promise<string | null>
  showSave(options: { defaultPath: string; filters: Filter[] }): Promise<string | null>
  /** The index of the button chosen. */
  showQuestion(options: { message: string; detail: string; buttons: string[] }): Promise<number>
  exists(path: string): Promise<boolean>
  /** Where Save As starts when no file was opened before. */
  readonly folder: string
  setEdited(edited: boolean): void
  setMenu(items: readonly MenuItem[]): void
  /** The page listens for files given from outside: on the command line, by a double click. */
  startOpening(): void
}

const filters: Filter[] = [
  { name: 'Chainrule circuits', extensions: ['circuit'] },
  { name: 'All files', extensions: ['*'] },
]

const filtersOf = ({ label, extension }: (typeof exportKinds)[ExportKind]): Filter[] => [
  { name: label, extensions: [extension] },
  filters[1]!,
]

/** A name that every system allows: no folders, no control or reserved characters, not longer than a disk takes. */
export function plainName(suggested: string): string {
  const name = basename(suggested.replaceAll('\\', '/'))
    .replace(/[<>:"|?*]|\p{Cc}/gu, '')
    .trim()
  if (/^\.*$/.test(name)) return 'Untitled.circuit'
  const extension = extname(name).slice(0, 16)
  const stem = name.slice(0, name.length - extension.length)
  // Disks count to 255, most of them in bytes; a character of ours has at most four.
  return [...stem].slice(0, 50).join('') === stem
    ? name
    : `${[...stem].slice(0, 50).join('').trim()}${extension}`
}

/** Adds the extension that a person left out, unless that would hit a file which the dialog has not asked about. */
async function withExtension(path: string, extension: string, exists: Desk['exists']): Promise<string> {
  if (extname(path) !== '') return path
  const whole = `${path}.${extension}`
  return (await exists(whole)) ? path : whole
}

const choices: readonly SaveChoice[] = ['save', 'discard', 'cancel']

export const answersOf = (desk: Desk) =>
  ({
    async open(): Promise<Asked<OpenedFile>> {
      const path = await desk.showOpen({ filters })
      return path === null ? { ok: 'cancelled' } : await desk.files.read(desk.files.handleOf(path))
    },
    read: handle => desk.files.read(handle),
    save: (handle, text): Promise<Outcome<SavedFile>> => desk.files.save(handle, text),
    async saveAs(suggestedName, text): Promise<Asked<SavedFile>> {
      const path = await desk.showSave({ defaultPath: join(desk.folder, plainName(suggestedName)), filters })
      if (path === null) return { ok: 'cancelled' }
      return await desk.files.save(
        desk.files.handleOf(await withExtension(path, 'circuit', desk.exists)),
        text,
      )
    },
    async exportAs(kind, suggestedName, text): Promise<Asked<ExportedFile>> {
      const path = await desk.showSave({
        defaultPath: join(desk.folder, plainName(suggestedName)),
        filters: filtersOf(exportKinds[kind]),
      })
      if (path === null) return { ok: 'cancelled' }
      return await desk.files.write(await withExtension(path, exportKinds[kind].extension, desk.exists), text)
    },
    recent: () => desk.files.recent(),
    remember: handle => desk.files.remember(handle),
    async askToSave(name): Promise<SaveChoice> {
      const chosen = await desk.showQuestion({
        message: `Save the changes to ${name}?`,
        detail: 'They are lost if you don’t save them.',
        buttons: ['Save', 'Don’t Save', 'Cancel'],
      })
      return choices[chosen] ?? 'cancel'
    },
    handleOf: path => (/\.circuit$/i.test(path) ? desk.files.handleOf(path) : null),
    setEdited: edited => desk.setEdited(edited),
    setMenu: items => desk.setMenu(items),
    listen(what) {
      if (what === 'closing') desk.closing.listen()
      else desk.startOpening()
    },
    unlisten: () => desk.closing.unlisten(),
    mayClose: answer => desk.closing.answer(answer),
  }) satisfies Answers

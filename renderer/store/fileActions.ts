/** New, open, save: between the open document and the host's files. Nothing unsaved is lost without a question. */
import { create } from 'zustand'
import { type Document, emptyDocument } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import type { GalleryCircuit } from '../../shared/gallery/index'
import {
  type Asked,
  type DroppedFile,
  type ExportKind,
  exportKinds,
  type Host,
  type OpenedFile,
  type RecentFile,
  type SavedFile,
} from '../../shared/host'
import { commitGesture, isEdited, markSaved, type OpenFile, openDocument, useDocument } from './documentStore'
import { dismissNotice, notify, select } from './sessionStore'

interface Files {
  readonly host: Host | null
  readonly recent: readonly RecentFile[]
}

export const useFiles = create<Files>()(() => ({ host: null, recent: [] }))

export const setHost = (host: Host) => useFiles.setState({ host })

function theHost(): Host {
  const { host } = useFiles.getState()
  if (!host) throw new Error('internal: a file action before setHost')
  return host
}

/** Asks the host anew which files were used lately. */
export async function refreshRecent() {
  const recent = await answered(theHost().recent())
  // A list that cannot be had is an empty menu, not a fault that a person could do something about.
  useFiles.setState({ recent: 'ok' in recent ? [] : recent })
}

/** Only what was really opened is offered again. */
async function remember({ handle }: OpenFile) {
  if (handle !== null) await answered(theHost().remember(handle))
  await refreshRecent()
}

/** The host returns what may go wrong; what it throws is a fault of the program, and a sentence all the same. */
async function answered<T>(asked: Promise<T>): Promise<T | { readonly ok: false; readonly reason: string }> {
  try {
    return await asked
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: `This did not work, by a fault in the program: ${message}` }
  }
}

/** Counts wishes to open something: only the newest may still do so when its file has been read. */
let wish = 0

export const newDocument = () => open(async () => ({ ok: true, document: emptyDocument }))
export const openFile = () => open(() => read(theHost().open()))
export const openRecent = ({ handle }: RecentFile) => open(() => read(theHost().read(handle)))
export const openDropped = (file: DroppedFile) => open(() => read(theHost().readDropped(file)))
export const openFromGallery = (item: GalleryCircuit) => open(async () => fromGallery(item))

export type Opening =
  | { readonly ok: true; readonly document: Document; readonly file?: OpenFile }
  | { readonly ok: false; readonly reason: string }
  | { readonly ok: 'cancelled' }

/** Opens what `reading` brings. Reads first and asks then: a cancelled dialog or a bad file costs no question. */
export async function open(reading: () => Promise<Opening>): Promise<void> {
  const mine = ++wish
  const opening = await reading()
  if (opening.ok === 'cancelled' || mine !== wish) return
  if (!opening.ok) return notify(opening.reason, 'error')
  if (!(await mayLeave()) || mine !== wish) return
  show(opening.document, opening.file)
  if (opening.file) await remember(opening.file)
}

/** Makes it the open document, without a question. */
export function show(document: Document, file?: OpenFile) {
  openDocument(document, file)
  select([])
  dismissNotice()
}

/** What the host read, as a document, or the sentence why not. */
export async function read(asked: Promise<Asked<OpenedFile>>): Promise<Opening> {
  const outcome = await answered(asked)
  if (outcome.ok !== true) return outcome
  const { text, ...file } = outcome.value
  const parsed = parseCircuitFile(text)
  return parsed.ok
    ? { ok: true, document: parsed.document, file }
    : { ok: false, reason: `${file.name} cannot be opened: ${lowerFirst(parsed.reason)}` }
}

/** "The file is empty" reads on after a colon; a place such as `/circuit` stays as it is. */
const lowerFirst = (sentence: string) => sentence.replace(/^The file /, 'the file ')

export function fromGallery({ id, text }: GalleryCircuit): Opening {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error(`internal: gallery circuit ${id}: ${parsed.reason}`)
  return { ok: true, document: parsed.document, file: { handle: null, name: `${id}.circuit` } }
}

/** True when the open document may go: it is saved, or the person gives it up. */
export async function mayLeave(): Promise<boolean> {
  for (;;) {
    commitGesture()
    const state = useDocument.getState()
    if (!isEdited(state)) return true
    const choice = await answered(theHost().askToSave(state.file.name))
    if (choice === 'discard') return true
    if (typeof choice === 'object') notify(choice.reason, 'error')
    if (choice !== 'save' || !(await save())) return false
  }
}

/** Writes are one after the other, so that an older text never lands on a newer one. */
let writing: Promise<unknown> = Promise.resolve()

/** True when the document as it stood is in its file; asks where when it has none. */
export function save(): Promise<boolean> {
  const { handle } = useDocument.getState().file
  if (handle === null) return saveAs()
  return write(text => {
    const turn = writing.then(() => theHost().save(handle, text))
    writing = turn.catch(() => {})
    return turn
  })
}

export const saveAs = (): Promise<boolean> =>
  write(text => theHost().saveAs(suggestedName(useDocument.getState().file.name), text))

const suggestedName = (name: string) =>
  /\.circuit$/i.test(name) ? name : `${name.replace(/\.json$/i, '')}.circuit`

/** Writes something made of the circuit where the person says; the document and its file are not touched. */
export async function exportAs(kind: ExportKind, name: string, text: string): Promise<void> {
  const outcome = await answered(theHost().exportAs(kind, `${name}.${exportKinds[kind].extension}`, text))
  if (outcome.ok === false) notify(outcome.reason, 'error')
  else if (outcome.ok === true) notify(`${outcome.value.name} was saved.`)
}

async function write(to: (text: string) => Promise<Asked<SavedFile>>): Promise<boolean> {
  commitGesture()
  const { history, file, epoch } = useDocument.getState()
  const outcome = await answered(to(serializeCircuitFile(history.present)))
  if (outcome.ok === 'cancelled') return false
  if (!outcome.ok) {
    notify(outcome.reason, 'error')
    return false
  }
  // Meanwhile another document may have been opened, or this one saved under another name: neither is touched.
  const now = useDocument.getState()
  if (now.epoch === epoch && now.file.handle === file.handle) markSaved(history.present, outcome.value)
  void refreshRecent()
  return true
}

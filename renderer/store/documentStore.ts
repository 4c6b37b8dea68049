/** The open document, its undo history, and the file it belongs to. Every change of the document goes through `edit`. */
import { create } from 'zustand'
import { type Document, emptyDocument } from '../../shared/document/document'
import type { FileHandle } from '../../shared/host'
import * as history from './history'
import { useSession } from './sessionStore'

export interface OpenFile {
  readonly handle: FileHandle | null
  readonly name: string
}

const untitled: OpenFile = { handle: null, name: 'untitled.circuit' }

interface DocumentState {
  readonly history: history.History<Document>
  readonly file: OpenFile
  /** The document as it is on disk; another object means unsaved changes. */
  readonly saved: Document
  /** Counts documents opened, so that a late answer never lands in another document. */
  readonly epoch: number
}

export const useDocument = create<DocumentState>()(() => ({
  history: history.historyOf(emptyDocument),
  file: untitled,
  saved: emptyDocument,
  epoch: 0,
}))

const update = (change: (h: history.History<Document>) => history.History<Document>) =>
  useDocument.setState(state => {
    const next = change(state.history)
    return next === state.history ? state : { history: next }
  })

/** While presenting, the document stays as it is. */
const updateFreely: typeof update = change => {
  if (!useSession.getState().presenting) update(change)
}

export const currentDocument = (): Document => useDocument.getState().history.present

/** One edit is one undo entry, unless a gesture is running. */
export const edit = (change: (document: Document) => Document) =>
  updateFreely(h => history.edit(h, change(h.present)))
export const beginGesture = () => update(history.begin)
export const commitGesture = () => update(history.commit)
export const cancelGesture = () => update(history.cancel)
export const undo = () => updateFreely(history.undo)
export const redo = () => updateFreely(history.redo)

/** Replaces the open document; its history starts afresh. */
export function openDocument(document: Document, file: OpenFile = untitled) {
  useDocument.setState(({ epoch }) => ({
    history: history.historyOf(document),
    file,
    saved: document,
    epoch: epoch + 1,
  }))
}

export const markSaved = (document: Document, file: OpenFile) =>
  useDocument.setState({ saved: document, file })

export const isEdited = ({ history: h, saved }: DocumentState): boolean => h.present !== saved
export const selectDocument = (state: DocumentState): Document => state.history.present
export const selectCircuit = (state: DocumentState) => state.history.present.circuit

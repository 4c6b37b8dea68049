/** What the app asks of its machine. Implemented for Electron, the browser and tests; one contract suite runs on all three. */

/** Names a file without telling where it is: only the host can resolve it. */
export type FileHandle = string & { readonly fileHandle: unique symbol }

export interface OpenedFile {
  /** `null` where the file cannot be written back (an upload): the next save asks where. */
  readonly handle: FileHandle | null
  /** The file's name without its folder, e.g. `notes.circuit`. */
  readonly name: string
  readonly text: string
}

export interface SavedFile {
  readonly handle: FileHandle | null
  readonly name: string
}

export interface ExportedFile {
  readonly name: string
}

/** What may be written besides circuits, by the words of a save dialog, the ending of the name, and the type on the web. */
export const exportKinds = {
  latex: { label: 'LaTeX documents', extension: 'tex', type: 'application/x-tex' },
  markdown: { label: 'Markdown documents', extension: 'md', type: 'text/markdown' },
} as const
export type ExportKind = keyof typeof exportKinds

export interface RecentFile {
  readonly handle: FileHandle
  readonly name: string
}

/** Expected failures are returned with a sentence for the person; cancelling is not a failure; only our bugs throw. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }
export type Asked<T> = Outcome<T> | { readonly ok: 'cancelled' }

/** A file dropped on the window: what the host needs of a DOM `File`. */
export interface DroppedFile {
  readonly name: string
  /** In bytes. */
  readonly size: number
  arrayBuffer(): Promise<ArrayBuffer>
}

export type SaveChoice = 'save' | 'discard' | 'cancel'

export interface Host {
  readonly kind: 'electron' | 'browser' | 'memory'
  /** Asks which file to open, and reads it. */
  open(): Promise<Asked<OpenedFile>>
  /** Reads a file known from before (recent, dropped, or opened by the system). */
  read(handle: FileHandle): Promise<Outcome<OpenedFile>>
  /** Reads a file dropped on the window. */
  readDropped(file: DroppedFile): Promise<Outcome<OpenedFile>>
  /** Writes back to `handle`; the file holds the old text or the new one, never a part. */
  save(handle: FileHandle, text: string): Promise<Outcome<SavedFile>>
  /** Asks where to save, and writes there. */
  saveAs(suggestedName: string, text: string): Promise<Asked<SavedFile>>
  /** Asks where to write something made of the circuit, and writes it there. It is no circuit: there is no handle, and it is not recent. */
  exportAs(kind: ExportKind, suggestedName: string, text: string): Promise<Asked<ExportedFile>>
  /** The files used lately, newest first: those saved, and those that were read and `remember`ed. */
  recent(): Promise<readonly RecentFile[]>
  /** What was read is a circuit, and was opened: only the page can tell, so only then it is among the recent files. */
  remember(handle: FileHandle): Promise<void>
  /** "Save changes to NAME?" before they would be lost. */
  askToSave(name: string): Promise<SaveChoice>
  /** Shows the file's name and the unsaved mark in the window's title. */
  setTitle(name: string, edited: boolean): void
  /** The file that the program was started with, if any. */
  opened(listener: (file: Outcome<OpenedFile>) => void): () => void
  /** A command chosen in the native menu, by its id. */
  commanded(listener: (commandId: string) => void): () => void
  /** Called before the window closes; the window stays open unless `mayClose` answers true. */
  closing(mayClose: () => Promise<boolean>): () => void
  /** Hands the commands to the native menu (no effect where there is none). */
  setMenu(items: readonly MenuItem[]): void
}

/** The menus, in their order. */
export const menus = ['File', 'Edit', 'View', 'Circuit', 'Timeline', 'Help'] as const
export type Menu = (typeof menus)[number]

/** Entries that the system carries out itself: they raise the page's copy, cut and paste events, which need no permission. */
export const menuRoles = ['cut', 'copy', 'paste'] as const
export type MenuRole = (typeof menuRoles)[number]

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly menu: Menu
  /** The heading in its menu under which it stands with its neighbours of the same heading. */
  readonly submenu: string | null
  /** Electron accelerator text, e.g. `CmdOrCtrl+S`. */
  readonly shortcut: string | null
  readonly enabled: boolean
  /** `null` for what has no tick. */
  readonly checked: boolean | null
  /** A line stands above it. */
  readonly startsGroup: boolean
  readonly role: MenuRole | null
}

export interface MenuEntry<T> {
  readonly submenu: string | null
  readonly items: readonly T[]
}

/** What a menu shows: one entry per item, and one for all neighbours under one heading. */
export function menuEntries<T extends { readonly submenu?: string | null }>(
  items: readonly T[],
): readonly MenuEntry<T>[] {
  const entries: { submenu: string | null; items: T[] }[] = []
  for (const item of items) {
    const submenu = item.submenu ?? null
    const last = entries.at(-1)
    if (submenu !== null && last?.submenu === submenu) last.items.push(item)
    else entries.push({ submenu, items: [item] })
  }
  return entries
}

/** What Electron's preload script offers the page as `window.chainrule`; the renderer's Electron host is a thin cover over it. */
export interface Bridge extends Omit<Host, 'kind' | 'readDropped' | 'setTitle'> {
  /** The handle of a dropped file that can be written back; `null` for any other, which is then read as an upload. */
  handleOf(file: DroppedFile): Promise<FileHandle | null>
  /** Tells the window whether there is unsaved work (the dot in macOS's close button). */
  setEdited(edited: boolean): void
}

/** The largest file that is read, in bytes: a longer text would not fit one JavaScript string. */
export const maxFileBytes = 512e6

/** The sentences that every host says alike. */
export const fileSentences = {
  tooBig: (name: string, bytes: number) =>
    `${name} is too large: a circuit file has at most 512 MB; it has ${Math.ceil(bytes / 1e6)} MB.`,
  notText: (name: string) => `${name} is not a text file: it must be UTF-8, and it holds other bytes.`,
  gone: (name: string) => `${name} is no longer where it was; it may have been moved, renamed or deleted.`,
  unknownHandle: 'This file is no longer known to the program; open it again with File > Open.',
}

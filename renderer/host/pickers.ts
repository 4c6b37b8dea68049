/** The browser's file pickers (File System Access API), where it has them. */
import type { ExportKind, exportKinds } from '../../shared/host'
import { faultOf } from './faults'

type Permission = 'granted' | 'denied' | 'prompt'

/** A file that the browser lets us write back to; lib.dom lacks the permission methods. */
export interface PickedFile {
  readonly name: string
  getFile(): Promise<File>
  createWritable(): Promise<FileSystemWritableFileStream>
  isSameEntry(other: PickedFile): Promise<boolean>
  queryPermission?(descriptor: { mode: 'read' | 'readwrite' }): Promise<Permission>
  requestPermission?(descriptor: { mode: 'read' | 'readwrite' }): Promise<Permission>
}

interface PickerType {
  readonly description: string
  readonly accept: Readonly<Record<string, readonly string[]>>
}

export interface Pickers {
  showOpenFilePicker(options: { types: PickerType[]; multiple: false }): Promise<PickedFile[]>
  showSaveFilePicker(options: { types: PickerType[]; suggestedName: string }): Promise<PickedFile>
}

export const circuitMime = 'application/x-chainrule-circuit+json'

export const circuitType: PickerType = {
  description: 'Chainrule circuits',
  accept: { [circuitMime]: ['.circuit'] },
}

export const exportType = ({ label, type, extension }: (typeof exportKinds)[ExportKind]): PickerType => ({
  description: label,
  accept: { [type]: [`.${extension}`] },
})

/** The pickers of `scope` (a window), or `null` where the browser has none. */
export const pickersOf = (scope: object): Pickers | null =>
  'showOpenFilePicker' in scope && 'showSaveFilePicker' in scope ? (scope as Pickers) : null

/** What was picked, or `null` when the person closed the picker. */
export async function picked<T>(picker: Promise<T>): Promise<T | null> {
  try {
    return await picker
  } catch (error) {
    if (faultOf(error) === 'AbortError') return null
    throw error
  }
}

/** Whether the file may be used, asking the person where the browser wants that. */
export async function isAllowed(file: PickedFile, mode: 'read' | 'readwrite'): Promise<boolean> {
  if ((await file.queryPermission?.({ mode })) === 'granted') return true
  return file.requestPermission === undefined || (await file.requestPermission({ mode })) === 'granted'
}

/** Replaces the file's contents; the browser writes beside the file and swaps it in at `close`, so a failure leaves the old text. */
export async function writeBack(file: PickedFile, text: string): Promise<void> {
  const writable = await file.createWritable()
  try {
    await writable.write(text)
  } catch (error) {
    await writable.abort().catch(() => {})
    throw error
  }
  await writable.close()
}

/** The File menu. */
import { type GalleryCircuit, gallery } from '../../shared/gallery/index'
import type { RecentFile } from '../../shared/host'
import { newDocument, openFile, openFromGallery, openRecent, save, saveAs } from '../store/fileActions'
import { type Command, command } from './command'
import { exportCommands } from './derivation'
import { finishTyping } from './textFields'

/** The File commands take the document as it is, so what is being typed comes in first. */
const withAllTyped =
  <T>(run: () => T) =>
  (): T => {
    finishTyping()
    return run()
  }

const always = { menu: 'File', inTextFields: true } as const

const fromGallery = (item: GalleryCircuit): Command =>
  command({
    ...always,
    id: `file.gallery.${item.id}`,
    label: item.title,
    submenu: 'New from gallery',
    keywords: ['example', 'template', 'gallery', item.id],
    run: withAllTyped(() => openFromGallery(item)),
  })

const fromRecent = (file: RecentFile): Command =>
  command({
    ...always,
    id: `file.recent.${file.handle}`,
    label: file.name,
    submenu: 'Open recent',
    keywords: ['last', 'history'],
    run: withAllTyped(() => openRecent(file)),
  })

/** `recent` lists the files used lately, newest first. */
export const fileCommands = (recent: readonly RecentFile[]): readonly Command[] => [
  command({
    ...always,
    id: 'file.new',
    label: 'New',
    shortcuts: ['Mod+N', 'Mod+Alt+N'],
    keywords: ['empty', 'circuit', 'clear'],
    run: withAllTyped(newDocument),
  }),
  ...gallery.map(fromGallery),
  command({
    ...always,
    id: 'file.open',
    label: 'Open…',
    shortcuts: ['Mod+O'],
    keywords: ['load', 'file'],
    run: withAllTyped(openFile),
  }),
  ...recent.map(fromRecent),
  command({
    ...always,
    id: 'file.save',
    label: 'Save',
    shortcuts: ['Mod+S'],
    keywords: ['write', 'file'],
    startsGroup: true,
    run: withAllTyped(save),
  }),
  command({
    ...always,
    id: 'file.saveAs',
    label: 'Save as…',
    shortcuts: ['Mod+Shift+S'],
    keywords: ['copy', 'download', 'name'],
    run: withAllTyped(saveAs),
  }),
  ...exportCommands,
]

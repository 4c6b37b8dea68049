/** Connects the host with the open document: the first circuit, the title, closing, and files that come from outside. */
import { gallery } from '../../shared/gallery/index'
import type { Host } from '../../shared/host'
import { isEdited, useDocument } from './documentStore'
import { fromGallery, mayLeave, open, openDropped, read, refreshRecent, setHost, show } from './fileActions'

/** The circuit that the first window shows. */
const firstCircuit = 'notes-mlp-2-3-2'

/** Opens the first circuit and listens to the host, and to `page` for dropped files. Returns how to stop. */
export function startFiles(host: Host, page: EventTarget = window): () => void {
  setHost(host)
  const first = gallery.find(item => item.id === firstCircuit)
  const opening = first && fromGallery(first)
  if (opening?.ok === true) show(opening.document, opening.file)
  void refreshRecent()
  const stops = [
    followTitle(host),
    host.opened(file => void open(() => read(Promise.resolve(file)))),
    host.closing(mayLeave),
    acceptDrops(page),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function followTitle(host: Host): () => void {
  let shown = ''
  const show = () => {
    const state = useDocument.getState()
    const { name } = state.file
    const edited = isEdited(state)
    if (shown === `${edited} ${name}`) return
    shown = `${edited} ${name}`
    host.setTitle(name, edited)
  }
  show()
  return useDocument.subscribe(show)
}

/** Files may be dropped anywhere on the page; other drags are left to those who know them. */
function acceptDrops(page: EventTarget): () => void {
  const over = (event: Event) => {
    const { dataTransfer } = event as DragEvent
    if (!dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    dataTransfer.dropEffect = 'copy'
  }
  const drop = (event: Event) => {
    const { dataTransfer } = event as DragEvent
    if (!dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    const file = dataTransfer.files[0]
    if (file) void openDropped(file)
  }
  page.addEventListener('dragover', over)
  page.addEventListener('drop', drop)
  return () => {
    page.removeEventListener('dragover', over)
    page.removeEventListener('drop', drop)
  }
}

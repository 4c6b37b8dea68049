/** The host in the desktop program: a thin cover over what the preload script offers. */
import type { Bridge, Host } from '../../shared/host'
import { readText } from './readText'
import { titleOf } from './title'

declare global {
  interface Window {
    /** Present in the desktop program only; see electron/preload.ts. */
    readonly chainrule?: Bridge
  }
}

/** `page` is the document whose title the window shows. */
export function electronHost(bridge: Bridge, page: { title: string } = document): Host {
  return {
    kind: 'electron',
    open: () => bridge.open(),
    read: handle => bridge.read(handle),
    async readDropped(file) {
      const handle = await bridge.handleOf(file)
      if (handle !== null) return bridge.read(handle)
      const text = await readText(file)
      return text.ok ? { ok: true, value: { handle: null, name: file.name, text: text.value } } : text
    },
    save: (handle, text) => bridge.save(handle, text),
    saveAs: (suggestedName, text) => bridge.saveAs(suggestedName, text),
    exportAs: (kind, suggestedName, text) => bridge.exportAs(kind, suggestedName, text),
    recent: () => bridge.recent(),
    remember: handle => bridge.remember(handle),
    askToSave: name => bridge.askToSave(name),
    setTitle(name, edited) {
      page.title = titleOf(name, edited)
      bridge.setEdited(edited)
    },
    opened: listener => bridge.opened(listener),
    commanded: listener => bridge.commanded(listener),
    closing: mayClose => bridge.closing(mayClose),
    setMenu: items => bridge.setMenu(items),
  }
}

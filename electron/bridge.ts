/** What `window.chainrule` does: every call becomes one message to the main process. */
import type { Bridge, FileHandle } from '../shared/host'
import type { Channel, GivenTo } from './channels'

// Electron types what the main process sends as `any[]`; each listener below says what it hears.
// biome-ignore lint/suspicious/noExplicitAny: Electron's own signature
type Heard = (event: any, ...args: any[]) => void

/** The part of Electron's `ipcRenderer` that is used. */
export interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: Heard): unknown
  off(channel: string, listener: Heard): unknown
}

/** `pathOf` is Electron's `webUtils.getPathForFile`: empty for a `File` that does not stand for a file on disk. */
export function bridgeOver(ipc: IpcRenderer, pathOf: (file: File) => string): Bridge {
  // The main process answers each channel with what the interface promises; `answers.ts` is typed against it.
  const ask = <C extends Channel>(channel: C, ...args: GivenTo<C>) =>
    ipc.invoke(channel, ...args) as Promise<never>
  /** Nobody waits for an answer: what goes wrong is for the log. */
  const tell = <C extends Channel>(channel: C, ...args: GivenTo<C>) =>
    void ask(channel, ...args).catch(error => console.error(error))
  const hear = <A extends unknown[]>(channel: string, listener: (...args: A) => void) => {
    const heard: Heard = (_event, ...args) => listener(...(args as A))
    ipc.on(channel, heard)
    return () => void ipc.off(channel, heard)
  }

  return {
    open: () => ask('open'),
    read: handle => ask('read', handle),
    save: (handle, text) => ask('save', handle, text),
    saveAs: (suggestedName, text) => ask('saveAs', suggestedName, text),
    exportAs: (kind, suggestedName, text) => ask('exportAs', kind, suggestedName, text),
    recent: () => ask('recent'),
    remember: handle => ask('remember', handle),
    askToSave: name => ask('askToSave', name),
    async handleOf(file): Promise<FileHandle | null> {
      const path = pathOf(file as File)
      return path === '' ? null : await ask('handleOf', path)
    },
    setEdited: edited => tell('setEdited', edited),
    setMenu: items => tell('setMenu', [...items]),
    opened(listener) {
      const stop = hear('opened', listener)
      tell('listen', 'opened')
      return stop
    },
    commanded: listener => hear('commanded', listener),
    closing(mayClose) {
      const stop = hear('closing', () => {
        // A page that fails to answer must not hold its window open, nor lose work silently: it stays open and shows its error.
        mayClose().then(
          answer => tell('mayClose', answer),
          () => tell('mayClose', false),
        )
      })
      tell('listen', 'closing')
      return () => {
        stop()
        tell('unlisten', 'closing')
      }
    },
  }
}

/** The one gate between page and main process: who asks is checked here, and what is asked, before anything is done. */
import { type ArgsOf, type Channel, channels } from './channels'

/** What the main process answers on each channel. */
export type Answers = { readonly [C in Channel]: (...args: ArgsOf<C>) => unknown }

/** The part of Electron's `IpcMainInvokeEvent` that tells who asks. */
export interface Asking {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** The part of Electron's `ipcMain` that is used. */
export interface IpcMain {
  handle(channel: string, listener: (event: Asking, ...args: unknown[]) => unknown): void
}

/** Whether two addresses have the same scheme and host (`app:` has no origin of its own in Node's URL). */
function sameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false
  const [one, other] = [new URL(a), new URL(b)]
  return one.protocol === other.protocol && one.host === other.host
}

/** Only the top frame of our own window, showing our own page, is answered. */
function isTrusted(event: Asking, window: { id: number; page: string } | null): boolean {
  const { senderFrame: frame } = event
  if (window === null || frame === null || frame.parent !== null) return false
  return event.sender.id === window.id && sameSite(frame.url, window.page)
}

/** Answers every channel. `window` is the web contents that may ask, and the address of the page it must show. */
export function answerOn(
  ipcMain: IpcMain,
  answers: Answers,
  window: () => { id: number; page: string } | null,
): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    ipcMain.handle(channel, async (event, ...args) => {
      if (!isTrusted(event, window())) throw new Error(`internal: "${channel}" was asked by a stranger`)
      const parsed = channels[channel].safeParse(args)
      if (!parsed.success) throw new Error(`internal: "${channel}" was asked with wrong arguments`)
      return await (answers[channel] as (...args: unknown[]) => unknown)(...parsed.data)
    })
  }
}

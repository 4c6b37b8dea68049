/** Decides when the window may close: the page is asked first, as long as it is there to answer. */

export interface Closing {
  listen(): void
  unlisten(): void
  /** The page has answered whether the window may close. */
  answer(mayClose: boolean): void
  /** The window wants to close: true when it may do so at once, false when the page was asked (or is being asked). */
  request(): boolean
  /** The page is gone (crashed or navigated away): nobody is left to ask. */
  forget(): void
}

/** `ask` sends the question to the page; `close` closes for good; `stay` hears that the person wants to go on. */
export function closingOf(ask: () => void, close: () => void, stay: () => void): Closing {
  let listening = false
  let asking = false
  const stop = () => {
    listening = false
    asking = false
  }
  return {
    listen() {
      listening = true
    },
    unlisten: stop,
    forget: stop,
    answer(mayClose) {
      if (!asking) return
      asking = false
      if (mayClose) close()
      else stay()
    },
    request() {
      if (!listening) return true
      if (!asking) {
        asking = true
        ask()
      }
      return false
    },
  }
}

/** A fault of the program: what was thrown and not caught anywhere. The document is not touched by it. */
import { create } from 'zustand'

export interface Failure {
  /** What was thrown, in a line. */
  readonly what: string
  /** For whoever mends it: what, where in the program, on which machine. */
  readonly details: string
}

export const useFailure = create<{ readonly failure: Failure | null }>()(() => ({ failure: null }))

/** The first fault is the one to tell: what follows is mostly its doing. `where` says which part was being drawn. */
export function fail(error: unknown, where = '') {
  if (useFailure.getState().failure !== null) return
  const what = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && error.stack ? error.stack : what
  const machine = typeof navigator === 'undefined' ? '' : navigator.userAgent
  const details = [stack, where.trim(), machine].filter(part => part !== '').join('\n\n')
  useFailure.setState({ failure: { what, details } })
}

export const forgetFailure = () => useFailure.setState({ failure: null })

/** Listens for errors and rejections that nobody caught. Returns how to stop. */
export function listenToFailures(page: EventTarget = window): () => void {
  const thrown = (event: Event) => {
    const { error, message } = event as ErrorEvent
    // Browsers report in this way that a layout took one frame more; nothing was thrown then.
    if (error == null && /^ResizeObserver loop/.test(message ?? '')) return
    fail(error ?? message)
  }
  const rejected = (event: Event) => fail((event as PromiseRejectionEvent).reason)
  page.addEventListener('error', thrown)
  page.addEventListener('unhandledrejection', rejected)
  return () => {
    page.removeEventListener('error', thrown)
    page.removeEventListener('unhandledrejection', rejected)
  }
}

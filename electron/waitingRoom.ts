/** Keeps what arrives before there is someone to receive it. */

export interface WaitingRoom<T> {
  add(item: T): void
  /** From now on items go through at once; those that waited go first. */
  open(): void
  /** The receiver is gone: items wait again. */
  shut(): void
}

export function waitingRoom<T>(receive: (item: T) => void): WaitingRoom<T> {
  const waiting: T[] = []
  let isOpen = false
  return {
    add(item) {
      if (isOpen) receive(item)
      else waiting.push(item)
    },
    open() {
      isOpen = true
      for (const item of waiting.splice(0)) receive(item)
    },
    shut() {
      isOpen = false
    },
  }
}

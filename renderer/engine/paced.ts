/** Passes on what is said often only as often as a person can see it. */

export const paceMs = 50

/** The first comes after a pace, so that what is quick says nothing. */
export function paced<T>(tell: (said: T) => void, now: () => number = () => performance.now()) {
  let last = now()
  return (said: T) => {
    if (now() - last < paceMs) return
    last = now()
    tell(said)
  }
}

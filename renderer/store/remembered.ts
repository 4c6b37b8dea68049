/** Choices of the person's that outlive the window. A page may be forbidden to remember anything; then it starts afresh each time. */

export function remembered<T extends string>(key: string, choices: readonly T[], otherwise: T): T {
  try {
    return choices.find(choice => choice === localStorage.getItem(key)) ?? otherwise
  } catch {
    return otherwise
  }
}

export function remember(key: string, choice: string) {
  try {
    localStorage.setItem(key, choice)
  } catch {}
}

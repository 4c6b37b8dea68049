/** Brings the page back when its process has died: the first time by itself, after that only if the person wants it. */

export interface Reviving {
  /** The process of the page is gone; `reason` is Electron’s word for why. */
  died(reason: string): Promise<void>
}

/** `ask` tells the person and says whether to try once more; `quit` ends the program. */
export function revivingOf(
  reload: () => void,
  ask: (question: { message: string; detail: string; buttons: string[] }) => Promise<number>,
  quit: () => void,
): Reviving {
  let before = false
  let asking = false
  return {
    async died(reason) {
      // A page that ended as it should has nothing to come back for.
      if (reason === 'clean-exit' || asking) return
      if (!before) {
        before = true
        return reload()
      }
      asking = true
      const chosen = await ask({
        message: 'The window has stopped working again.',
        detail: `What was not saved is lost; files on disk are untouched. The system says: ${reason}.`,
        buttons: ['Open the window again', 'Quit'],
      })
      asking = false
      if (chosen === 0) reload()
      else quit()
    },
  }
}

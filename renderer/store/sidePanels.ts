/** Which of the two side panels stand beside the canvas: as the person chose, else as the window and the derivation leave room. */
import { useSyncExternalStore } from 'react'
import { useSession } from './sessionStore'

export type SidePanel = 'palette' | 'inspector'

/** The window's least width, in px, at which a panel shows itself unasked. */
const roomFor: Readonly<Record<SidePanel, number>> = { palette: 1180, inspector: 900 }

/** The derivation stands where the inspector would, unless there is room for both. */
const derivationTakes: Readonly<Record<SidePanel, number>> = { palette: 0, inspector: 740 }

export function isShown(panel: SidePanel): boolean {
  const { panels, derivation } = useSession.getState()
  const needed = roomFor[panel] + (derivation ? derivationTakes[panel] : 0)
  return panels[panel] ?? (globalThis.innerWidth ?? Number.POSITIVE_INFINITY) >= needed
}

export const togglePanel = (panel: SidePanel) =>
  useSession.setState(({ panels }) => ({ panels: { ...panels, [panel]: !isShown(panel) } }))

function follow(changed: () => void): () => void {
  addEventListener('resize', changed)
  const stop = useSession.subscribe(changed)
  return () => {
    removeEventListener('resize', changed)
    stop()
  }
}

export const useShown = (panel: SidePanel): boolean => useSyncExternalStore(follow, () => isShown(panel))

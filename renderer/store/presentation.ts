/**
 * Showing the circuit to a class. While it is presented nothing is selected and nothing edited: `edit`, `undo`, `redo` and
 * `select` refuse, whoever calls them, and only commands that say so run. What was selected comes back afterwards.
 */
import type { EdgeKey, NodeId } from '../../shared/document/document'
import { commitGesture, useDocument } from './documentStore'
import { select, useSession } from './sessionStore'

interface Selected {
  readonly nodes: Iterable<NodeId>
  readonly edges: Iterable<EdgeKey>
  /** The document that they are of: another one may be opened meanwhile. */
  readonly epoch: number
}

let selected: Selected | null = null

export const isPresenting = (): boolean => useSession.getState().presenting
export const usePresenting = (): boolean => useSession(session => session.presenting)

/** `page` is what fills the screen; where the machine has no full screen, or refuses it, the window will do. */
export function present(page: Document | null = globalThis.document ?? null) {
  if (isPresenting()) return
  commitGesture()
  const { nodes, edges } = useSession.getState()
  selected = { nodes, edges, epoch: useDocument.getState().epoch }
  select([])
  useSession.setState({ presenting: true, quickAdd: null, commandPalette: false, shortcuts: false })
  if (page && !page.fullscreenElement) void page.documentElement.requestFullscreen?.().catch(() => {})
}

export function endPresentation(page: Document | null = globalThis.document ?? null) {
  if (!isPresenting()) return
  useSession.setState({ presenting: false })
  if (selected?.epoch === useDocument.getState().epoch) select(selected.nodes, selected.edges)
  if (page?.fullscreenElement) void page.exitFullscreen().catch(() => {})
}

/** Who leaves full screen, by whatever key the system has for it, leaves the presentation. Returns how to stop. */
export function followFullscreen(page: Document = document): () => void {
  const changed = () => {
    if (!page.fullscreenElement) endPresentation(page)
    // It was granted too late.
    else if (!isPresenting()) void page.exitFullscreen().catch(() => {})
  }
  page.addEventListener('fullscreenchange', changed)
  return () => page.removeEventListener('fullscreenchange', changed)
}

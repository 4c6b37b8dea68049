/** Arrow keys nudge what is selected; one press, however long it is held, is one undo entry. */
import { moveNodes } from '../../shared/document/edit/move'
import { beginGesture, commitGesture, edit } from '../store/documentStore'
import { useSession } from '../store/sessionStore'

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const nudge = 5
const farNudge = 20

/** Returns how to stop. */
export function listenToArrows(): () => void {
  let held = false
  const down = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    const { nodes } = useSession.getState()
    if (!direction || event.altKey || event.ctrlKey || event.metaKey || nodes.size === 0) return
    const target = event.target as Element
    const onNode = target.closest('.react-flow__node') !== null
    if (!onNode && target !== document.body && !target.closest('.react-flow__pane')) return
    beginGesture()
    held = true
    // On a node that has the focus React Flow moves it, as for any pointer.
    if (onNode) return
    event.preventDefault()
    const by = event.shiftKey ? farNudge : nudge
    edit(document => {
      const moved = [...nodes].flatMap(id => {
        const at = document.layout.positions[id]
        return at ? [[id, { x: at.x + direction[0] * by, y: at.y + direction[1] * by }] as const] : []
      })
      return moveNodes(document, new Map(moved))
    })
  }
  const release = () => {
    if (held) commitGesture()
    held = false
  }
  const up = (event: KeyboardEvent) => {
    if (directions[event.key]) release()
  }
  // Before React Flow sees the key, so that its move is part of the gesture.
  addEventListener('keydown', down, true)
  addEventListener('keyup', up)
  addEventListener('blur', release)
  return () => {
    removeEventListener('keydown', down, true)
    removeEventListener('keyup', up)
    removeEventListener('blur', release)
  }
}

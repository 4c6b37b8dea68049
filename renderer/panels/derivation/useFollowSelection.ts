/** Brings the equations of the node that was selected elsewhere into sight, unless one of them is seen already. */
import { type RefObject, useEffect } from 'react'
import { useSession } from '../../store/sessionStore'

/** The heading of the section stands over the topmost rows, in px. */
const heading = 30

export function useFollowSelection(sheet: RefObject<HTMLElement | null>) {
  useEffect(
    () =>
      useSession.subscribe((now, before) => {
        const [node] = now.nodes
        if (now.nodes === before.nodes || now.nodes.size !== 1 || !sheet.current) return
        const scroller = sheet.current.closest('.derivation-scroll')!.getBoundingClientRect()
        const rows = [...sheet.current.querySelectorAll(`[data-of="${CSS.escape(node!)}"]`)]
        const isSeen = rows.some(row => {
          const { top, bottom } = row.getBoundingClientRect()
          return top >= scroller.top + heading && bottom <= scroller.bottom
        })
        if (!isSeen) rows[0]?.scrollIntoView({ block: 'center' })
      }),
    [sheet],
  )
}

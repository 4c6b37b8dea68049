/** What else goes when nodes go: groups that have lost a node, and what a lesson said about nodes that are not there. */
import type { Document, Group, NodeId } from '../document'

/** Every node that stands in for the expanded op. */
export const membersOf = ({ out, steps }: Group): readonly NodeId[] => [out, ...Object.values(steps)]

/** The document, its circuit and positions already without some nodes, without what spoke of them. */
export function keptOf(document: Document): Document {
  const { circuit, layout, lesson } = document
  const ids = new Set(circuit.nodes.map(node => node.id))
  const groups = kept(layout.groups, group => membersOf(group).every(id => ids.has(id)))
  const bookmarks = kept(lesson.bookmarks, ({ at }) => at.phase === 'start' || ids.has(at.node))
  const hidden = kept(lesson.hidden, ({ node }) => ids.has(node))
  return { ...document, layout: { ...layout, groups }, lesson: { bookmarks, hidden } }
}

/** The same list where all are kept. */
function kept<T>(list: readonly T[], keeps: (item: T) => boolean): readonly T[] {
  const rest = list.filter(keeps)
  return rest.length === list.length ? list : rest
}

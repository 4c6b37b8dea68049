/** Commands that replace a node by what is inside its op, and back. Each is one undo entry, and says whether the numbers agree. */
import type { Document, NodeId } from '../../shared/document/document'
import { contract, groupAround, membersWithin } from '../../shared/document/edit/contract'
import { type Edited, expand } from '../../shared/document/edit/expand'
import { opWithInside } from '../../shared/document/edit/inside'
import { membersOf } from '../../shared/document/edit/kept'
import { portShapes } from '../../shared/engine/portShapes'
import { opWord } from '../../shared/engine/stepWords'
import { nameToText } from '../../shared/formula/nameToTex'
import { ops } from '../../shared/ops/index'
import { prove } from '../store/agreement'
import { canvasActions } from '../store/canvasActions'
import { currentDocument, edit } from '../store/documentStore'
import { openInside } from '../store/insideStore'
import { graphFor } from '../store/resultStore'
import { dismissNotice, notify, select } from '../store/sessionStore'
import { type Command, command } from './command'
import { selectedNodes } from './selection'

const menu = 'Circuit'

/** The one selected node, if its op is made of others. */
function expandable(): NodeId | null {
  const [id, ...more] = selectedNodes()
  if (id === undefined || more.length > 0) return null
  return opWithInside(nodeOf(currentDocument(), id).op) ? id : null
}

const nodeOf = ({ circuit }: Document, id: NodeId) => circuit.nodes.find(node => node.id === id)!
const selectedGroup = () => groupAround(currentDocument(), selectedNodes())

const called = (document: Document, id: NodeId, op: string) =>
  `${opWord(ops.get(op)!)} ${nameToText(nodeOf(document, id).name)}`

/** How many of these nodes compute something. */
function counted({ circuit }: Document, ids: Iterable<NodeId>): string {
  const all = new Set(ids)
  const n = circuit.nodes.filter(({ id, op }) => all.has(id) && ops.get(op)?.kind === 'computed').length
  return n === 1 ? 'one op' : `${n} ops`
}

/**
 * Where the engine chooses the root, it may choose another one once a loss is made of other ops: then the old one is set, so that
 * the gradients stay what they are gradients of.
 */
function withRootOf(before: Document, after: Document): Document {
  const { root } = graphFor(before.circuit)
  return graphFor(after.circuit).root === root ? after : { ...after, circuit: { ...after.circuit, root } }
}

function change(edited: Edited, done: (after: Document) => { text: string; node: NodeId }) {
  if (!edited.ok) return notify(edited.reason, 'error')
  const before = currentDocument()
  const after = withRootOf(before, edited.document)
  dismissNotice()
  edit(() => after)
  const { text, node } = done(after)
  prove(text, before.circuit, after.circuit, node)
}

function expandSelected() {
  const id = expandable()!
  const before = currentDocument()
  const shapes = portShapes(graphFor(before.circuit), id)
  change(expand(before, id, shapes, canvasActions().drawnOf), after => {
    const members = membersOf(after.layout.groups.at(-1)!)
    canvasActions().showNodes(members)
    const word = called(before, id, nodeOf(before, id).op)
    return { text: `Expanded ${word} into ${counted(after, members)}`, node: id }
  })
}

function contractSelected() {
  const before = currentDocument()
  const index = selectedGroup()
  const group = before.layout.groups[index]!
  const { byId } = graphFor(before.circuit)
  const shapeOf = (id: NodeId) => byId.get(id)?.shape ?? null
  change(contract(before, index, shapeOf, canvasActions().drawnOf), after => {
    select([group.out])
    const from = counted(before, membersWithin(before.layout.groups, index))
    return { text: `Contracted ${from} into ${called(after, group.out, group.op)}`, node: group.out }
  })
}

export const expandingCommands: readonly Command[] = [
  command({
    id: 'circuit.expand',
    label: 'Expand',
    menu,
    shortcuts: ['Mod+E'],
    keywords: ['inside', 'primitives', 'decompose', 'unfold', 'ungroup', 'gates'],
    enabled: () => expandable() !== null,
    startsGroup: true,
    undo: 'step',
    run: expandSelected,
  }),
  command({
    id: 'circuit.contract',
    label: 'Contract',
    menu,
    shortcuts: ['Mod+Shift+E'],
    keywords: ['collapse', 'fold', 'group', 'fuse'],
    enabled: () => selectedGroup() >= 0,
    undo: 'step',
    run: contractSelected,
  }),
  command({
    id: 'circuit.lookInside',
    label: 'Look inside',
    menu,
    shortcuts: ['Mod+I'],
    keywords: ['expand', 'primitives', 'gates', 'peek'],
    enabled: () => expandable() !== null,
    run: () => openInside(expandable()!),
  }),
]

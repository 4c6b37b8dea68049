/** Where a number comes from: what the Timeline menu offers on the selected node or wire. */
import { type EdgeKey, edgeKey, type NodeId } from '../../shared/document/document'
import { currentDocument } from '../store/documentStore'
import {
  ask,
  askAbout,
  closeExplanation,
  explainBack,
  explainForward,
  useExplain,
} from '../store/explainStore'
import { useSession } from '../store/sessionStore'
import { useView } from '../store/view'
import { type Command, command } from './command'
import { selectedNodes } from './selection'

const menu = 'Timeline'

/** The one selected node, or the source of the one selected wire. */
function chosen(): { readonly node: NodeId; readonly edge: EdgeKey | null } | null {
  const nodes = selectedNodes()
  if (nodes.length === 1) return { node: nodes[0]!, edge: null }
  const { edges } = useSession.getState()
  const wires = currentDocument().circuit.edges.filter(edge => edges.has(edgeKey(edge)))
  return nodes.length === 0 && wires.length === 1 ? { node: wires[0]!.from, edge: edgeKey(wires[0]!) } : null
}

const known = (kind: 'value' | 'gradient') => () => {
  const it = chosen()
  const { run } = useView.getState()
  if (!it || !run) return false
  return kind === 'value' ? run.values.has(it.node) : run.grads.has(it.node)
}

const explain = (kind: 'value' | 'gradient') => () => {
  useExplain.setState({ view: 'step' })
  const it = chosen()
  if (it) askAbout(kind, it.node, it.edge, { focus: true })
}

export const explainCommands: readonly Command[] = [
  command({
    id: 'explain.value',
    label: 'Explain the value',
    menu,
    shortcuts: ['V'],
    keywords: ['why', 'where from', 'number', 'forward', 'rule'],
    enabled: known('value'),
    startsGroup: true,
    run: explain('value'),
  }),
  command({
    id: 'explain.gradient',
    label: 'Explain the gradient',
    menu,
    shortcuts: ['G'],
    keywords: ['why', 'where from', 'number', 'backward', 'derivative', 'chain rule'],
    enabled: known('gradient'),
    run: explain('gradient'),
  }),
  command({
    id: 'explain.chain',
    label: 'Show the chain from the loss',
    menu,
    shortcuts: ['Shift+G'],
    keywords: ['chain rule', 'path', 'local derivative', 'gradient', 'explain'],
    enabled: known('gradient'),
    run: () => {
      useExplain.setState({ view: 'chain' })
      const it = chosen()
      if (it) ask({ quantity: { kind: 'gradient', node: it.node }, entry: null }, { focus: true })
    },
  }),
  command({
    id: 'explain.back',
    label: 'Back to the number before',
    menu,
    shortcuts: ['Alt+ArrowLeft'],
    keywords: ['explain', 'history', 'previous'],
    enabled: () => useExplain.getState().before.length > 0,
    run: explainBack,
  }),
  command({
    id: 'explain.forward',
    label: 'Forward to the next number',
    menu,
    shortcuts: ['Alt+ArrowRight'],
    keywords: ['explain', 'history', 'next'],
    enabled: () => useExplain.getState().after.length > 0,
    run: explainForward,
  }),
  command({
    id: 'explain.close',
    label: 'Close the explanation',
    menu,
    keywords: ['explain', 'step', 'cards'],
    enabled: () => useExplain.getState().asked !== null,
    run: closeExplanation,
  }),
]

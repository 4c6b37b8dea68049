/** The commands of the Circuit menu that hide numbers until they are predicted. */
import { edgeKey, type Hidden, type NodeId } from '../../shared/document/document'
import { hiddenAt, hide, startOver, unhide } from '../../shared/document/edit/hide'
import { askable } from '../../shared/engine/hidden'
import { currentDocument, edit } from '../store/documentStore'
import {
  beginAgain,
  endExercise,
  idOf,
  inOrder,
  nextOpen,
  openQuestion,
  usePredict,
} from '../store/predictStore'
import { graphFor } from '../store/resultStore'
import { useSession } from '../store/sessionStore'
import { type Command, command } from './command'
import { selectedNodes } from './selection'

const menu = 'Circuit'
const hidden = () => currentDocument().lesson.hidden
const askableNow = (of: Hidden['of']) => askable(graphFor(currentDocument().circuit), of)

/** The selected nodes, and what the selected wires come from, that have such a number to hide, or hide it already. */
function targets(of: Hidden['of']): readonly NodeId[] {
  const document = currentDocument()
  const { edges } = useSession.getState()
  const sources = document.circuit.edges.filter(edge => edges.has(edgeKey(edge))).map(({ from }) => from)
  const possible = new Set(askableNow(of))
  return [...new Set([...selectedNodes(), ...sources])].filter(
    node => possible.has(node) || hiddenAt(document, { of, node }),
  )
}

const areHidden = (of: Hidden['of']) => {
  const nodes = targets(of)
  return nodes.length > 0 && nodes.every(node => hiddenAt(currentDocument(), { of, node }))
}

const toggle = (of: Hidden['of'], more: Partial<Command> = {}): Command =>
  command({
    id: `circuit.hide.${of}`,
    label: `Hide the ${of}`,
    menu,
    keywords: ['predict', 'exercise', 'quiz', 'unhide', 'reveal'],
    enabled: () => targets(of).length > 0,
    checked: () => areHidden(of),
    undo: 'step',
    run: () => edit(document => (areHidden(of) ? unhide : hide)(document, of, targets(of))),
    ...more,
  })

const hideAll = (of: Hidden['of']): Command =>
  command({
    id: `circuit.hideAll.${of}s`,
    label: `Hide all ${of}s`,
    menu,
    keywords: ['predict', 'exercise', 'quiz', 'everything'],
    enabled: () => askableNow(of).some(node => !hiddenAt(currentDocument(), { of, node })),
    undo: 'step',
    run: () => {
      edit(document => hide(document, of, askableNow(of)))
      useSession.setState({ timelineTab: 'predict' })
    },
  })

/** The one that is chosen, or the next one that is open. */
function openNext() {
  const { circuit } = currentDocument()
  const all = inOrder(hidden(), circuit)
  const chosen = all.find(one => idOf(one) === usePredict.getState().chosen)
  const next = chosen?.state === 'open' ? chosen : nextOpen(all, chosen ?? null)
  if (next) openQuestion(next)
}

export const predictCommands: readonly Command[] = [
  toggle('value', { startsGroup: true }),
  toggle('gradient'),
  hideAll('gradient'),
  hideAll('value'),
  command({
    id: 'circuit.predict',
    label: 'Predict what is hidden',
    menu,
    shortcuts: ['P'],
    keywords: ['next question', 'answer', 'exercise'],
    enabled: () => hidden().some(({ state }) => state === 'open'),
    run: openNext,
  }),
  command({
    id: 'circuit.startOver',
    label: 'Start the exercise over',
    menu,
    keywords: ['predict', 'hide again', 'reset', 'score'],
    enabled: () => startOver(currentDocument()) !== currentDocument(),
    undo: 'step',
    run: () => {
      beginAgain()
      useSession.setState({ timelineTab: 'predict' })
    },
  }),
  command({
    id: 'circuit.showEverything',
    label: 'Show everything (end the exercise)',
    menu,
    keywords: ['predict', 'reveal', 'unhide', 'answers'],
    enabled: () => hidden().length > 0,
    undo: 'step',
    run: endExercise,
  }),
]

/** The Circuit menu. */
import { setRoot } from '../../shared/document/edit/seed'
import { ops } from '../../shared/ops/index'
import { canvasActions } from '../store/canvasActions'
import { checkAll, stopChecking, useCheck } from '../store/checkStore'
import { currentDocument, edit } from '../store/documentStore'
import { graphFor } from '../store/resultStore'
import { type Command, command } from './command'
import { anyNodeSelected, deleteSelection, selectedNodes } from './selection'
import { finishTyping } from './textFields'

const menu = 'Circuit'

/** The one selected node if backprop can start there: it is computed, and it is not the root already. */
function possibleRoot(): string | null {
  const [id, ...more] = selectedNodes()
  if (id === undefined || more.length > 0) return null
  const { circuit } = currentDocument()
  const op = ops.get(circuit.nodes.find(node => node.id === id)!.op)
  return op?.kind === 'computed' && graphFor(circuit).root !== id ? id : null
}

export const circuitCommands: readonly Command[] = [
  command({
    id: 'circuit.quickAdd',
    label: 'Add an op…',
    menu,
    shortcuts: ['Tab', 'Shift+A'],
    keywords: ['quick add', 'insert', 'node', 'new'],
    run: () => canvasActions().openQuickAdd(),
  }),
  command({
    id: 'circuit.rename',
    label: 'Rename the node',
    menu,
    shortcuts: ['F2'],
    keywords: ['name', 'label'],
    enabled: () => selectedNodes().length === 1,
    run: focusName,
  }),
  command({
    id: 'circuit.healDelete',
    label: 'Delete and close the gap',
    menu,
    shortcuts: ['Mod+Backspace', 'Mod+Delete'],
    keywords: ['heal', 'dissolve', 'remove', 'wire'],
    enabled: anyNodeSelected,
    undo: 'step',
    run: () => deleteSelection({ heal: true }),
  }),
  command({
    id: 'circuit.startBackprop',
    label: 'Start backprop here',
    menu,
    keywords: ['root', 'seed', 'gradient', 'loss'],
    enabled: () => possibleRoot() !== null,
    startsGroup: true,
    undo: 'step',
    run: () => edit(document => setRoot(document, possibleRoot())),
  }),
  command({
    id: 'circuit.startBackpropAtLoss',
    label: 'Start backprop at the loss',
    menu,
    keywords: ['root', 'seed', 'automatic', 'reset'],
    enabled: () => currentDocument().circuit.root !== null,
    undo: 'step',
    run: () => edit(document => setRoot(document, null)),
  }),
  command({
    id: 'circuit.checkGradients',
    label: 'Check all gradients',
    menu,
    shortcuts: ['Mod+Shift+K'],
    keywords: ['gradient check', 'finite differences', 'numeric', 'verify', 'prove', 'test'],
    enabled: () => useCheck.getState().checking === null,
    startsGroup: true,
    inTextFields: true,
    run: () => {
      finishTyping()
      checkAll()
    },
  }),
  command({
    id: 'circuit.stopChecking',
    label: 'Stop checking',
    menu,
    keywords: ['cancel', 'gradient check', 'abort'],
    enabled: () => useCheck.getState().checking !== null,
    run: stopChecking,
  }),
]

/** The name is edited in the inspector, which shows the selected node. */
function focusName() {
  document.querySelector<HTMLElement>('.inspector-name button')?.click()
}

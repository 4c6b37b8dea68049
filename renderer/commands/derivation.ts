/** The commands of the derivation: shown beside the canvas, exported, printed. */
import { exportKinds } from '../../shared/host'
import { canDerive, exportDerivation, printDerivation } from '../store/derivation'
import { useSession } from '../store/sessionStore'
import { type Command, command } from './command'
import { finishTyping } from './textFields'

const keywords = ['derivation', 'equations', 'formulas', 'proof', 'chain rule', 'notes']

export const showDerivation: Command = command({
  id: 'view.derivation',
  label: 'Show derivation',
  menu: 'View',
  shortcuts: ['D', 'Mod+Shift+D'],
  keywords: [...keywords, 'panel', 'document', 'side'],
  checked: () => useSession.getState().derivation,
  run: () => useSession.setState(({ derivation }) => ({ derivation: !derivation })),
})

export const exportCommands: readonly Command[] = [
  command({
    id: 'file.exportLatex',
    label: 'Export derivation as LaTeX…',
    menu: 'File',
    keywords: [...keywords, 'save', 'paper', 'pdflatex', exportKinds.latex.extension],
    enabled: canDerive,
    startsGroup: true,
    run: () => {
      finishTyping()
      return exportDerivation('latex')
    },
  }),
  command({
    id: 'file.exportMarkdown',
    label: 'Export derivation as Markdown…',
    menu: 'File',
    keywords: [...keywords, 'save', 'notebook', exportKinds.markdown.extension],
    enabled: canDerive,
    run: () => {
      finishTyping()
      return exportDerivation('markdown')
    },
  }),
  command({
    id: 'file.printDerivation',
    label: 'Print derivation…',
    menu: 'File',
    shortcuts: ['Mod+P'],
    keywords: [...keywords, 'paper', 'pdf'],
    enabled: canDerive,
    run: () => printDerivation(),
  }),
]

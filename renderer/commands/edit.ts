/** The Edit menu. */
import { currentDocument, redo, undo, useDocument } from '../store/documentStore'
import { dismissNotice, select, useSession } from '../store/sessionStore'
import { duplicate, pasteFromMenu } from './clipboard'
import { type Command, command } from './command'
import { anyNodeSelected, anythingSelected, deleteSelection, selectAll } from './selection'
import { editsText } from './textFields'

const menu = 'Edit'

/**
 * From a native menu the focus may still be in a text field: then the text is meant. Undo, redo and select all therefore stay
 * commands in the native menu as well; the system's own would know only of text.
 */
const inText = (): boolean => typeof document !== 'undefined' && editsText(document.activeElement)
const textOr = (textCommand: string, ours: () => void) => () => {
  if (inText()) document.execCommand(textCommand)
  else ours()
}

export const editCommands: readonly Command[] = [
  command({
    id: 'edit.undo',
    label: 'Undo',
    menu,
    shortcuts: ['Mod+Z'],
    keywords: ['back', 'revert'],
    enabled: () => {
      const { past, mark, present } = useDocument.getState().history
      return past.length > 0 || (mark !== null && mark !== present) || inText()
    },
    repeats: true,
    run: textOr('undo', undo),
  }),
  command({
    id: 'edit.redo',
    label: 'Redo',
    menu,
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    keywords: ['again', 'repeat'],
    enabled: () => useDocument.getState().history.future.length > 0 || inText(),
    repeats: true,
    run: textOr('redo', redo),
  }),
  command({
    id: 'edit.cut',
    label: 'Cut',
    menu,
    shortcuts: ['Mod+X'],
    enabled: () => anyNodeSelected() || inText(),
    native: 'cut',
    startsGroup: true,
    undo: 'step',
    run: () => void document.execCommand('cut'),
  }),
  command({
    id: 'edit.copy',
    label: 'Copy',
    menu,
    shortcuts: ['Mod+C'],
    enabled: () => anyNodeSelected() || inText(),
    native: 'copy',
    run: () => void document.execCommand('copy'),
  }),
  command({
    id: 'edit.paste',
    label: 'Paste',
    menu,
    shortcuts: ['Mod+V'],
    keywords: ['insert', 'clipboard'],
    native: 'paste',
    undo: 'step',
    run: pasteFromMenu,
  }),
  command({
    id: 'edit.duplicate',
    label: 'Duplicate',
    menu,
    shortcuts: ['Mod+D'],
    keywords: ['copy', 'clone'],
    enabled: anyNodeSelected,
    undo: 'step',
    run: duplicate,
  }),
  command({
    id: 'edit.delete',
    label: 'Delete',
    menu,
    shortcuts: ['Delete', 'Backspace'],
    keywords: ['remove', 'erase'],
    enabled: anythingSelected,
    undo: 'step',
    run: () => deleteSelection(),
  }),
  command({
    id: 'edit.selectAll',
    label: 'Select all',
    menu,
    shortcuts: ['Mod+A'],
    enabled: () => currentDocument().circuit.nodes.length > 0 || inText(),
    startsGroup: true,
    run: textOr('selectAll', selectAll),
  }),
  command({
    id: 'edit.deselect',
    label: 'Deselect',
    menu,
    shortcuts: ['Escape'],
    keywords: ['clear selection', 'nothing'],
    enabled: () => anythingSelected() || useSession.getState().notice !== null,
    run: () => {
      select([])
      dismissNotice()
    },
  }),
]

/** The Help menu. */
import { useSession } from '../store/sessionStore'
import { type Command, command } from './command'

const menu = 'Help'

export const helpCommands: readonly Command[] = [
  command({
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    menu,
    shortcuts: ['?', 'F1'],
    keywords: ['keys', 'hotkeys', 'help'],
    run: () => useSession.setState({ shortcuts: true }),
  }),
  command({
    id: 'help.about',
    label: 'About Chainrule',
    menu,
    keywords: ['version', 'licence'],
    run: () => useSession.setState({ about: true }),
  }),
]

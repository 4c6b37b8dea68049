/** The View menu. */
import { canvasActions } from '../store/canvasActions'
import { currentDocument } from '../store/documentStore'
import { goToNextFinding } from '../store/health'
import { endPresentation, isPresenting, present } from '../store/presentation'
import { type Theme, useSession } from '../store/sessionStore'
import { isShown, type SidePanel, togglePanel } from '../store/sidePanels'
import { type TabRecord, timelineTabs } from '../store/timelineTabs'
import { useView } from '../store/view'
import { type Command, command } from './command'
import { showDerivation } from './derivation'
import { finishTyping } from './textFields'

const menu = 'View'

const theme = (choice: Theme, label: string): Command =>
  command({
    id: `view.theme.${choice}`,
    label,
    menu,
    keywords: ['theme', 'colours', 'appearance', 'mode'],
    checked: () => useSession.getState().theme === choice,
    ...(choice === 'system' ? { startsGroup: true } : {}),
    presenting: [],
    run: () => useSession.setState({ theme: choice }),
  })

const panel = (which: SidePanel, label: string, shortcut: string): Command =>
  command({
    id: `view.${which}`,
    label,
    menu,
    shortcuts: [shortcut],
    keywords: ['panel', 'side bar', 'show', 'hide', 'fold'],
    checked: () => isShown(which),
    ...(which === 'palette' ? { startsGroup: true } : {}),
    run: () => togglePanel(which),
  })

const tab = ({ id, command: label, keywords }: TabRecord, place: number): Command =>
  command({
    id: `view.${id}`,
    label,
    menu,
    // The digits below are the side panels.
    shortcuts: [`Mod+Alt+${3 + place}`],
    keywords: [...keywords, 'tab', 'panel', 'bottom'],
    checked: () => useSession.getState().timelineTab === id,
    ...(place === 0 ? { startsGroup: true } : {}),
    run: () => useSession.setState({ timelineTab: id }),
  })

export const viewCommands: readonly Command[] = [
  command({
    id: 'view.commandPalette',
    label: 'Search commands, ops, nodes…',
    menu,
    shortcuts: ['Mod+K'],
    keywords: ['command palette', 'find', 'go to'],
    inTextFields: true,
    run: () => useSession.setState(({ commandPalette }) => ({ commandPalette: !commandPalette })),
  }),
  command({
    id: 'view.zoomIn',
    label: 'Zoom in',
    menu,
    shortcuts: ['Mod+Plus', 'Mod+='],
    keywords: ['larger', 'closer'],
    repeats: true,
    startsGroup: true,
    presenting: [],
    run: () => canvasActions().zoomIn(),
  }),
  command({
    id: 'view.zoomOut',
    label: 'Zoom out',
    menu,
    shortcuts: ['Mod+-'],
    keywords: ['smaller', 'farther'],
    repeats: true,
    presenting: [],
    run: () => canvasActions().zoomOut(),
  }),
  command({
    id: 'view.zoomTo100',
    label: 'Zoom to 100 %',
    menu,
    shortcuts: ['Mod+0'],
    keywords: ['actual size', 'reset'],
    presenting: [],
    run: () => canvasActions().zoomTo100(),
  }),
  command({
    id: 'view.fit',
    label: 'Fit the circuit',
    menu,
    shortcuts: ['Shift+1', 'Mod+9'],
    keywords: ['zoom', 'whole', 'everything', 'overview'],
    presenting: [],
    run: () => canvasActions().fitView(),
  }),
  command({
    id: 'view.present',
    label: 'Present',
    menu,
    shortcuts: ['Mod+Alt+P', 'F5'],
    keywords: ['presentation', 'class', 'slides', 'lesson', 'full screen', 'show'],
    enabled: () => currentDocument().circuit.nodes.length > 0,
    startsGroup: true,
    inTextFields: true,
    run: () => {
      finishTyping()
      present()
    },
  }),
  command({
    id: 'view.endPresentation',
    label: 'End the presentation',
    menu,
    keywords: ['leave', 'stop', 'back'],
    enabled: isPresenting,
    presenting: ['Escape'],
    run: () => endPresentation(),
  }),
  panel('palette', 'Palette', 'Mod+Alt+1'),
  panel('inspector', 'Inspector', 'Mod+Alt+2'),
  showDerivation,
  command({
    id: 'view.minimap',
    label: 'Minimap',
    menu,
    keywords: ['overview', 'show', 'hide'],
    checked: () => useSession.getState().minimap,
    run: () => useSession.setState(({ minimap }) => ({ minimap: !minimap })),
  }),
  command({
    id: 'view.healthChips',
    label: 'Health chips',
    menu,
    keywords: ['saturated', 'dead', 'vanishing', 'exploding', 'no gradient', 'NaN', 'show', 'hide'],
    checked: () => useSession.getState().healthChips,
    run: () => useSession.setState(({ healthChips }) => ({ healthChips: !healthChips })),
  }),
  command({
    id: 'view.nextFinding',
    label: 'Go to the next health finding',
    menu,
    shortcuts: ['F8'],
    keywords: ['saturated', 'dead', 'vanishing', 'exploding', 'no gradient', 'NaN', 'problem'],
    repeats: true,
    enabled: () => useView.getState().health.length > 0,
    run: goToNextFinding,
  }),
  ...timelineTabs.map(tab),
  theme('system', 'Theme of the system'),
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
]

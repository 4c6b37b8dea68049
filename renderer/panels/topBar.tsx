/** The bar on top: the program, its menus where there is no native menu, the open file, the search, and the theme. */
import './topBar.css'
import { shortcutText } from '../commands/shortcut'
import { isMac } from '../commands/shortcuts'
import { isEdited, useDocument } from '../store/documentStore'
import { useFiles } from '../store/fileActions'
import { type Theme, useSession } from '../store/sessionStore'
import { type SidePanel, togglePanel, useShown } from '../store/sidePanels'
import { LeftPanelIcon, MoonIcon, RightPanelIcon, ScreenIcon, SunIcon } from '../ui/icons'
import { MenuBar } from './menuBar'

export function TopBar() {
  const desktop = useFiles(files => files.host?.kind === 'electron')
  const name = useDocument(state => state.file.name)
  const edited = useDocument(isEdited)
  return (
    <header className="top-bar">
      <h1 className="top-bar-product">Chainrule</h1>
      {!desktop && <MenuBar />}
      <p className="top-bar-file">
        <span className="top-bar-name">{name}</span>
        {edited && <span className="top-bar-edited"> · edited</span>}
      </p>
      <button
        type="button"
        className="top-bar-search"
        aria-haspopup="dialog"
        onClick={() => useSession.setState({ commandPalette: true })}
      >
        Search commands, ops, nodes
        <kbd>{shortcutText('Mod+K', isMac()).replaceAll('+', ' ')}</kbd>
      </button>
      <PanelSwitch panel="palette" name="Palette" icon={LeftPanelIcon} />
      <PanelSwitch panel="inspector" name="Inspector" icon={RightPanelIcon} />
      <ThemeSwitch />
    </header>
  )
}

function PanelSwitch({
  panel,
  name,
  icon: Icon,
}: {
  panel: SidePanel
  name: string
  icon: () => React.JSX.Element
}) {
  const shown = useShown(panel)
  return (
    <button
      type="button"
      className="button icon"
      title={shown ? `Hide the ${name.toLowerCase()}` : `Show the ${name.toLowerCase()}`}
      aria-label={name}
      aria-pressed={shown}
      onClick={() => togglePanel(panel)}
    >
      <Icon />
    </button>
  )
}

const themes: Readonly<Record<Theme, { says: string; next: Theme; icon: () => React.JSX.Element }>> = {
  system: { says: 'Theme: as the system', next: 'light', icon: ScreenIcon },
  light: { says: 'Theme: light', next: 'dark', icon: SunIcon },
  dark: { says: 'Theme: dark', next: 'system', icon: MoonIcon },
}

/** Goes round: system, light, dark. */
function ThemeSwitch() {
  const { says, next, icon: Icon } = themes[useSession(s => s.theme)]
  return (
    <button
      type="button"
      className="button icon"
      title={says}
      aria-label={says}
      onClick={() => useSession.setState({ theme: next })}
    >
      <Icon />
    </button>
  )
}

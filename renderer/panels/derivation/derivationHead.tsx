/** The head of the derivation: symbols or numbers, export and print, and the button that closes it. */
import './derivationHead.css'
import { DropdownMenu, ToggleGroup } from 'radix-ui'
import { runCommand } from '../../commands/command'
import { exportCommands } from '../../commands/derivation'
import { useResult } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { CloseIcon } from '../../ui/icons'

export function DerivationHead() {
  const derivationIn = useSession(session => session.derivationIn)
  return (
    <header className="derivation-head">
      <h2 className="caption">Derivation</h2>
      <ToggleGroup.Root
        type="single"
        className="segments"
        aria-label="Equations in"
        value={derivationIn}
        // Pressing the one that is taken would take none.
        onValueChange={value => value && useSession.setState({ derivationIn: value as typeof derivationIn })}
      >
        <ToggleGroup.Item value="symbols">Symbols</ToggleGroup.Item>
        <ToggleGroup.Item value="numbers">With numbers</ToggleGroup.Item>
      </ToggleGroup.Root>
      <ExportMenu />
      <button
        type="button"
        className="derivation-close"
        title="Hide the derivation"
        aria-label="Hide the derivation"
        onClick={() => useSession.setState({ derivation: false })}
      >
        <CloseIcon />
      </button>
    </header>
  )
}

/** The commands of the File menu that are about the derivation, at hand. */
function ExportMenu() {
  // What may be exported changes with the result.
  useResult(result => result.circuit)
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button derivation-export">
        Export <span aria-hidden="true">▾</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {exportCommands.map(command => (
            <DropdownMenu.Item
              key={command.id}
              className="menu-item"
              disabled={!command.enabled()}
              onSelect={() => runCommand(command)}
            >
              {command.label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

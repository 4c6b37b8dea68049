/** The menus of the web version, made from the commands; the desktop program has a native menu instead. */
import './menuBar.css'
import { Menubar } from 'radix-ui'
import { Fragment } from 'react'
import { menuEntries, menus } from '../../shared/host'
import { type Command, isEnabled, runCommand } from '../commands/command'
import { useCommands } from '../commands/commands'
import { shortcutsOf } from './shortcutKeys'

export function MenuBar() {
  const commands = useCommands()
  return (
    <Menubar.Root className="menu-bar" loop>
      {menus.map(menu => (
        <Menubar.Menu key={menu}>
          <Menubar.Trigger className="menu-bar-trigger">{menu}</Menubar.Trigger>
          <Menubar.Portal>
            <Menubar.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
              {menuEntries(commands.filter(command => command.menu === menu)).map(({ submenu, items }) =>
                submenu === null ? (
                  <Item key={items[0]!.id} command={items[0]!} />
                ) : (
                  <Submenu key={submenu} label={submenu} commands={items} />
                ),
              )}
            </Menubar.Content>
          </Menubar.Portal>
        </Menubar.Menu>
      ))}
    </Menubar.Root>
  )
}

function Item({ command }: { command: Command }) {
  const shortcut = shortcutsOf(command)[0]
  const shared = {
    className: 'menu-item',
    disabled: !isEnabled(command),
    onSelect: () => runCommand(command),
  }
  const inside = (
    <>
      {command.label}
      {shortcut && <span className="shortcut-keys">{shortcut}</span>}
    </>
  )
  return (
    <Fragment>
      {command.startsGroup && <Menubar.Separator className="menu-line" />}
      {command.checked ? (
        <Menubar.CheckboxItem {...shared} checked={command.checked()}>
          <Menubar.ItemIndicator className="menu-tick" aria-hidden="true">
            ✓
          </Menubar.ItemIndicator>
          {inside}
        </Menubar.CheckboxItem>
      ) : (
        <Menubar.Item {...shared}>{inside}</Menubar.Item>
      )}
    </Fragment>
  )
}

function Submenu({ label, commands }: { label: string; commands: readonly Command[] }) {
  return (
    <Menubar.Sub>
      <Menubar.SubTrigger className="menu-item">
        {label}
        <span className="shortcut-keys" aria-hidden="true">
          ›
        </span>
      </Menubar.SubTrigger>
      <Menubar.Portal>
        <Menubar.SubContent className="menu" collisionPadding={8}>
          {commands.map(command => (
            <Item key={command.id} command={command} />
          ))}
        </Menubar.SubContent>
      </Menubar.Portal>
    </Menubar.Sub>
  )
}

/** Builds the native menu from the commands that the page hands over, and the entries that the platform expects. */
import type { MenuItemConstructorOptions } from 'electron'
import { type Menu, type MenuEntry, type MenuItem, menuEntries, menus } from '../shared/host'

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** In a menu a single `&` would underline the letter after it, and vanish. */
const plain = (label: string) => label.replaceAll('&', '&&')

/** What each platform expects to find in a menu besides our commands. */
function extras(menu: Menu, platform: NodeJS.Platform, develop: boolean): MenuItemConstructorOptions[] {
  if (menu === 'File') return [separator, platform === 'darwin' ? { role: 'close' } : { role: 'quit' }]
  if (menu === 'View') {
    const tools: MenuItemConstructorOptions[] = develop
      ? [{ role: 'reload' }, { role: 'toggleDevTools' }]
      : []
    return [separator, ...tools, { role: 'togglefullscreen' }]
  }
  return []
}

/**
 * The template of the whole menu. A command's click is reported by its id. Shortcuts are shown here but acted on by the page,
 * which knows whether a text field has the focus (`registerAccelerator: false`).
 */
export function menuTemplate(
  items: readonly MenuItem[],
  run: (commandId: string) => void,
  { platform, develop }: { platform: NodeJS.Platform; develop: boolean },
): MenuItemConstructorOptions[] {
  const item = ({ id, label, shortcut, enabled, checked, role }: MenuItem): MenuItemConstructorOptions => ({
    id,
    label: plain(label),
    enabled,
    registerAccelerator: false,
    ...(shortcut !== null && { accelerator: shortcut }),
    ...(role !== null && { role }),
    ...(checked !== null && { type: 'checkbox', checked }),
    click(clicked) {
      // The click has ticked it already; what is ticked is for the page to say.
      if (checked !== null) clicked.checked = !clicked.checked
      run(id)
    },
  })
  const entry = ({ submenu, items }: MenuEntry<MenuItem>, at: number): MenuItemConstructorOptions[] => [
    ...(at > 0 && items[0]!.startsGroup ? [separator] : []),
    ...(submenu === null ? items.map(item) : [{ label: plain(submenu), submenu: items.map(item) }]),
  ]
  const submenus = menus.map(menu => {
    const own = menuEntries(items.filter(item => item.menu === menu)).flatMap(entry)
    const given = extras(menu, platform, develop)
    const submenu =
      own.length === 0 ? given.filter((item, at) => at > 0 || item.type !== 'separator') : [...own, ...given]
    return { label: menu, submenu, ...(menu === 'Help' && { role: 'help' as const }) }
  })
  const shown: MenuItemConstructorOptions[] = submenus.filter(({ submenu }) => submenu.length > 0)
  if (platform !== 'darwin') return shown
  const help = shown.at(-1)?.role === 'help' ? shown.splice(-1) : []
  return [{ role: 'appMenu' }, ...shown, { role: 'windowMenu' }, ...help]
}

/** Two menus with the same key differ at most in which items are enabled or ticked. */
export const menuKey = (items: readonly MenuItem[]): string =>
  JSON.stringify(items.map(({ enabled: _enabled, checked, ...item }) => [item, checked === null]))

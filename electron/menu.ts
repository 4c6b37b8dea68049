/** Builds the native menu from the commands that the page hands over, and the entries that the platform expects. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from '../shared/host'

const menus = ['File', 'Edit', 'View', 'Circuit', 'Timeline', 'Help'] as const

const modifier = /^(CmdOrCtrl|CommandOrControl|Cmd|Command|Ctrl|Control|Alt|Option|Shift|Super|Meta)$/
const key =
  /^([A-Z0-9]|F([1-9]|1[0-9]|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|[-=[\];',./\\`])$/i

/**
 * The shortcut to show beside a command, or nothing where Electron would not take it. On macOS a key without a modifier in the
 * menu would be taken away from text fields, so it is left to the page.
 */
export function acceleratorOf(shortcut: string | null, platform: NodeJS.Platform): string | undefined {
  if (shortcut === null) return undefined
  const parts = shortcut.split('+')
  const modifiers = parts.slice(0, -1)
  if (!modifiers.every(part => modifier.test(part)) || !key.test(parts.at(-1)!)) return undefined
  if (platform === 'darwin' && !modifiers.some(part => part !== 'Shift')) return undefined
  return shortcut
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** What each platform expects to find in a menu besides our commands. */
function extras(
  menu: (typeof menus)[number],
  platform: NodeJS.Platform,
  develop: boolean,
): MenuItemConstructorOptions[] {
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
  const entry = (item: MenuItem): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(item.shortcut, platform)
    return {
      id: item.id,
      label: item.label,
      enabled: item.enabled,
      registerAccelerator: false,
      ...(accelerator !== undefined && { accelerator }),
      click: () => run(item.id),
    }
  }
  const submenus = menus.map(menu => {
    const own = items.filter(item => item.menu === menu).map(entry)
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

/** Two menus with the same key differ at most in which commands are enabled. */
export const menuKey = (items: readonly MenuItem[]): string =>
  JSON.stringify(items.map(({ id, label, menu, shortcut }) => [id, label, menu, shortcut]))

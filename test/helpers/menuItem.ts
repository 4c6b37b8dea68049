/** An item of the native menu of which a test gives only what it is about. */
import type { MenuItem } from '../../shared/host'

export const menuItem = (given: Partial<MenuItem> & Pick<MenuItem, 'id'>): MenuItem => ({
  label: given.id,
  menu: 'File',
  submenu: null,
  shortcut: null,
  enabled: true,
  checked: null,
  startsGroup: false,
  role: null,
  ...given,
})

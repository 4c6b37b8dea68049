/** The one table of what the page may ask of the main process: every channel with the schema of its arguments. */
import { z } from 'zod'
import {
  type ExportKind,
  exportKinds,
  type FileHandle,
  type MenuItem,
  menuRoles,
  menus,
} from '../shared/host'

const handle = z.uuid().transform(id => id as string as FileHandle)
const text = z.string()

/**
 * What Electron takes as an accelerator; another text would make it throw away the whole menu. A key without Mod is not among
 * them: on macOS the menu would take it away from text fields.
 */
const accelerator =
  /^CmdOrCtrl\+(Alt\+)?(Shift\+)?([A-Z0-9]|F([1-9]|1[0-9]|2[0-4])|Plus|Space|Tab|Backspace|Delete|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|[-=[\];',./\\`])$/

const menuItem = z.strictObject({
  id: z.string().min(1).max(200),
  label: z.string().min(1),
  menu: z.enum(menus),
  submenu: z.string().min(1).nullable(),
  shortcut: z.string().regex(accelerator).nullable().catch(null),
  enabled: z.boolean(),
  checked: z.boolean().nullable(),
  startsGroup: z.boolean(),
  role: z.enum(menuRoles).nullable(),
})

/** Those items that are right: one wrong item is left out and costs nobody the menu. */
const menuItemsIn = z
  .array(z.custom<MenuItem>())
  .max(1000)
  .transform(items =>
    items.flatMap(item => {
      const read = menuItem.safeParse(item)
      if (!read.success) console.error(`internal: a menu item is left out: ${z.prettifyError(read.error)}`)
      return read.success ? [read.data] : []
    }),
  )

export const channels = {
  open: z.tuple([]),
  read: z.tuple([handle]),
  save: z.tuple([handle, text]),
  saveAs: z.tuple([text, text]),
  exportAs: z.tuple([z.enum(Object.keys(exportKinds) as [ExportKind, ...ExportKind[]]), text, text]),
  recent: z.tuple([]),
  remember: z.tuple([handle]),
  askToSave: z.tuple([text]),
  /**
   * The one argument that is a path. The page cannot send it: the preload script takes it from a dropped `File`, and the
   * system tells the path of such a file only if a person gave it. It buys a handle to a circuit file, nothing else.
   */
  handleOf: z.tuple([z.string().min(1).max(4096)]),
  setEdited: z.tuple([z.boolean()]),
  setMenu: z.tuple([menuItemsIn]),
  /** The page listens from now on: files that wait are sent, and closing asks first. */
  listen: z.tuple([z.enum(['opened', 'closing'])]),
  unlisten: z.tuple([z.enum(['closing'])]),
  mayClose: z.tuple([z.boolean()]),
}

export type Channel = keyof typeof channels
export type ArgsOf<C extends Channel> = z.output<(typeof channels)[C]>
/** What the preload script passes in, before a handle has been recognised as one. */
export type GivenTo<C extends Channel> = z.input<(typeof channels)[C]>

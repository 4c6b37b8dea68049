/** The one table of what the page may ask of the main process: every channel with the schema of its arguments. */
import { z } from 'zod'
import type { FileHandle } from '../shared/host'

const handle = z.uuid().transform(id => id as string as FileHandle)
const text = z.string()
const name = z.string().max(255)

const menuItem = z.strictObject({
  id: z.string().min(1).max(100),
  label: z.string().min(1).max(100),
  menu: z.enum(['File', 'Edit', 'View', 'Circuit', 'Timeline', 'Help']),
  shortcut: z.string().max(60).nullable(),
  enabled: z.boolean(),
})

export const channels = {
  open: z.tuple([]),
  read: z.tuple([handle]),
  save: z.tuple([handle, text]),
  saveAs: z.tuple([name, text]),
  recent: z.tuple([]),
  remember: z.tuple([handle]),
  askToSave: z.tuple([name]),
  /**
   * The one argument that is a path. The page cannot send it: the preload script takes it from a dropped `File`, and the
   * system tells the path of such a file only if a person gave it. It buys a handle to a circuit file, nothing else.
   */
  handleOf: z.tuple([z.string().min(1).max(4096)]),
  setEdited: z.tuple([z.boolean()]),
  setMenu: z.tuple([z.array(menuItem).max(500)]),
  /** The page listens from now on: files that wait are sent, and closing asks first. */
  listen: z.tuple([z.enum(['opened', 'closing'])]),
  unlisten: z.tuple([z.enum(['closing'])]),
  mayClose: z.tuple([z.boolean()]),
}

export type Channel = keyof typeof channels
export type ArgsOf<C extends Channel> = z.output<(typeof channels)[C]>
/** What the preload script passes in, before a handle has been recognised as one. */
export type GivenTo<C extends Channel> = z.input<(typeof channels)[C]>

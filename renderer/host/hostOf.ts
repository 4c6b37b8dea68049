/** Picks the host for where the page runs: the desktop program if its bridge is there, else the browser. */
import type { Host, SaveChoice } from '../../shared/host'
import { browserHost } from './browserHost'
import { electronHost } from './electronHost'

/** `confirm` asks "Save changes to NAME?" in the page; the desktop program has a dialog of its own. */
export const hostOf = (confirm: (name: string) => Promise<SaveChoice>): Host =>
  window.chainrule === undefined ? browserHost(confirm) : electronHost(window.chainrule)

/** What a command is: one record that feeds the menus, the shortcuts, the command palette and the shortcut sheet. */
import type { Menu, MenuRole } from '../../shared/host'
import { beginGesture, commitGesture } from '../store/documentStore'
import { isPresenting } from '../store/presentation'

export interface Command {
  /** `topic.verb`, unique. */
  readonly id: string
  readonly label: string
  readonly menu: Menu
  /** The heading in its menu under which it stands with its like, such as `Open recent`. */
  readonly submenu?: string
  /** As in `shortcut.ts`; the first that the machine leaves to us is shown, all of them work. */
  readonly shortcuts: readonly string[]
  readonly keywords: readonly string[]
  readonly enabled: () => boolean
  /** Present on a choice that stands or falls: menus show a tick. */
  readonly checked?: () => boolean
  /** `step`: its edits are one undo entry. `none`: it edits nothing. */
  readonly undo: 'step' | 'none'
  /** Holding the key down runs it again and again. */
  readonly repeats?: true
  /** Its shortcut also works while a text field has the focus. */
  readonly inTextFields?: true
  /** It also works while presenting, there by these shortcuts as well. */
  readonly presenting?: readonly string[]
  /** The browser turns the key into an event of this name, which is listened to instead. */
  readonly native?: MenuRole
  /** Opens a group in its menu, drawn as a line above. */
  readonly startsGroup?: true
  /** What it returns, such as a promise, is not waited for. */
  readonly run: () => unknown
}

type Given = Pick<Command, 'id' | 'label' | 'menu' | 'run'> & Partial<Command>

/** A command with what is usual filled in: no shortcut, always enabled, edits nothing. */
export const command = (given: Given): Command => ({
  shortcuts: [],
  keywords: [],
  enabled: () => true,
  undo: 'none',
  ...given,
})

/** Now: while presenting, most commands rest. */
export const isEnabled = ({ enabled, presenting }: Command): boolean =>
  (presenting !== undefined || !isPresenting()) && enabled()

/** Runs it if it is enabled. What it edits is one undo entry. */
export function runCommand(command: Command): void {
  if (!isEnabled(command)) return
  const { undo, run } = command
  if (undo !== 'step') return void run()
  beginGesture()
  try {
    void run()
  } finally {
    commitGesture()
  }
}

/** What it is called where its submenu is not seen. */
export const fullLabel = ({ label, submenu }: Command): string => (submenu ? `${submenu}: ${label}` : label)

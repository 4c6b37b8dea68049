/** A command's shortcuts as this machine writes them. */
import type { Command } from '../commands/command'
import { shortcutText, usableShortcuts } from '../commands/shortcut'
import { isMac } from '../commands/shortcuts'
import { useFiles } from '../store/fileActions'

/** All that reach us here: a browser keeps some for itself. */
export function shortcutsOf({ shortcuts }: Command): readonly string[] {
  const desktop = useFiles.getState().host?.kind === 'electron'
  return usableShortcuts(shortcuts, desktop).map(text => shortcutText(text, isMac()))
}

/** Every command, in the order of the menus. */
import type { RecentFile } from '../../shared/host'
import { useFiles } from '../store/fileActions'
import { bookmarkCommands } from './bookmarks'
import { circuitCommands } from './circuit'
import type { Command } from './command'
import { editCommands } from './edit'
import { explainCommands } from './explain'
import { fileCommands } from './file'
import { helpCommands } from './help'
import { predictCommands } from './predict'
import { timelineCommands } from './timeline'
import { viewCommands } from './view'

export const commandsWith = (recent: readonly RecentFile[]): readonly Command[] => [
  ...fileCommands(recent),
  ...editCommands,
  ...viewCommands,
  ...circuitCommands,
  ...predictCommands,
  ...timelineCommands,
  ...bookmarkCommands,
  ...explainCommands,
  ...helpCommands,
]

let made: { recent: readonly RecentFile[]; commands: readonly Command[] } | null = null

/** The same list until the recent files change. */
export function allCommands(recent = useFiles.getState().recent): readonly Command[] {
  if (made?.recent !== recent) made = { recent, commands: commandsWith(recent) }
  return made.commands
}

/** For components. */
export const useCommands = (): readonly Command[] => allCommands(useFiles(files => files.recent))

/** Back and forward along the numbers that were asked about, and the way out. */
import { runCommand } from '../../commands/command'
import { explainCommands } from '../../commands/explain'
import { useExplain } from '../../store/explainStore'
import { CloseIcon } from '../../ui/icons'
import { shortcutsOf } from '../shortcutKeys'
import { BackIcon, ForwardIcon } from '../timeline/timelineIcons'

const icons = {
  'explain.back': <BackIcon />,
  'explain.forward': <ForwardIcon />,
  'explain.close': <CloseIcon />,
}

export function ExplanationNav() {
  // What the buttons do depends on the way so far.
  useExplain()
  return (
    <div className="explain-nav">
      {Object.entries(icons).map(([id, icon]) => {
        const command = explainCommands.find(c => c.id === id)!
        const keys = shortcutsOf(command)
        return (
          <button
            key={id}
            type="button"
            className="explain-icon"
            aria-label={command.label}
            title={keys.length > 0 ? `${command.label} (${keys.join(', ')})` : command.label}
            disabled={!command.enabled()}
            onClick={() => runCommand(command)}
          >
            {icon}
          </button>
        )
      })}
    </div>
  )
}

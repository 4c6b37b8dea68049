/** "Save changes?" in the page, for hosts that have no dialog of their own. */
import './dialog.css'
import { AlertDialog } from 'radix-ui'
import { create } from 'zustand'
import type { SaveChoice } from '../../shared/host'

interface Question {
  readonly name: string
  readonly answer: (choice: SaveChoice) => void
}

const useQuestion = create<{ readonly asked: Question | null }>()(() => ({ asked: null }))

/** Asks whether to save the changes to the file `name`. A newer question takes the place of an open one, which is cancelled. */
export function askToSave(name: string): Promise<SaveChoice> {
  useQuestion.getState().asked?.answer('cancel')
  return new Promise(resolve => {
    const answer = (choice: SaveChoice) => {
      useQuestion.setState({ asked: null })
      resolve(choice)
    }
    useQuestion.setState({ asked: { name, answer } })
  })
}

export function AskToSaveDialog() {
  const asked = useQuestion(s => s.asked)
  return (
    <AlertDialog.Root open={asked !== null} onOpenChange={open => !open && asked?.answer('cancel')}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-veil" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="dialog-title">Save the changes to {asked?.name}?</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">
            They are lost if you don’t save them.
          </AlertDialog.Description>
          <div className="dialog-buttons">
            <button type="button" className="button" onClick={() => asked?.answer('discard')}>
              Don’t save
            </button>
            <AlertDialog.Cancel className="button">Cancel</AlertDialog.Cancel>
            <button type="button" className="button primary" onClick={() => asked?.answer('save')}>
              Save
            </button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

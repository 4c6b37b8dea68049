/** What the Timeline menu offers on bookmarks. */
import { goToMark, nextBookmark, placeNow, previousBookmark, toggleBookmark } from '../store/bookmarks'
import { type Command, command } from './command'

const menu = 'Timeline'

export const bookmarkCommands: readonly Command[] = [
  command({
    id: 'timeline.bookmark',
    label: 'Add or remove bookmark here',
    menu,
    shortcuts: ['B'],
    keywords: ['lesson', 'mark', 'place'],
    enabled: () => placeNow() !== null,
    undo: 'step',
    startsGroup: true,
    run: toggleBookmark,
  }),
  command({
    id: 'timeline.caption',
    label: 'Edit caption',
    menu,
    shortcuts: ['Shift+B'],
    keywords: ['bookmark', 'lesson', 'words', 'say'],
    enabled: () => placeNow() !== null,
    run: focusCaption,
  }),
  command({
    id: 'timeline.nextBookmark',
    label: 'Next bookmark',
    menu,
    shortcuts: [']', 'Shift+ArrowRight'],
    keywords: ['lesson', 'jump'],
    enabled: () => nextBookmark() !== null,
    presenting: ['Shift+ArrowDown', 'Shift+PageDown'],
    run: () => goToMark(nextBookmark()),
  }),
  command({
    id: 'timeline.previousBookmark',
    label: 'Previous bookmark',
    menu,
    shortcuts: ['[', 'Shift+ArrowLeft'],
    keywords: ['lesson', 'jump'],
    enabled: () => previousBookmark() !== null,
    presenting: ['Shift+ArrowUp', 'Shift+PageUp'],
    run: () => goToMark(previousBookmark()),
  }),
]

/** Typing in it adds the bookmark where there is none. */
function focusCaption() {
  document.querySelector<HTMLTextAreaElement>('.timeline-caption-text')?.focus()
}

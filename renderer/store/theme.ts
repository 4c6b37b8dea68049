/** Puts the chosen theme on the page, follows the system while that is the choice, and remembers it. */
import { remember, remembered } from './remembered'
import { type Theme, useSession } from './sessionStore'

const key = 'chainrule.theme'
const themes: readonly Theme[] = ['system', 'light', 'dark']

/** Call once before the first paint. Returns how to stop. */
export function followTheme(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const paint = () => {
    const { theme } = useSession.getState()
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  useSession.setState({ theme: remembered(key, themes, 'system') })
  paint()
  dark.addEventListener('change', paint)
  const unsubscribe = useSession.subscribe((now, before) => {
    if (now.theme === before.theme) return
    remember(key, now.theme)
    paint()
  })
  return () => {
    dark.removeEventListener('change', paint)
    unsubscribe()
  }
}

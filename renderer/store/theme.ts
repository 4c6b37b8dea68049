/** Puts the chosen theme on the page, follows the system while that is the choice, and remembers it. */
import { type Theme, useSession } from './sessionStore'

const key = 'chainrule.theme'
const themes: readonly Theme[] = ['system', 'light', 'dark']

/** A page may be forbidden to remember anything; then it starts in the system's theme each time. */
function remembered(): Theme {
  try {
    return themes.find(theme => theme === localStorage.getItem(key)) ?? 'system'
  } catch {
    return 'system'
  }
}

function remember(theme: Theme) {
  try {
    localStorage.setItem(key, theme)
  } catch {}
}

/** Call once before the first paint. Returns how to stop. */
export function followTheme(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const paint = () => {
    const { theme } = useSession.getState()
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  }
  useSession.setState({ theme: remembered() })
  paint()
  dark.addEventListener('change', paint)
  const unsubscribe = useSession.subscribe((now, before) => {
    if (now.theme === before.theme) return
    remember(now.theme)
    paint()
  })
  return () => {
    dark.removeEventListener('change', paint)
    unsubscribe()
  }
}

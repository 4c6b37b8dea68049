/** Shortcuts as text (`Mod+Shift+Z`, `F2`, `?`): whether a key press is one, and how it is written. Mod is ⌘ on a Mac, else Ctrl. */

/** The parts of a KeyboardEvent that say which keys are down. */
export interface KeyPress {
  readonly key: string
  /** The place of the key, whatever the keyboard's language: `KeyZ`, `Digit1`. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

interface Shortcut {
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

/** A plus sign among the keys is written `Plus`. Throws `internal:` for a modifier that is none. */
export function parseShortcut(text: string): Shortcut {
  const keys = text.split('+')
  const key = keys.pop()!
  const other = keys.find(name => !['Mod', 'Alt', 'Shift'].includes(name))
  if (key === '' || other !== undefined) throw new Error(`internal: shortcut ${text}`)
  const has = (name: string) => keys.includes(name)
  return { mod: has('Mod'), alt: has('Alt'), shift: has('Shift'), key: key === 'Plus' ? '+' : key }
}

export function pressed(text: string, press: KeyPress, mac: boolean): boolean {
  const { mod, alt, shift, key } = parseShortcut(text)
  const [modKey, foreign] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (modKey !== mod || foreign || press.altKey !== alt) return false
  if (/^[A-Z]$/.test(key)) return press.shiftKey === shift && letterOf(press) === key
  // With Shift, a digit key gives another character in every layout; its place is what people mean.
  if (/^[0-9]$/.test(key)) return press.shiftKey === shift && press.code === `Digit${key}`
  // Where a sign such as "?" lies, and whether it takes Shift, is the keyboard's business.
  if (key.length === 1) return press.key === key
  return press.shiftKey === shift && (press.key === ' ' ? 'Space' : press.key) === key
}

/** By the letter written on the key; by its place where the layout has other letters, or Alt makes another sign of it. */
function letterOf({ key, code }: KeyPress): string {
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? '')
}

const signs: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  Delete: 'Del',
  '-': '−',
  Escape: 'Esc',
}
const macSigns: Readonly<Record<string, string>> = { Backspace: '⌫', Delete: '⌦' }

/** As menus write it: `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function shortcutText(text: string, mac: boolean): string {
  const { mod, alt, shift, key } = parseShortcut(text)
  const sign = (mac ? macSigns[key] : undefined) ?? signs[key] ?? key
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${sign}`
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', sign].filter(Boolean).join('+')
}

/** For Electron's menu. Only combinations with Mod: a native menu would take a bare key away from text fields. */
export function acceleratorOf(text: string): string | null {
  const { mod, alt, shift, key } = parseShortcut(text)
  if (!mod) return null
  return ['CmdOrCtrl', alt && 'Alt', shift && 'Shift', key === '+' ? 'Plus' : key].filter(Boolean).join('+')
}

/** Browsers keep these to themselves: a page never gets to see them. */
const keptByBrowsers: ReadonlySet<string> = new Set(['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N'])

/** Those of a command's shortcuts that reach the program; the first is the one to show. */
export const usableShortcuts = (shortcuts: readonly string[], desktop: boolean): readonly string[] =>
  shortcuts.filter(text => desktop || !keptByBrowsers.has(text))

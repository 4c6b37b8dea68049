import { describe, expect, test } from 'vitest'
import {
  acceleratorOf,
  type KeyPress,
  parseShortcut,
  pressed,
  shortcutText,
  usableShortcuts,
} from '../../renderer/commands/shortcut'

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const ctrl = { ctrlKey: true }
const meta = { metaKey: true }
const shift = { shiftKey: true }

describe('a press is a shortcut', () => {
  test.each<[string, KeyPress, boolean]>([
    ['Mod+S', press('s', 'KeyS', ctrl), true],
    ['Mod+S', press('S', 'KeyS', ctrl), true],
    ['Mod+S', press('s', 'KeyS'), false],
    ['Mod+S', press('S', 'KeyS', { ...ctrl, ...shift }), false],
    ['Mod+S', press('s', 'KeyS', { ...ctrl, altKey: true }), false],
    ['Mod+S', press('s', 'KeyS', { ...ctrl, ...meta }), false],
    ['Mod+Shift+Z', press('Z', 'KeyZ', { ...ctrl, ...shift }), true],
    ['Mod+Z', press('Z', 'KeyZ', { ...ctrl, ...shift }), false],
    ['Shift+1', press('!', 'Digit1', shift), true],
    ['Mod+0', press('0', 'Digit0', ctrl), true],
    ['?', press('?', 'Slash', shift), true],
    ['?', press('?', 'Minus', shift), true],
    ['.', press('.', 'Period'), true],
    ['.', press('.', 'Period', ctrl), false],
    ['Mod+Plus', press('+', 'Equal', { ...ctrl, ...shift }), true],
    ['Mod+=', press('=', 'Equal', ctrl), true],
    ['Space', press(' ', 'Space'), true],
    ['End', press('End', 'End'), true],
    ['End', press('End', 'End', shift), false],
    ['Shift+End', press('End', 'End', shift), true],
  ])('%s, for %o: %s', (shortcut, event, expected) => {
    expect(pressed(shortcut, event, false)).toBe(expected)
  })

  test('with ⌘ and not Ctrl on a Mac', () => {
    expect(pressed('Mod+S', press('s', 'KeyS', meta), true)).toBe(true)
    expect(pressed('Mod+S', press('s', 'KeyS', ctrl), true)).toBe(false)
  })

  test('by the letter that is written on the key', () => {
    expect(pressed('Mod+Z', press('z', 'KeyY', ctrl), false)).toBe(true)
    expect(pressed('Mod+Y', press('z', 'KeyY', ctrl), false)).toBe(false)
  })

  test('by the place of the key where the layout has no Latin letters', () => {
    expect(pressed('Mod+S', press('ы', 'KeyS', ctrl), false)).toBe(true)
  })
})

test('a shortcut with an unknown modifier is our bug', () => {
  expect(() => parseShortcut('Ctrl+S')).toThrow('internal: shortcut Ctrl+S')
})

test('a shortcut is written as the machine writes it', () => {
  expect(shortcutText('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
  expect(shortcutText('Mod+Shift+Z', true)).toBe('⇧⌘Z')
  expect(shortcutText('ArrowRight', false)).toBe('→')
  expect(shortcutText('Mod+-', false)).toBe('Ctrl+−')
})

test('the native menu takes combinations only, so that typing a space stays typing', () => {
  expect(acceleratorOf('Mod+Shift+Z')).toBe('CmdOrCtrl+Shift+Z')
  expect(acceleratorOf('Mod+Plus')).toBe('CmdOrCtrl+Plus')
  expect(acceleratorOf('Space')).toBeNull()
  expect(acceleratorOf('Delete')).toBeNull()
})

test('what a browser keeps for itself is offered on the desktop only', () => {
  expect(usableShortcuts(['Mod+N', 'Mod+Alt+N'], false)).toEqual(['Mod+Alt+N'])
  expect(usableShortcuts(['Mod+N', 'Mod+Alt+N'], true)).toEqual(['Mod+N', 'Mod+Alt+N'])
})

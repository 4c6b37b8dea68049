import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Command, fullLabel, runCommand } from '../../renderer/commands/command'
import { allCommands, commandsWith } from '../../renderer/commands/commands'
import { followMenu, menuItems } from '../../renderer/commands/nativeMenu'
import { parseShortcut } from '../../renderer/commands/shortcut'
import { commandFor, type Focus } from '../../renderer/commands/shortcuts'
import { noCanvas, registerCanvasActions } from '../../renderer/store/canvasActions'
import { currentDocument, edit, openDocument, undo, useDocument } from '../../renderer/store/documentStore'
import { setHost, useFiles } from '../../renderer/store/fileActions'
import { endPresentation, present } from '../../renderer/store/presentation'
import { useResult } from '../../renderer/store/resultStore'
import { select, useSession } from '../../renderer/store/sessionStore'
import { followSteps, useTimeline } from '../../renderer/store/timelineStore'
import { timelineTabs } from '../../renderer/store/timelineTabs'
import { addNode } from '../../shared/document/edit/nodes'
import { gallery } from '../../shared/gallery/index'
import { type FileHandle, menus } from '../../shared/host'
import { circuit } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'
import { memoryHost } from '../helpers/memoryHost'

const recent = [{ handle: 'h1' as FileHandle, name: 'last.circuit' }]
const all = commandsWith(recent)
const byId = (id: string): Command => allCommands().find(command => command.id === id)!
const enabled = (id: string) => byId(id).enabled()
const run = (id: string) => runCommand(byId(id))
const names = () => currentDocument().circuit.nodes.map(node => node.name)
const wires = () => currentDocument().circuit.edges.map(({ from, to, port }) => `${from} ${to}.${port}`)
const entries = () => useDocument.getState().history.past.length

let unregister = () => {}
beforeEach(() => {
  openDocument(circuit('x:input=1; a:tanh(x); b:sigmoid(a); L:meanSquaredError(b,x)'))
  select([])
  useSession.setState({ notice: null })
  useResult.setState({ circuit: null, run: null, steps: [] })
  useTimeline.setState({ cursor: 0, length: 0, forward: 0, playing: false, speed: 1, epoch: -1 })
})
afterEach(() => {
  unregister()
  vi.unstubAllGlobals()
})

describe('the records', () => {
  test('have an id each', () => {
    expect(new Set(all.map(command => command.id)).size).toBe(all.length)
  })

  test('have shortcuts that are no other command’s', () => {
    const shortcuts = all.flatMap(command => command.shortcuts)
    expect(shortcuts.filter((text, i) => shortcuts.indexOf(text) !== i)).toEqual([])
  })

  test('have shortcuts that can be read', () => {
    for (const text of all.flatMap(command => command.shortcuts)) expect(parseShortcut(text).key).not.toBe('')
  })

  test('have labels that tell them apart', () => {
    const labels = all.map(fullLabel)
    expect(labels.filter((text, i) => labels.indexOf(text) !== i)).toEqual([])
  })

  test('fill every menu', () => {
    expect(menus.filter(menu => !all.some(command => command.menu === menu))).toEqual([])
  })

  test('offer every gallery circuit and every recent file', () => {
    const ids = all.map(command => command.id)
    expect(ids).toEqual(expect.arrayContaining(gallery.map(item => `file.gallery.${item.id}`)))
    expect(ids).toContain('file.recent.h1')
  })
})

describe('a command is enabled', () => {
  test('for a selection only when something is selected that is there', () => {
    const needs = [
      'edit.cut',
      'edit.copy',
      'edit.duplicate',
      'edit.delete',
      'edit.deselect',
      'circuit.healDelete',
    ]
    expect(needs.filter(enabled)).toEqual([])
    select(['a'])
    expect(needs.filter(enabled)).toEqual(needs)
    select(['gone'])
    expect(needs.filter(enabled)).toEqual([])
  })

  test('to rename for exactly one node', () => {
    select(['a', 'b'])
    expect(enabled('circuit.rename')).toBe(false)
    select(['b'])
    expect(enabled('circuit.rename')).toBe(true)
  })

  test('to undo and redo when there is an entry', () => {
    expect([enabled('edit.undo'), enabled('edit.redo')]).toEqual([false, false])
    edit(document => addNode(document, { op: 'relu', at: { x: 0, y: 0 } }).document)
    expect([enabled('edit.undo'), enabled('edit.redo')]).toEqual([true, false])
    undo()
    expect([enabled('edit.undo'), enabled('edit.redo')]).toEqual([false, true])
  })

  test('to start backprop at one computed node that is not the root', () => {
    const at = (...nodes: string[]) => {
      select(nodes)
      return enabled('circuit.startBackprop')
    }
    expect([at('a'), at('x'), at('L'), at('a', 'b'), at()]).toEqual([true, false, false, false, false])
  })

  test('to step where the timeline has a step to take', () => {
    const step = { node: 'a', edges: [], reads: [], writes: [] }
    followSteps(
      [],
      [
        { ...step, phase: 'forward' },
        { ...step, phase: 'backward' },
      ] as never,
      0,
    )
    useTimeline.setState({ cursor: 0 })
    expect(['timeline.back', 'timeline.first', 'timeline.forward', 'timeline.last'].filter(enabled)).toEqual([
      'timeline.forward',
      'timeline.last',
    ])
    run('timeline.last')
    expect(['timeline.back', 'timeline.first', 'timeline.forward', 'timeline.last'].filter(enabled)).toEqual([
      'timeline.back',
      'timeline.first',
    ])
  })
})

describe('running', () => {
  test('delete takes nodes, their wires and selected wires in one undo entry', () => {
    select(['a'], ['L.target', 'L.y'])
    run('edit.delete')
    expect(names()).toEqual(['x', 'b', 'L'])
    expect(entries()).toBe(1)
    undo()
    expect(names()).toEqual(['x', 'a', 'b', 'L'])
  })

  test('delete and close the gap wires the source to what read the node', () => {
    select(['a'])
    run('circuit.healDelete')
    expect(wires()).toContain('x b.x')
    expect(entries()).toBe(1)
  })

  test('delete and close the gap hands on also when the wires of the node are selected with it', () => {
    select(['a'], ['a.x'])
    run('circuit.healDelete')
    expect(wires()).toContain('x b.x')
  })

  test('duplicate adds a copy beside, selects it, and is one entry', () => {
    select(['x', 'a'])
    run('edit.duplicate')
    expect(names()).toEqual(['x', 'a', 'b', 'L', 'x_2', 'a_2'])
    expect([...useSession.getState().nodes]).toHaveLength(2)
    expect(entries()).toBe(1)
  })

  test('start backprop here chooses the root, and back at the loss takes it away', () => {
    select(['b'])
    run('circuit.startBackprop')
    expect(currentDocument().circuit.root).toBe('b')
    run('circuit.startBackpropAtLoss')
    expect(currentDocument().circuit.root).toBeNull()
  })

  test('a command that is not enabled does nothing', () => {
    run('edit.delete')
    expect(entries()).toBe(0)
  })

  test('a command that says it edits nothing edits nothing', () => {
    setHost(memoryHost())
    select(['a'])
    const before = currentDocument()
    const quiet = allCommands().filter(
      c => c.undo === 'none' && !['File', 'Edit', 'Circuit'].includes(c.menu),
    )
    for (const command of quiet) runCommand(command)
    expect(currentDocument()).toBe(before)
    useSession.setState({
      commandPalette: false,
      shortcuts: false,
      about: false,
      theme: 'system',
      minimap: true,
      healthChips: true,
      panels: { palette: null, inspector: null },
      timelineTab: 'explain',
      derivation: false,
    })
  })

  test('the tabs below the timeline are shown one at a time, and ticked', () => {
    const ticks = () => timelineTabs.map(({ id }) => [id, byId(`view.${id}`).checked?.()])
    run('view.cost')
    expect(useSession.getState().timelineTab).toBe('cost')
    expect(ticks().filter(([, ticked]) => ticked)).toEqual([['cost', true]])
    run('view.explain')
    expect(useSession.getState().timelineTab).toBe('explain')
  })

  test('the themes are ticked one at a time', () => {
    run('view.theme.dark')
    expect(['system', 'light', 'dark'].map(theme => byId(`view.theme.${theme}`).checked?.())).toEqual([
      false,
      false,
      true,
    ])
    run('view.theme.system')
  })
})

describe('a key press', () => {
  const free: Focus = { inText: false, inDialog: false, claims: () => false }
  const find = (key: string, focus: Partial<Focus> = {}, ctrlKey = false) =>
    commandFor(
      all,
      {
        key,
        code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
        ctrlKey,
        metaKey: false,
        altKey: false,
        shiftKey: false,
      },
      { ...free, ...focus },
      false,
    )?.id ?? null

  test('finds its command', () => {
    expect(find('s', {}, true)).toBe('file.save')
    expect(find('.')).toBe('timeline.forward')
    expect(find(' ')).toBe('timeline.play')
    expect(find('q')).toBeNull()
  })

  test('in a text field is text, except for files and the search', () => {
    const inText = { inText: true }
    expect([find('z', inText, true), find('.', inText), find('Delete', inText), find('?', inText)]).toEqual(
      Array(4).fill(null),
    )
    expect([find('s', inText, true), find('o', inText, true), find('k', inText, true)]).toEqual([
      'file.save',
      'file.open',
      'view.commandPalette',
    ])
  })

  test('that the browser turns into a clipboard event is left to it', () => {
    select(['a'])
    expect([find('c', {}, true), find('x', {}, true), find('v', {}, true)]).toEqual([null, null, null])
  })

  test('steps with the arrows only while no node is selected, since they move nodes', () => {
    expect(find('ArrowRight')).toBe('timeline.forward')
    select(['a'])
    expect(find('ArrowRight')).toBeNull()
    expect(find('.')).toBe('timeline.forward')
  })

  test('that presses a button or moves a slider is left to it', () => {
    const claims = (key: string) => key === 'Space' || key === 'End'
    expect([find(' ', { claims }), find('End', { claims }), find('Home', { claims })]).toEqual([
      null,
      null,
      'timeline.first',
    ])
  })

  test('of Tab opens quick-add only while the pointer is over the canvas', () => {
    expect(find('Tab')).toBeNull()
    unregister = registerCanvasActions({ ...noCanvas, pointerPosition: () => ({ x: 1, y: 2 }) })
    expect(find('Tab')).toBe('circuit.quickAdd')
  })
})

describe('a bookmark', () => {
  const captions = () => currentDocument().lesson.bookmarks.map(({ at }) => at)
  const at = (cursor: number) => useTimeline.setState({ cursor })
  beforeEach(() => {
    const { steps } = throughEngine(currentDocument().circuit)
    useResult.setState({ steps })
    followSteps([], steps, 0)
  })
  afterEach(() => useResult.setState({ steps: [] }))

  test('is added where the timeline stands, and taken away again, one undo entry each', () => {
    at(2)
    run('timeline.bookmark')
    expect(captions()).toEqual([{ phase: 'forward', node: 'b' }])
    run('timeline.bookmark')
    expect(captions()).toEqual([])
    expect(entries()).toBe(2)
    undo()
    expect(captions()).toHaveLength(1)
  })

  test('is gone to from either side, and nothing is enabled that leads nowhere', () => {
    for (const cursor of [5, 0, 3]) {
      at(cursor)
      run('timeline.bookmark')
    }
    const where = () => useTimeline.getState().cursor
    at(4)
    run('timeline.nextBookmark')
    expect(where()).toBe(5)
    expect([enabled('timeline.previousBookmark'), enabled('timeline.nextBookmark')]).toEqual([true, false])
    run('timeline.previousBookmark')
    run('timeline.previousBookmark')
    expect(where()).toBe(0)
    expect([enabled('timeline.previousBookmark'), enabled('timeline.nextBookmark')]).toEqual([false, true])
  })

  test('needs a timeline', () => {
    useResult.setState({ steps: [] })
    expect([enabled('timeline.bookmark'), enabled('timeline.caption')]).toEqual([false, false])
  })
})

describe('while presenting', () => {
  const free: Focus = { inText: false, inDialog: false, claims: () => false }
  const find = (key: string, shiftKey = false, ctrlKey = false) => {
    const press = { key, code: key, ctrlKey, metaKey: false, altKey: false, shiftKey }
    return commandFor(all, press, free, false)?.id ?? null
  }
  beforeEach(() => {
    useTimeline.setState({ cursor: 1, length: 4, forward: 2 })
    present(null)
  })
  afterEach(() => endPresentation(null))

  test('every command that edits rests, in menus as well', () => {
    const items = menuItems(allCommands()).filter(item => item.role === null && item.enabled)
    const editing = allCommands().filter(command => command.undo === 'step')
    expect(editing.length).toBeGreaterThan(5)
    expect(editing.filter(({ id }) => items.some(item => item.id === id))).toEqual([])
    expect(items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['timeline.forward', 'timeline.play', 'view.fit', 'view.endPresentation']),
    )
  })

  test('an enabled command that rests does nothing when it is run', () => {
    run('view.commandPalette')
    expect(useSession.getState().commandPalette).toBe(false)
  })

  test.each([
    ['ArrowRight', 'timeline.forward'],
    ['ArrowDown', 'timeline.forward'],
    ['PageDown', 'timeline.forward'],
    ['ArrowLeft', 'timeline.back'],
    ['ArrowUp', 'timeline.back'],
    ['PageUp', 'timeline.back'],
    ['Home', 'timeline.first'],
    ['End', 'timeline.last'],
    [' ', 'timeline.play'],
    [']', 'timeline.nextBookmark'],
    ['[', 'timeline.previousBookmark'],
    ['Escape', 'view.endPresentation'],
    ['Tab', null],
    ['Delete', null],
    ['F5', null],
  ])('%s means %s', (key, id) => {
    expect(find(key)).toBe(id)
  })

  test('arrows with Shift go from bookmark to bookmark', () => {
    expect([find('ArrowRight', true), find('ArrowLeft', true)]).toEqual([
      'timeline.nextBookmark',
      'timeline.previousBookmark',
    ])
  })

  test('the keys of remote controls mean nothing before and afterwards', () => {
    endPresentation(null)
    expect([find('PageDown'), find('Escape'), find('F5')]).toEqual([null, 'edit.deselect', 'view.present'])
  })
})

describe('the native menu', () => {
  const page = new EventTarget()
  const item = (id: string) => menuItems(all).find(other => other.id === id)
  class Field {
    type = 'text'
  }

  test('holds every command with its state', () => {
    const items = menuItems(all)
    expect(items.map(item => item.id)).toEqual(all.map(command => command.id))
    expect(items.find(item => item.id === 'edit.redo')).toEqual({
      id: 'edit.redo',
      label: 'Redo',
      menu: 'Edit',
      submenu: null,
      shortcut: 'CmdOrCtrl+Shift+Z',
      enabled: false,
      checked: null,
      startsGroup: false,
      role: null,
    })
  })

  test('has submenus, ticks and groups as the web menu has them', () => {
    expect(item('file.recent.h1')).toMatchObject({ label: 'last.circuit', submenu: 'Open recent' })
    expect(item('file.gallery.xor')?.submenu).toBe('New from gallery')
    expect([item('view.theme.system')?.checked, item('view.theme.dark')?.checked]).toEqual([true, false])
    expect(item('file.save')?.startsGroup).toBe(true)
  })

  test('leaves copy, cut and paste to the system, always enabled, since any marked text may be meant', () => {
    select([])
    const native = menuItems(all).filter(({ role }) => role !== null)
    expect(native.map(({ id, role, enabled }) => [id, role, enabled])).toEqual([
      ['edit.cut', 'cut', true],
      ['edit.copy', 'copy', true],
      ['edit.paste', 'paste', true],
    ])
  })

  test('keeps undo and redo commands of ours, since the system knows only those of text', () => {
    expect([item('edit.undo')?.role, item('edit.redo')?.role]).toEqual([null, null])
  })

  test('shortens a long file name in its middle', () => {
    const name = `${'begin'.repeat(20)}${'end'.repeat(20)}.circuit`
    const label = menuItems(commandsWith([{ ...recent[0]!, name }])).find(
      ({ id }) => id === 'file.recent.h1',
    )!.label
    expect(label).toHaveLength(60)
    expect(label).toMatch(/^beginbegin.*….*endend\.circuit$/)
  })

  test('looks again when the focus moves, as Undo means the text of a text field', async () => {
    const host = memoryHost()
    const stop = followMenu(host, page)
    const shown: unknown[] = []
    host.setMenu = items => void shown.push(items)
    vi.stubGlobal('Element', Object)
    vi.stubGlobal('HTMLInputElement', Field)
    vi.stubGlobal('document', { activeElement: new Field() })
    page.dispatchEvent(new Event('focusin'))
    await expect.poll(() => shown.length).toBe(1)
    stop()
    page.dispatchEvent(new Event('focusout'))
    await Promise.resolve()
    expect(shown).toHaveLength(1)
  })

  test('follows the document, and runs what is chosen', async () => {
    const host = memoryHost()
    setHost(host)
    const stop = followMenu(host, page)
    const undoItem = () => host.menu.find(item => item.id === 'edit.undo')?.enabled
    expect(undoItem()).toBe(false)
    host.command('edit.selectAll')
    expect(useSession.getState().nodes.size).toBe(4)
    host.command('edit.delete')
    await expect.poll(undoItem).toBe(true)
    stop()
  })

  test('follows the recent files', async () => {
    const host = memoryHost()
    const stop = followMenu(host, page)
    useFiles.setState({ recent })
    await expect.poll(() => host.menu.some(item => item.id === 'file.recent.h1')).toBe(true)
    stop()
    useFiles.setState({ recent: [] })
  })
})

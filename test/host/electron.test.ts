import { afterEach, describe, expect, it, vi } from 'vitest'
import { plainName } from '../../electron/answers'
import { commandsWith } from '../../renderer/commands/commands'
import { menuItems } from '../../renderer/commands/nativeMenu'
import type { FileHandle, MenuItem } from '../../shared/host'
import { menuItem } from '../helpers/menuItem'
import { everyHost, good, hostThatWritesBack, type Rig } from './contract'
import { folderOnDisk, program } from './fakeElectron'

const disk = vi.hoisted(() => ({ failure: null as string | null }))
vi.mock('node:fs/promises', async original => {
  const fs = await original<typeof import('node:fs/promises')>()
  return {
    ...fs,
    async rename(from: string, to: string) {
      if (disk.failure !== null) throw Object.assign(new Error(disk.failure), { code: disk.failure })
      return await fs.rename(from, to)
    },
  }
})

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  disk.failure = null
  for (const clean of cleanups.splice(0)) await clean()
})

async function place() {
  const on = await folderOnDisk()
  cleanups.push(on.clear)
  return on
}

async function makeRig(): Promise<Rig> {
  const on = await place()
  const run = program(on.folder)
  const { host, document } = run
  return {
    host,
    put: on.put,
    get: on.get,
    putBytes: on.put,
    putHuge: on.putHuge,
    remove: on.remove,
    breakWrites() {
      disk.failure = 'ENOSPC'
    },
    willOpen: name => void run.opens.push(name && on.at(name)),
    willSave: name => void run.saves.push(name && on.at(name)),
    willAnswer: choice => void run.choices.push(choice),
    drop: on.drop,
    title: () => document.title,
    restart: async () => program(on.folder).host,
    close: run.close,
    command: id => run.send('commanded', id),
    arrive: async name => run.arrivals.add(on.at(name)),
  }
}

describe('the Electron host over the real main process', () => {
  everyHost(makeRig)
  hostThatWritesBack(makeRig)

  it('can save a dropped circuit back to where it came from', async () => {
    const on = await place()
    const { host } = program(on.folder)
    await on.put('a.circuit', 'old')
    const { handle } = good(await host.readDropped(await on.drop('a.circuit')))
    await host.save(handle!, 'new')
    expect(await on.get('a.circuit')).toBe('new')
  })

  it('gives a dropped file of another kind no handle', async () => {
    const on = await place()
    await on.put('passwd.txt', 'text')
    const file = good(await program(on.folder).host.readDropped(await on.drop('passwd.txt')))
    expect(file).toEqual({ handle: null, name: 'passwd.txt', text: 'text' })
  })

  it('adds the extension that the person left out', async () => {
    const on = await place()
    const run = program(on.folder)
    run.saves.push(on.at('mine'))
    expect(good(await run.host.saveAs('x.circuit', 'text')).name).toBe('mine.circuit')
  })

  it('adds the extension of what is exported', async () => {
    const on = await place()
    const run = program(on.folder)
    run.saves.push(on.at('notes'))
    expect(good(await run.host.exportAs('latex', 'x.tex', 'text')).name).toBe('notes.tex')
  })

  it('does not add an extension where that would overwrite a file unasked', async () => {
    const on = await place()
    const run = program(on.folder)
    await on.put('mine.circuit', 'precious')
    run.saves.push(on.at('mine'))
    expect(good(await run.host.saveAs('x.circuit', 'text')).name).toBe('mine')
    expect(await on.get('mine.circuit')).toBe('precious')
  })

  it('keeps a file that came before the page listened', async () => {
    const on = await place()
    const run = program(on.folder)
    await on.put('a.circuit', 'early')
    run.arrivals.add(on.at('a.circuit'))
    const text = await new Promise<string>(resolve => run.host.opened(file => resolve(good(file).text)))
    expect(text).toBe('early')
  })

  it('closes at once when nobody listens, or when the page has crashed', async () => {
    const on = await place()
    const run = program(on.folder)
    expect(await run.close()).toBe(true)
    run.host.closing(async () => false)
    run.closing.forget()
    expect(await run.close()).toBe(true)
  })

  it('stays open when the page fails to answer', async () => {
    const on = await place()
    const run = program(on.folder)
    run.host.closing(() => Promise.reject(new Error('internal: broken')))
    expect(await run.close()).toBe(false)
  })

  it('passes the menu and the unsaved mark to the window', async () => {
    const run = program((await place()).folder)
    const items = [menuItem({ id: 'a', menu: 'Edit', role: 'copy', checked: true, submenu: 'S' })]
    run.host.setMenu(items)
    run.host.setTitle('a', true)
    await vi.waitUntil(() => run.marks.length > 0)
    expect([run.menus, run.marks]).toEqual([[items], [true]])
  })
})

describe('the menu that crosses to the main process', () => {
  const through = async (items: readonly unknown[]) => {
    const run = program((await place()).folder)
    run.host.setMenu(items as MenuItem[])
    await vi.waitUntil(() => run.menus.length > 0)
    return run.menus[0]!
  }

  it('leaves out an item that is wrong, and keeps all others', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const [a, b] = [menuItem({ id: 'a' }), menuItem({ id: 'b' })]
    expect(await through([a, { ...a, menu: 'Root' }, { id: 'c' }, null, b])).toEqual([a, b])
    expect(log).toHaveBeenCalledTimes(3)
    expect(log.mock.calls[0]![0]).toContain('internal: a menu item is left out')
    log.mockRestore()
  })

  it('leaves out a shortcut that Electron would not take, and keeps its item', async () => {
    const shortcuts = ['CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Plus', 'Right', 'CmdOrCtrl+Nonsense', 'Hyper+A']
    const items = await through(shortcuts.map(shortcut => menuItem({ id: shortcut, shortcut })))
    expect(items.map(item => item.shortcut)).toEqual([
      'CmdOrCtrl+Shift+Z',
      'CmdOrCtrl+Plus',
      null,
      null,
      null,
    ])
  })

  it('takes a name of any length', async () => {
    const label = `${'n'.repeat(255)}.circuit`
    expect((await through([menuItem({ id: 'a', label })]))[0]!.label).toBe(label)
  })

  it('takes every command as it is', async () => {
    const recent = [{ handle: '00000000-0000-4000-8000-000000000000' as FileHandle, name: 'n'.repeat(300) }]
    const items = menuItems(commandsWith(recent))
    expect(await through(items)).toEqual(items)
  })
})

describe('what the page tells without waiting', () => {
  it('is logged when it fails', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const run = program((await place()).folder)
    run.host.setTitle('a', 'yes' as never)
    await vi.waitUntil(() => log.mock.calls.length > 0)
    expect(String(log.mock.calls[0]![0])).toContain('internal: "setEdited" was asked with wrong arguments')
    log.mockRestore()
  })
})

describe('the name suggested for a new file', () => {
  it.each([
    ['notes.circuit', 'notes.circuit'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\x.circuit', 'x.circuit'],
    ['a:b?.circuit', 'ab.circuit'],
    ['..', 'Untitled.circuit'],
    ['', 'Untitled.circuit'],
    [`${'n'.repeat(300)}.circuit`, `${'n'.repeat(50)}.circuit`],
    ['𝛁'.repeat(300), '𝛁'.repeat(50)],
  ])('%s becomes %s', (suggested, name) => {
    expect(plainName(suggested)).toBe(name)
  })
})

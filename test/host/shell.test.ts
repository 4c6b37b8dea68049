import { mkdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileArgument } from '../../electron/fileArgument'
import { menuKey, menuTemplate } from '../../electron/menu'
import { answerRequest, assetOf, contentSecurityPolicy } from '../../electron/protocol'
import type { MenuItem } from '../../shared/host'
import { menuItem } from '../helpers/menuItem'
import { folderOnDisk } from './fakeElectron'

vi.mock('electron', () => ({}))
const { mayOpenOutside } = await import('../../electron/window')

describe('the app:// protocol', () => {
  let on: Awaited<ReturnType<typeof folderOnDisk>>
  beforeEach(async () => {
    on = await folderOnDisk()
    await mkdir(on.at('page'))
    await on.put('page/index.html', '<p>page</p>')
    await on.put('page/app.js', 'run()')
    await on.put('secret.txt', 'secret')
  })
  afterEach(() => on.clear())
  const get = (url: string, method = 'GET') => answerRequest(on.at('page'), { url, method })

  it('serves the page under a policy that runs no foreign or inline script', async () => {
    const response = await get('app://chainrule/')
    expect(await response.text()).toBe('<p>page</p>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toBe(contentSecurityPolicy)
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/)
  })

  it('serves scripts with their type, for workers need it', async () => {
    expect((await get('app://chainrule/app.js?v=1')).headers.get('content-type')).toBe(
      'text/javascript; charset=utf-8',
    )
  })

  it.each([
    'app://chainrule/../secret.txt',
    'app://chainrule/%2e%2e/secret.txt',
    'app://chainrule/%2e%2e%2fsecret.txt',
    'app://chainrule/..%5csecret.txt',
    'app://chainrule/a/..%2f..%2fsecret.txt',
    'app://chainrule//etc/passwd',
    'app://chainrule/C:%5csecret.txt',
    'app://chainrule/index.html%00.js',
    'app://chainrule/%E0%A4%A',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://chainrule/missing.js',
    'not an address',
  ])('does not serve %s', async address => {
    const response = await get(address)
    expect([response.status, await response.text()]).toEqual([404, 'Not found'])
  })

  it('answers GET alone', async () => {
    expect((await get('app://chainrule/', 'POST')).status).toBe(404)
  })

  it('finds parts in folders', () => {
    expect(assetOf('app://chainrule/assets/a%20b.js')?.replaceAll('\\', '/')).toBe('assets/a b.js')
  })
})

describe('links', () => {
  it.each([
    ['https://pytorch.org/docs', true],
    ['http://pytorch.org', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://host/share', false],
    ['https://user:secret@host/', false],
    ['nonsense', false],
  ])('%s goes to the browser: %s', (address, goes) => {
    expect(mayOpenOutside(address)).toBe(goes)
  })
})

describe('the file argument', () => {
  it.each([
    [['chainrule', 'a.circuit'], true, '/w/a.circuit'],
    [['chainrule', '--enable-logging', '/x/b.circuit'], true, '/x/b.circuit'],
    [['electron', '.', 'a.circuit'], false, '/w/a.circuit'],
    [['electron', '.'], false, null],
    [['chainrule'], true, null],
  ] as const)('of %j (packaged: %s) is %s', (argv, packaged, path) => {
    expect(
      fileArgument(argv, '/w', packaged)
        ?.replace(/^[A-Z]:/, '')
        .replaceAll('\\', '/') ?? null,
    ).toBe(path)
  })
})

describe('the native menu', () => {
  const save = menuItem({ id: 'file.save', label: 'Save', shortcut: 'CmdOrCtrl+S' })
  const step = menuItem({ id: 'step', label: 'Step', menu: 'Timeline', enabled: false })
  type Template = Electron.MenuItemConstructorOptions
  const build = (
    platform: NodeJS.Platform,
    run = (_id: string) => {},
    items: readonly MenuItem[] = [save, step],
  ) => menuTemplate(items, run, { platform, develop: false })
  /** The entries of the File menu, up to those that the platform adds. */
  const fileMenu = (...items: readonly MenuItem[]) => {
    const file = build('linux', undefined, items).find(menu => menu.label === 'File')!
    return (file.submenu as Template[]).slice(0, -2)
  }
  const look = ({ type, label }: Template) => (type === 'separator' ? '—' : label)

  it('shows each command in its menu with its shortcut, and reports its click', () => {
    const ran: string[] = []
    const file = build('linux', id => ran.push(id)).find(menu => menu.label === 'File')!
    const [item] = file.submenu as Template[]
    expect(item).toMatchObject({ label: 'Save', accelerator: 'CmdOrCtrl+S', enabled: true })
    item!.click!({} as never, undefined, {} as never)
    expect(ran).toEqual(['file.save'])
  })

  it('leaves acting on shortcuts to the page', () => {
    const items = build('linux').flatMap(menu => menu.submenu as Template[])
    const ours = items.filter(item => item.id !== undefined)
    expect(ours.map(item => item.registerAccelerator)).toEqual([false, false])
  })

  it('leaves copy, cut and paste to the system, which raises the events that the page listens to', () => {
    const items = fileMenu(menuItem({ id: 'edit.paste', role: 'paste' }), save)
    expect(items.map(item => item.role)).toEqual(['paste', undefined])
  })

  it('gathers neighbours under one heading in a submenu', () => {
    const under = { submenu: 'Open recent' }
    const items = fileMenu(
      menuItem({ id: 'new' }),
      menuItem({ id: 'a', ...under }),
      menuItem({ id: 'b', ...under }),
      save,
    )
    expect(items.map(look)).toEqual(['new', 'Open recent', 'Save'])
    expect((items[1]!.submenu as Template[]).map(item => item.id)).toEqual(['a', 'b'])
  })

  it('draws a line above a group, except at the top of a menu', () => {
    const starts = { startsGroup: true }
    const items = fileMenu(
      menuItem({ id: 'a', ...starts }),
      menuItem({ id: 'b' }),
      menuItem({ id: 'c', ...starts, submenu: 'S' }),
    )
    expect(items.map(look)).toEqual(['a', 'b', '—', 'S'])
  })

  it('ticks what is chosen, and leaves changing the tick to the page', () => {
    const [item] = fileMenu(menuItem({ id: 'view.minimap', checked: true }))
    expect(item).toMatchObject({ type: 'checkbox', checked: true })
    // As Electron does before it reports a click.
    const clicked = { checked: false } as Electron.MenuItem
    item!.click!(clicked, undefined, {} as never)
    expect(clicked.checked).toBe(true)
    expect(fileMenu(save)[0]).not.toHaveProperty('checked')
  })

  it('shows the ampersand of a file’s name', () => {
    expect(fileMenu(menuItem({ id: 'a', label: 'R&D.circuit' }))[0]!.label).toBe('R&&D.circuit')
  })

  it('need not be rebuilt when only what is enabled or ticked changes', () => {
    expect(menuKey([{ ...save, enabled: false }])).toBe(menuKey([save]))
    const [on, off] = [true, false].map(checked => menuKey([{ ...save, checked }]))
    expect(on).toBe(off)
    for (const change of [{ label: 'Save now' }, { checked: true }, { submenu: 'S' }, { startsGroup: true }])
      expect(menuKey([{ ...save, ...change }])).not.toBe(menuKey([save]))
  })

  it('leaves out menus without commands', () => {
    expect(build('linux').map(menu => menu.label)).toEqual(['File', 'View', 'Timeline'])
  })

  it('has the program’s own menu first on macOS', () => {
    expect(build('darwin').map(menu => menu.role ?? menu.label)).toEqual([
      'appMenu',
      'File',
      'View',
      'Timeline',
      'windowMenu',
    ])
  })
})

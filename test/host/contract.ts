/** What every host must do, whatever it stands on: one suite, run on the memory, browser and Electron hosts. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { DroppedFile, Host, Outcome, SaveChoice } from '../../shared/host'
import { menuItem } from '../helpers/menuItem'

/** A host with the person and the disk it stands on, both under the test's control. */
export interface Rig {
  readonly host: Host
  put(name: string, contents: string): Promise<void>
  get(name: string): Promise<string | undefined>
  /** Absent where the disk holds texts only. */
  putBytes?(name: string, bytes: Uint8Array): Promise<void>
  /** A file of this many bytes, without writing them. */
  putHuge?(name: string, bytes: number): Promise<void>
  remove(name: string): Promise<void>
  /** From now on, writing fails half-way. */
  breakWrites(): void
  /** What the person does in the next open or save dialog; `null` closes it. */
  willOpen(name: string | null): void
  willSave(name: string | null): void
  willAnswer(choice: SaveChoice): void
  drop(name: string): Promise<DroppedFile>
  title(): string
  /** The program started again on the same machine; absent where nothing outlives it. */
  restart?(): Promise<Host>
  /** Closes the window: true when it closed. */
  close?(): Promise<boolean>
  command?(id: string): void
  /** The system opens the file with the program. */
  arrive?(name: string): Promise<void>
}

/** The value of an outcome that must be good. */
export function good<T>(outcome: Outcome<T> | { ok: 'cancelled' }): T {
  if (outcome.ok !== true) throw new Error(outcome.ok === false ? outcome.reason : 'cancelled')
  return outcome.value
}

const reasonOf = (outcome: Outcome<unknown> | { ok: 'cancelled' }) =>
  outcome.ok === false ? outcome.reason : ''

/** Makes a rig for every test; what it returns opens a file as a person does. */
function eachWithRig(makeRig: () => Promise<Rig>, give: (rig: Rig) => void) {
  let rig: Rig
  beforeEach(async () => {
    rig = await makeRig()
    give(rig)
  })
  return (name: string) => {
    rig.willOpen(name)
    return rig.host.open()
  }
}

export function everyHost(makeRig: () => Promise<Rig>): void {
  let rig: Rig
  let host: Host
  const open = eachWithRig(makeRig, made => {
    rig = made
    host = made.host
  })

  describe('as every host', () => {
    it('opens the file that the person picks, with its name and text', async () => {
      await rig.put('notes.circuit', 'ünï ∂L/∂W\n')
      const file = good(await open('notes.circuit'))
      expect(file).toMatchObject({ name: 'notes.circuit', text: 'ünï ∂L/∂W\n' })
    })

    it('treats a closed dialog as no failure', async () => {
      rig.willOpen(null)
      expect(await host.open()).toEqual({ ok: 'cancelled' })
    })

    it('reads a dropped file', async () => {
      await rig.put('dropped.circuit', 'dropped')
      const file = good(await host.readDropped(await rig.drop('dropped.circuit')))
      expect(file).toMatchObject({ name: 'dropped.circuit', text: 'dropped' })
    })

    it('refuses a dropped file that is not UTF-8, naming it', async () => {
      const outcome = await host.readDropped(new File([new Uint8Array([0x50, 0xff, 0xfe])], 'photo.png'))
      expect(outcome).toEqual({
        ok: false,
        reason: 'photo.png is not a text file: it must be UTF-8, and it holds other bytes.',
      })
    })

    it('refuses a dropped file of more than 512 MB without reading it', async () => {
      const arrayBuffer = () => Promise.reject(new Error('was read'))
      const outcome = await host.readDropped({ name: 'huge.json', size: 600e6, arrayBuffer })
      expect(reasonOf(outcome)).toBe(
        'huge.json is too large: a circuit file has at most 512 MB; it has 600 MB.',
      )
    })

    it.each(['save', 'discard', 'cancel'] as const)('hears “%s” when it asks to save', async choice => {
      rig.willAnswer(choice)
      expect(await host.askToSave('notes.circuit')).toBe(choice)
    })

    it('shows the name and the unsaved mark in the title', () => {
      host.setTitle('notes.circuit', false)
      expect(rig.title()).toBe('notes.circuit — Chainrule')
      host.setTitle('notes.circuit', true)
      expect(rig.title()).toBe('● notes.circuit — Chainrule')
    })

    it('takes a menu and lets listeners go', () => {
      host.setMenu([menuItem({ id: 'file.open', shortcut: 'CmdOrCtrl+O' })])
      for (const stop of [host.opened(() => {}), host.commanded(() => {}), host.closing(async () => true)])
        stop()
    })

    it('closes when the page allows it, and stays when it does not', async ({ skip }) => {
      if (!rig.close) return skip('this host has none')
      let may = false
      host.closing(async () => may)
      expect(await rig.close()).toBe(false)
      may = true
      expect(await rig.close()).toBe(true)
    })

    it('passes on the commands chosen in the native menu until told to stop', ({ skip }) => {
      if (!rig.command) return skip('this host has none')
      const heard: string[] = []
      const stop = host.commanded(id => heard.push(id))
      rig.command('file.save')
      stop()
      rig.command('file.open')
      expect(heard).toEqual(['file.save'])
    })

    it('hands over a file that the system opens with the program', async ({ skip }) => {
      if (!rig.arrive) return skip('this host has none')
      await rig.put('clicked.circuit', 'clicked')
      const file = new Promise<string>(resolve => host.opened(outcome => resolve(good(outcome).text)))
      await rig.arrive('clicked.circuit')
      expect(await file).toBe('clicked')
    })
  })
}

/** What a host must do besides where it can write a file back. */
export function hostThatWritesBack(makeRig: () => Promise<Rig>): void {
  let rig: Rig
  let host: Host
  const open = eachWithRig(makeRig, made => {
    rig = made
    host = made.host
  })

  describe('as a host that writes back', () => {
    it('saves to the handle of an opened file, and reads the new text from it', async () => {
      await rig.put('notes.circuit', 'old')
      const { handle } = good(await open('notes.circuit'))
      expect(good(await host.save(handle!, 'new'))).toEqual({ handle, name: 'notes.circuit' })
      expect(await rig.get('notes.circuit')).toBe('new')
      expect(good(await host.read(handle!)).text).toBe('new')
    })

    it('saves a shorter text without leaving the tail of the longer one', async () => {
      await rig.put('notes.circuit', 'a long old text')
      const { handle } = good(await open('notes.circuit'))
      await host.save(handle!, 'short')
      expect(await rig.get('notes.circuit')).toBe('short')
    })

    it('saves under a name that the person gives, and can save there again', async () => {
      rig.willSave('mine.circuit')
      const saved = good(await host.saveAs('notes.circuit', 'one'))
      expect(saved.name).toBe('mine.circuit')
      await host.save(saved.handle!, 'two')
      expect(await rig.get('mine.circuit')).toBe('two')
    })

    it('writes nothing when the save dialog is closed', async () => {
      rig.willSave(null)
      expect(await host.saveAs('notes.circuit', 'text')).toEqual({ ok: 'cancelled' })
      expect(await rig.get('notes.circuit')).toBeUndefined()
    })

    it('writes an export where the person says, which is no circuit to be opened again', async () => {
      rig.willSave('notes.tex')
      expect(good(await host.exportAs('latex', 'untitled.tex', '∂L'))).toEqual({ name: 'notes.tex' })
      expect(await rig.get('notes.tex')).toBe('∂L')
      expect(await host.recent()).toEqual([])
    })

    it('exports nothing when the dialog is closed', async () => {
      rig.willSave(null)
      expect(await host.exportAs('markdown', 'notes.md', 'text')).toEqual({ ok: 'cancelled' })
      expect(await rig.get('notes.md')).toBeUndefined()
    })

    it('keeps the old export when writing fails, and says so in one sentence', async () => {
      await rig.put('notes.tex', 'old')
      rig.breakWrites()
      rig.willSave('notes.tex')
      const outcome = await host.exportAs('latex', 'notes.tex', 'new')
      expect(reasonOf(outcome)).toMatch(/^notes\.\w+ was not saved: .+\.$/)
      expect(await rig.get('notes.tex')).toBe('old')
    })

    it('keeps the old text when writing fails, and says so in one sentence', async () => {
      await rig.put('notes.circuit', 'old')
      const { handle } = good(await open('notes.circuit'))
      rig.breakWrites()
      expect(reasonOf(await host.save(handle!, 'new'))).toMatch(/^notes\.circuit was not saved: .+\.$/)
      expect(await rig.get('notes.circuit')).toBe('old')
    })

    it('refuses a file that is not UTF-8', async ({ skip }) => {
      if (!rig.putBytes) return skip('this host has none')
      await rig.putBytes('photo.circuit', new Uint8Array([0x89, 0x50, 0xff]))
      expect(reasonOf(await open('photo.circuit'))).toBe(
        'photo.circuit is not a text file: it must be UTF-8, and it holds other bytes.',
      )
    })

    it('reads a file that starts with a byte-order mark without the mark', async ({ skip }) => {
      if (!rig.putBytes) return skip('this host has none')
      await rig.putBytes('windows.circuit', new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))
      expect(good(await open('windows.circuit')).text).toBe('{}')
    })

    it('refuses a file of more than 512 MB', async ({ skip }) => {
      if (!rig.putHuge) return skip('this host has none')
      await rig.putHuge('huge.circuit', 513e6)
      expect(reasonOf(await open('huge.circuit'))).toBe(
        'huge.circuit is too large: a circuit file has at most 512 MB; it has 513 MB.',
      )
    })

    it('says that a file is gone', async () => {
      await rig.put('notes.circuit', 'text')
      const { handle } = good(await open('notes.circuit'))
      await rig.remove('notes.circuit')
      expect(reasonOf(await host.read(handle!))).toBe(
        'notes.circuit is no longer where it was; it may have been moved, renamed or deleted.',
      )
    })

    it('says that it does not know a handle it never gave', async () => {
      const handle = '00000000-0000-4000-8000-000000000000' as never
      const reason = 'This file is no longer known to the program; open it again with File > Open.'
      expect(await host.read(handle)).toEqual({ ok: false, reason })
      expect(await host.save(handle, 'text')).toEqual({ ok: false, reason })
    })

    it('gives one handle to one file, and no path in it', async () => {
      await rig.put('notes.circuit', 'text')
      const first = good(await open('notes.circuit'))
      const second = good(await open('notes.circuit'))
      expect(second.handle).toBe(first.handle)
      expect(first.handle).not.toMatch(/[\\/]/)
    })

    it('lists recent files, the last used first, each once', async () => {
      for (const name of ['a.circuit', 'b.circuit', 'a.circuit']) {
        await rig.put(name, name)
        await host.remember(good(await open(name)).handle!)
      }
      rig.willSave('c.circuit')
      await host.saveAs('c.circuit', 'c')
      expect((await host.recent()).map(file => file.name)).toEqual(['c.circuit', 'a.circuit', 'b.circuit'])
    })

    it('does not count a file among the recent ones only because it was read', async () => {
      await rig.put('photo.circuit', 'no circuit')
      const { handle } = good(await open('photo.circuit'))
      expect(await host.recent()).toEqual([])
      await host.remember(handle!)
      expect((await host.recent()).map(file => file.handle)).toEqual([handle])
    })

    it('remembers no file that it does not know', async () => {
      await host.remember('00000000-0000-4000-8000-000000000000' as never)
      expect(await host.recent()).toEqual([])
    })

    it('opens a recent file after a restart', async ({ skip }) => {
      if (!rig.restart) return skip('this host has none')
      await rig.put('notes.circuit', 'kept')
      await host.remember(good(await open('notes.circuit')).handle!)
      const again = await rig.restart()
      const [recent] = await again.recent()
      expect(good(await again.read(recent!.handle))).toMatchObject({ name: 'notes.circuit', text: 'kept' })
    })
  })
}

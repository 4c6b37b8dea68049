import { describe, expect, it, vi } from 'vitest'
import { browserHost } from '../../renderer/host/browserHost'
import type { SaveChoice } from '../../shared/host'
import { everyHost, good, hostThatWritesBack, type Rig } from './contract'
import { fakeWindow, fileOn, type Machine, machine } from './fakeBrowser'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function rigOn(on: Machine, pickers: boolean): Rig {
  const answers: SaveChoice[] = []
  const scope = fakeWindow(on, { pickers })
  const hostOn = (window: typeof scope) => browserHost(async () => answers.shift() ?? 'cancel', window)
  return {
    host: hostOn(scope),
    async put(name, contents) {
      on.disk.set(name, bytesOf(contents))
    },
    async get(name) {
      const bytes = on.disk.get(name)
      return bytes && new TextDecoder().decode(bytes)
    },
    async putBytes(name, bytes) {
      on.disk.set(name, bytes)
    },
    async putHuge(name, bytes) {
      on.disk.set(name, new Uint8Array())
      on.sizes.set(name, bytes)
    },
    async remove(name) {
      on.disk.delete(name)
    },
    breakWrites() {
      on.full = true
    },
    willOpen: name => void on.picks.push(name),
    willSave: name => void on.picks.push(name),
    willAnswer: choice => void answers.push(choice),
    drop: async name => fileOn(on, name),
    title: () => scope.document.title,
    restart: async () => hostOn(fakeWindow(on, { pickers })),
  }
}

describe('the browser host with file pickers', () => {
  const makeRig = async () => rigOn(machine(), true)
  everyHost(makeRig)
  hostThatWritesBack(makeRig)

  it('says that the person refused the permission to write', async () => {
    const on = machine()
    const { host } = rigOn(on, true)
    on.disk.set('a.circuit', bytesOf('a'))
    on.picks.push('a.circuit')
    const { handle } = good(await host.open())
    on.permission = 'denied'
    expect(await host.save(handle!, 'b')).toEqual({
      ok: false,
      reason: 'a.circuit was not saved: the browser was not given permission for it.',
    })
  })

  it('lists this visit’s files where the browser keeps nothing', async () => {
    const on = machine()
    const scope = Object.assign(fakeWindow(on, { pickers: true }), {
      indexedDB: {
        open: () => {
          throw new DOMException('', 'SecurityError')
        },
      },
    })
    const host = browserHost(async () => 'cancel', scope as never)
    on.disk.set('a.circuit', bytesOf('a'))
    on.picks.push('a.circuit')
    await host.remember(good(await host.open()).handle!)
    expect((await host.recent()).map(file => file.name)).toEqual(['a.circuit'])
  })
})

describe('the browser host with upload and download', () => {
  everyHost(async () => rigOn(machine(), false))

  it('gives an upload no handle, so that the next save asks where', async () => {
    const on = machine()
    on.disk.set('a.circuit', bytesOf('a'))
    on.picks.push('a.circuit')
    expect(good(await rigOn(on, false).host.open()).handle).toBeNull()
  })

  it('saves by a download under the suggested name', async () => {
    const on = machine()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const saved = await rigOn(on, false).host.saveAs('mine.circuit', 'the text')
    vi.useRealTimers()
    await vi.waitUntil(() => on.downloads.length > 0)
    expect(saved).toEqual({ ok: true, value: { handle: null, name: 'mine.circuit' } })
    expect(on.downloads).toEqual([
      { name: 'mine.circuit', text: 'the text', type: 'application/x-chainrule-circuit+json' },
    ])
  })

  it('exports by a download of that type', async () => {
    const on = machine()
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const exported = await rigOn(on, false).host.exportAs('markdown', 'notes.md', '# the text')
    vi.useRealTimers()
    await vi.waitUntil(() => on.downloads.length > 0)
    expect(exported).toEqual({ ok: true, value: { name: 'notes.md' } })
    expect(on.downloads).toEqual([{ name: 'notes.md', text: '# the text', type: 'text/markdown' }])
  })

  it('has no recent files', async () => {
    expect(await rigOn(machine(), false).host.recent()).toEqual([])
  })
})

describe('leaving the page', () => {
  const leaving = (scope: EventTarget) => {
    const event = new Event('beforeunload', { cancelable: true })
    scope.dispatchEvent(event)
    return event.defaultPrevented ? 'asks' : 'goes'
  }

  it('asks only while there is unsaved work', () => {
    const scope = fakeWindow(machine(), { pickers: true })
    const host = browserHost(async () => 'cancel', scope)
    const stop = host.closing(async () => true)
    expect(leaving(scope)).toBe('goes')
    host.setTitle('a.circuit', true)
    expect(leaving(scope)).toBe('asks')
    host.setTitle('a.circuit', false)
    expect(leaving(scope)).toBe('goes')
    host.setTitle('a.circuit', true)
    stop()
    expect(leaving(scope)).toBe('goes')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channels } from '../../electron/channels'
import type { Asking } from '../../electron/ipc'
import { folderOnDisk, fromOurPage, program } from './fakeElectron'

let on: Awaited<ReturnType<typeof folderOnDisk>>
beforeEach(async () => {
  on = await folderOnDisk()
})
afterEach(() => on.clear())

const frame = { url: 'app://chainrule/index.html', parent: null }
const strangers: [string, Asking][] = [
  ['another window', { sender: { id: 8 }, senderFrame: frame }],
  ['a frame inside the page', { sender: { id: 7 }, senderFrame: { ...frame, parent: frame } }],
  ['a frame that is gone', { sender: { id: 7 }, senderFrame: null }],
  ['a web page', { sender: { id: 7 }, senderFrame: { ...frame, url: 'https://chainrule/index.html' } }],
  ['another host', { sender: { id: 7 }, senderFrame: { ...frame, url: 'app://other/index.html' } }],
  ['a file', { sender: { id: 7 }, senderFrame: { ...frame, url: 'file:///tmp/x.html' } }],
  ['an empty page', { sender: { id: 7 }, senderFrame: { ...frame, url: '' } }],
]

describe('the gate between page and main process', () => {
  it.each(strangers)('answers nothing to %s', async (_who, event) => {
    const { ask } = program(on.folder)
    for (const channel of Object.keys(channels)) {
      await expect(ask(event, channel)).rejects.toThrow(`internal: "${channel}" was asked by a stranger`)
    }
  })

  it.each([
    ['read', ['/etc/passwd']],
    ['save', ['not-a-handle', 'text']],
    ['save', ['00000000-0000-4000-8000-000000000000']],
    ['saveAs', ['name', 5]],
    ['exportAs', ['exe', 'name', 'text']],
    ['handleOf', [{ path: '/etc/passwd' }]],
    ['setMenu', ['File']],
    ['setMenu', [Array(1001).fill(null)]],
    ['listen', ['everything']],
    ['mayClose', ['yes']],
    ['open', ['extra']],
  ] as [string, unknown[]][])('refuses %s with wrong arguments', async (channel, args) => {
    const { ask } = program(on.folder)

    await expect(ask(fromOurPage, channel, ...args)).rejects.toThrow('wrong arguments')
  })

  it('has no channel that reads or writes a path', async () => {
    const { ask } = program(on.folder)
    await on.put('a.circuit', 'text')
    for (const channel of ['read', 'save']) {
      await expect(ask(fromOurPage, channel, on.at('a.circuit'), 'text')).rejects.toThrow('wrong arguments')
    }
  })

  it('gives a handle to circuit files only', async () => {
    const { ask } = program(on.folder)
    expect(await ask(fromOurPage, 'handleOf', '/etc/passwd')).toBeNull()
    expect(await ask(fromOurPage, 'handleOf', '/home/me/.ssh/id_rsa')).toBeNull()
    expect(await ask(fromOurPage, 'handleOf', '/home/me/a.circuit')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

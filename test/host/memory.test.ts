import { describe, expect, it } from 'vitest'
import { memoryHost } from '../helpers/memoryHost'
import { menuItem } from '../helpers/menuItem'
import { everyHost, hostThatWritesBack, type Rig } from './contract'

async function makeRig(): Promise<Rig> {
  const host = memoryHost()
  return {
    host,
    async put(name, contents) {
      host.files.set(name, contents)
    },
    get: async name => host.files.get(name),
    async remove(name) {
      host.files.delete(name)
    },
    breakWrites: () => void host.failures.push('notes.circuit was not saved: the disk is full.'),
    willOpen: name => void host.opens.push(name),
    willSave: name => void host.saves.push(name),
    willAnswer: choice => void host.choices.push(choice),
    drop: async name => new File([host.files.get(name)!], name),
    title: () => host.title,
    close: () => host.close(),
    command: id => host.command(id),
    arrive: name => host.arrive(name),
  }
}

describe('the memory host', () => {
  everyHost(makeRig)
  hostThatWritesBack(makeRig)

  it('remembers the menu and the questions that it was asked', async () => {
    const host = memoryHost({ 'a.circuit': 'a' })
    host.setMenu([menuItem({ id: 'new' })])
    expect(await host.askToSave('a.circuit')).toBe('cancel')
    expect([host.menu.length, host.asked]).toEqual([1, ['a.circuit']])
  })
})

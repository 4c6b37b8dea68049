import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sentenceOfErrno } from '../../electron/errno'
import { openFiles } from '../../electron/files'
import { writeAtomic } from '../../electron/writeAtomic'
import { good } from './contract'
import { folderOnDisk } from './fakeElectron'

/** Lets a step of the writing fail, or watches the disk just before it. */
const before = vi.hoisted(() => ({ rename: async (_from: string) => {} }))
vi.mock('node:fs/promises', async original => {
  const fs = await original<typeof import('node:fs/promises')>()
  return {
    ...fs,
    async rename(from: string, to: string) {
      await before.rename(from)
      return await fs.rename(from, to)
    },
  }
})

const fault = (code: string) => Object.assign(new Error(code), { code })

let on: Awaited<ReturnType<typeof folderOnDisk>>
beforeEach(async () => {
  on = await folderOnDisk()
})
afterEach(async () => {
  before.rename = async () => {}
  await on.clear()
})

describe('writing a file', () => {
  it('leaves the old text in place until the new one is complete on disk', async () => {
    await on.put('a', 'old')
    const seen: unknown[] = []
    before.rename = async from => {
      seen.push(await on.get('a'), await readFile(from, 'utf8'))
    }
    await writeAtomic(on.at('a'), 'new')
    expect(seen).toEqual(['old', 'new'])
    expect(await on.get('a')).toBe('new')
  })

  it('leaves the old text and nothing else when it fails', async () => {
    await on.put('a', 'old')
    before.rename = () => Promise.reject(fault('EIO'))
    await expect(writeAtomic(on.at('a'), 'new')).rejects.toThrow('EIO')
    expect(await on.get('a')).toBe('old')
    expect(await readdir(on.folder)).toEqual(['a'])
  })

  it('leaves no temporary file when it succeeds', async () => {
    await writeAtomic(on.at('a'), 'new')
    expect(await readdir(on.folder)).toEqual(['a'])
  })

  it.skipIf(process.platform === 'win32')('keeps the permissions of the file it replaces', async () => {
    await on.put('a', 'old')
    await chmod(on.at('a'), 0o640)
    await writeAtomic(on.at('a'), 'new')
    expect((await stat(on.at('a'))).mode & 0o777).toBe(0o640)
  })

  it.skipIf(process.platform === 'win32')('writes through a link to the file it stands for', async () => {
    await on.put('real', 'old')
    await symlink(on.at('real'), on.at('link'))
    await writeAtomic(on.at('link'), 'new')
    expect(await on.get('real')).toBe('new')
  })

  it('lets the last of many saves at once win, whole', async () => {
    const files = openFiles(on.at('recent.json'))
    const handle = files.handleOf(on.at('a'))
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000 * (20 - i)))
    await Promise.all(texts.map(text => files.save(handle, text)))
    expect(await on.get('a')).toBe(texts.at(-1))
  })
})

describe('refusals of the system', () => {
  it.each([
    ['ENOENT', 'read', 'a.circuit is no longer where it was; it may have been moved, renamed or deleted.'],
    ['ENOENT', 'write', 'a.circuit was not saved: its folder is no longer there.'],
    ['EACCES', 'read', 'a.circuit may not be read: your account has no permission for it.'],
    [
      'EPERM',
      'write',
      'a.circuit was not saved: your account may not write to it or to its folder. Save it elsewhere with File > Save As.',
    ],
    ['ENOSPC', 'write', 'a.circuit was not saved: the disk is full. The old file is untouched.'],
    [
      'EROFS',
      'write',
      'a.circuit was not saved: the disk can only be read. Save it elsewhere with File > Save As.',
    ],
    ['EISDIR', 'read', 'a.circuit is a folder; a circuit is a file.'],
    ['EBUSY', 'write', 'a.circuit is in use by another program; close it there and try again.'],
    ['EIO', 'read', 'a.circuit could not be read: the disk reports a fault.'],
    ['ESTALE', 'write', 'a.circuit cannot be reached: the network drive does not answer.'],
    ['EWEIRD', 'write', 'a.circuit could not be saved; the system says EWEIRD.'],
  ] as const)('%s while trying to %s gives one sentence', (code, doing, sentence) => {
    expect(sentenceOfErrno(fault(code), 'a.circuit', doing)).toBe(sentence)
  })

  it('are not confused with errors of our own', () => {
    expect(() => sentenceOfErrno(new TypeError('ours'), 'a', 'read')).toThrow('ours')
  })

  it('names a folder that was meant as a file', async () => {
    const files = openFiles(on.at('recent.json'))
    await mkdir(on.at('sub'))
    const reason = 'sub is a folder; a circuit is a file.'
    expect(await files.read(files.handleOf(on.at('sub')))).toEqual({ ok: false, reason })
    expect(await files.save(files.handleOf(on.at('sub')), 'text')).toEqual({ ok: false, reason })
  })

  it('says that the folder of a file to be saved is gone', async () => {
    const files = openFiles(on.at('recent.json'))
    const saved = await files.save(files.handleOf(join(on.folder, 'gone', 'a.circuit')), 'text')
    expect(saved).toEqual({ ok: false, reason: 'a.circuit was not saved: its folder is no longer there.' })
  })
})

describe('recent files', () => {
  it('holds at most ten', async () => {
    const files = openFiles(on.at('recent.json'))
    for (let i = 0; i < 12; i++) await files.save(files.handleOf(on.at(`${i}.circuit`)), '')
    const names = (await files.recent()).map(file => file.name)
    expect(names).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map(i => `${i}.circuit`))
  })

  it('starts empty from a list that is damaged', async () => {
    await writeFile(on.at('recent.json'), '{"half')
    expect(await openFiles(on.at('recent.json')).recent()).toEqual([])
  })

  it('does not stop a save when the list cannot be kept', async () => {
    const files = openFiles(join(on.folder, 'gone', 'recent.json'))
    expect(good(await files.save(files.handleOf(on.at('a')), 'text')).name).toBe('a')
  })

  it('gives new handles after a restart, and no path', async () => {
    const first = openFiles(on.at('recent.json'))
    const handle = first.handleOf(on.at('a.circuit'))
    await first.save(handle, 'text')
    const [again] = await openFiles(on.at('recent.json')).recent()
    expect(again!.handle).not.toBe(handle)
    expect(again!.handle).toMatch(/^[0-9a-f-]{36}$/)
  })
})

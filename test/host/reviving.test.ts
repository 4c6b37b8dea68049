import { beforeEach, describe, expect, it } from 'vitest'
import { type Reviving, revivingOf } from '../../electron/reviving'

const told: string[] = []
let chosen = 0
let reviving: Reviving
beforeEach(() => {
  told.length = 0
  chosen = 0
  reviving = revivingOf(
    () => told.push('reload'),
    async ({ message, detail }) => {
      told.push(`${message} ${detail}`)
      return chosen
    },
    () => told.push('quit'),
  )
})

const again =
  'The window has stopped working again. What was not saved is lost; files on disk are untouched. The system says: oom.'

describe('a page whose process dies', () => {
  it('is shown again by itself the first time', async () => {
    await reviving.died('crashed')
    expect(told).toEqual(['reload'])
  })

  it('is shown again only if the person wants it when it dies again', async () => {
    await reviving.died('crashed')
    await reviving.died('oom')
    expect(told).toEqual(['reload', again, 'reload'])
    chosen = 1
    await reviving.died('oom')
    expect(told.slice(3)).toEqual([again, 'quit'])
  })

  it('asks one question at a time', async () => {
    await reviving.died('crashed')
    await Promise.all([reviving.died('oom'), reviving.died('oom')])
    expect(told.filter(line => line === again)).toHaveLength(1)
  })

  it('is let go when it ended as it should', async () => {
    await reviving.died('clean-exit')
    expect(told).toEqual([])
  })
})

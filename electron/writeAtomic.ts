/** Writes a file so that a crash at any instant leaves the old contents or the new ones, never a part. */
import { randomBytes } from 'node:crypto'
import { chmod, chown, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf } from './errno'

/** Virus scanners and indexers hold a file open for a moment on Windows, where that blocks a rename. */
const renameRetriesMs = [20, 60, 200, 500]

/** Makes the rename itself durable. Windows offers no way to sync a folder and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  // A folder that may not be read, or a network drive, refuses this; the file's own bytes are safe by then.
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

async function renameOver(from: string, to: string): Promise<void> {
  for (const delayMs of process.platform === 'win32' ? renameRetriesMs : []) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error
      await wait(delayMs)
    }
  }
  await rename(from, to)
}

/**
 * Replaces the file at `path` by `text` in UTF-8: temporary file in the same folder, every byte, fsync, rename, fsync of
 * the folder. A link is followed, mode and owner are kept. Throws Node's error (`code` is the errno); then the old file stands
 * and nothing is left behind. (The package write-file-atomic does not look at how much was written: on a full disk it puts
 * a truncated file in place and reports success.)
 */
export async function writeAtomic(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const old = await stat(target).catch(() => null)
  const temporary = join(
    dirname(target),
    `.${basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`,
  )
  const handle = await open(temporary, 'wx', (old?.mode ?? 0o666) & 0o777)
  try {
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (old !== null && process.platform !== 'win32') {
      // Only the superuser may give a file away; for everyone else the new file is their own, as with any editor.
      await chown(temporary, old.uid, old.gid).catch(() => {})
      await chmod(temporary, old.mode & 0o7777)
    }
    await renameOver(temporary, target)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  }
  await syncFolder(dirname(target))
}

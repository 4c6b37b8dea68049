/** One sentence for every way in which the system refuses to read or write a file. */
import { fileSentences } from '../shared/host'

type Doing = 'read' | 'write'

/** The system's code of an error, e.g. `ENOENT`; `null` for errors that are not the system's. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}

const notAllowed = (name: string, doing: Doing) =>
  doing === 'read'
    ? `${name} may not be read: your account has no permission for it.`
    : `${name} was not saved: your account may not write to it or to its folder. Save it elsewhere with File > Save As.`
const full = (name: string) => `${name} was not saved: the disk is full. The old file is untouched.`
const unreachable = (name: string) => `${name} cannot be reached: the network drive does not answer.`
const tooMany = (name: string) =>
  `${name} was not opened: too many files are open; close another program and try again.`

const sentences: Readonly<Record<string, (name: string, doing: Doing) => string>> = {
  ENOENT: (name, doing) =>
    doing === 'read' ? fileSentences.gone(name) : `${name} was not saved: its folder is no longer there.`,
  ENOTDIR: (name, doing) =>
    doing === 'read' ? fileSentences.gone(name) : `${name} was not saved: its folder is no longer there.`,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: name => `${name} was not saved: the disk can only be read. Save it elsewhere with File > Save As.`,
  EISDIR: name => `${name} is a folder; a circuit is a file.`,
  ENOSPC: full,
  EDQUOT: name => `${name} was not saved: your share of the disk is used up. The old file is untouched.`,
  EFBIG: name => `${name} was not saved: it is larger than this disk allows. The old file is untouched.`,
  EBUSY: name => `${name} is in use by another program; close it there and try again.`,
  ETXTBSY: name => `${name} is in use by another program; close it there and try again.`,
  ENAMETOOLONG: name => `The name ${name.slice(0, 40)}… is too long for this disk; choose a shorter one.`,
  EINVAL: name => `The name ${name} is not allowed on this disk; choose another one.`,
  EMFILE: tooMany,
  ENFILE: tooMany,
  ELOOP: name => `${name} is a link that leads back to itself.`,
  EIO: (name, doing) =>
    `${name} could not be ${doing === 'read' ? 'read' : 'saved'}: the disk reports a fault.`,
  ENXIO: name => `${name} is not an ordinary file.`,
  ENODEV: unreachable,
  ESTALE: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTDOWN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
}

/** The sentence for `error` met while reading or writing the file called `name`. Errors that are not the system's are thrown again. */
export function sentenceOfErrno(error: unknown, name: string, doing: Doing): string {
  const code = errnoOf(error)
  if (code === null) throw error
  const sentence = sentences[code]
  if (sentence) return sentence(name, doing)
  return `${name} could not be ${doing === 'read' ? 'read' : 'saved'}; the system says ${code}.`
}

/** One sentence for every way in which the browser refuses to read or write a file. */
import { fileSentences } from '../../shared/host'

type Doing = 'read' | 'write'

const faults: Readonly<Record<string, (name: string, doing: Doing) => string>> = {
  NotFoundError: name => fileSentences.gone(name),
  NotAllowedError: (name, doing) =>
    `${name} was not ${doing === 'read' ? 'opened' : 'saved'}: the browser was not given permission for it.`,
  SecurityError: (name, doing) =>
    `${name} was not ${doing === 'read' ? 'opened' : 'saved'}: the browser does not allow it on this page.`,
  NotReadableError: name =>
    `${name} may not be read: your account has no permission for it, or another program holds it.`,
  NoModificationAllowedError: name =>
    `${name} is in use by another program or tab; close it there and try again.`,
  InvalidModificationError: name => `${name} was not saved: the browser does not allow this kind of file.`,
  QuotaExceededError: name => `${name} was not saved: the disk is full. The old file is untouched.`,
  TypeMismatchError: name => `${name} is a folder; a circuit is a file.`,
  AbortError: name => `${name} was not saved: the browser stopped the writing. The old file is untouched.`,
  InvalidStateError: name => `${name} has changed on disk since it was opened; open it again.`,
}

/** The name of a browser's error; empty for anything else. */
export const faultOf = (error: unknown): string => (error instanceof DOMException ? error.name : '')

/** The sentence for `error` met while reading or writing the file called `name`. Errors that are not the browser's are thrown again. */
export function sentenceOfFault(error: unknown, name: string, doing: Doing): string {
  const fault = faultOf(error)
  if (fault === '') throw error
  const sentence = faults[fault]
  if (sentence) return sentence(name, doing)
  return `${name} could not be ${doing === 'read' ? 'read' : 'saved'}; the browser says ${fault}.`
}

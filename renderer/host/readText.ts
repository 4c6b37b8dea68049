/** Reads a file that the page was given (picked, dropped, uploaded) as text, or says why it cannot. */
import { type DroppedFile, fileSentences, maxFileBytes, type Outcome } from '../../shared/host'
import { sentenceOfFault } from './faults'

/** The file's text without a byte-order mark; a file that is too large or not UTF-8 gives a sentence. */
export async function readText(file: DroppedFile): Promise<Outcome<string>> {
  if (file.size > maxFileBytes) return { ok: false, reason: fileSentences.tooBig(file.name, file.size) }
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch (error) {
    return { ok: false, reason: sentenceOfFault(error, file.name, 'read') }
  }
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { ok: false, reason: fileSentences.notText(file.name) }
  }
}

/** `chainrule conformance DIR [--json]`: every reference case in a folder, run by this engine. */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Report, reportOf, type Verdict, verdictOf } from '../../shared/engine/conformance'
import { FORMAT, readVectors, type Vectors } from '../../shared/engine/conformanceFormat'
import { jsonText } from './jsonText'
import { type Result, readText, unreadable } from './readText'
import { json, type Outcome, type Subcommand } from './subcommand'
import { table } from './table'

export const conformance: Subcommand = {
  usage: 'DIR [--json]',
  about: `Run a folder of reference vectors (${FORMAT}) and compare; exit with 1 if a case fails.`,
  options: { json },
  takes: 1,
  run: async ([folder], flags) => {
    const read = await readFolder(folder!)
    if (!read.ok) return { code: 1, error: read.reason }
    const { vectors, leftOut } = read.value
    const groups = new Map<string, Verdict[]>()
    for (const { group, cases } of vectors)
      groups.set(group, [...(groups.get(group) ?? []), ...cases.map(verdictOf)])
    const verdicts = [...groups.values()].flat()
    const all = reportOf(verdicts)
    return outcomeOf(all, flags.json ? `${jsonText(all)}\n` : textOf(groups, verdicts, all, leftOut))
  },
}

interface Folder {
  readonly vectors: readonly Vectors[]
  /** Names of files that are something else. */
  readonly leftOut: readonly string[]
}

/** Every `.json` file of the folder, in the order of their names. */
async function readFolder(folder: string): Promise<Result<Folder>> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const reasons = { ENOENT: 'there is no such folder', ENOTDIR: 'it is a file, not a folder' }
    return { ok: false, reason: unreadable(folder, error, reasons) }
  }
  const files = entries
    .filter(entry => entry.name.endsWith('.json') && !entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const none = (why: string): Result<Folder> => ({ ok: false, reason: `${folder} holds no reference ${why}` })
  if (files.length === 0) return none('vectors: there is no .json file in it.')
  const vectors: Vectors[] = []
  const leftOut: string[] = []
  for (const file of files) {
    const path = join(folder, file)
    const text = await readText(path)
    if (!text.ok) return text
    const read = readVectors(text.value)
    if (!read.ok) return { ok: false, reason: `${path}: ${read.reason}` }
    if (read.value) vectors.push(read.value)
    else leftOut.push(file)
  }
  if (vectors.length === 0) return none(`vectors: no .json file in it is in the format ${FORMAT}.`)
  // A comparison of nothing must not look like one that went well.
  if (vectors.every(({ cases }) => cases.length === 0))
    return none('case: the list of cases is empty in every file of it.')
  return { ok: true, value: { vectors, leftOut } }
}

function outcomeOf({ cases, failed }: Report, out: string): Outcome {
  const [first] = failed
  if (!first) return { code: 0, out }
  const which = failed.length === 1 ? `it is ${first.id}` : `the first is ${first.id}`
  return { code: 1, out, error: `${failed.length} of ${cases} cases failed; ${which}.` }
}

function textOf(
  groups: ReadonlyMap<string, readonly Verdict[]>,
  verdicts: readonly Verdict[],
  all: Report,
  leftOut: readonly string[],
): string {
  const row = (name: string, { cases, passed, skipped, failed }: Report) => [
    name,
    ...[cases, passed, skipped.length, failed.length].map(String),
  ]
  const rows = [...groups].map(([group, own]) => row(group, reportOf(own)))
  const lines = [
    ...leftOut.map(file => `left out ${file}: it is no file of reference vectors`),
    ...all.skipped.map(({ id, reason }) => `skipped ${id}: ${reason}`),
    ...verdicts.flatMap(v =>
      v.verdict === 'passed' && v.rule !== null ? [`passed ${v.id} by the tie rule “${v.rule}”`] : [],
    ),
    ...all.failed.map(
      ({ id, port, index, expected, got }) =>
        `failed ${id}: ${port}${index === null ? '' : `[${index}]`}: expected ${expected}; got ${got}`,
    ),
  ]
  const heads = ['group', 'cases', 'passed', 'skipped', 'failed']
  return `${table([heads, ...rows, row('all', all)])}${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`
}

/** The first thing a JSON value has against the file's schema, as a sentence. */
import type { z } from 'zod'
import { type Path, quoted, type Refusal, refuse, refuseKind } from './refusal'
import { type CircuitFile, fileSchema } from './schema'

type Issue = z.core.$ZodIssue

/** The file as the schema types it, or why it does not fit. */
export function readSchema(json: unknown): { readonly ok: true; readonly file: CircuitFile } | Refusal {
  const result = fileSchema.safeParse(json)
  return result.success ? { ok: true, file: result.data } : refusalOf(result.error.issues[0]!, [], json)
}

/** `at` leads to the value that the issue was raised for. */
function refusalOf(issue: Issue, at: Path, value: unknown): Refusal {
  const path = [...at, ...issue.path]
  const found = issue.path.reduce(step, value)
  if (issue.code === 'unrecognized_keys')
    return refuse([...path, issue.keys[0]!], 'is not a field of this format; saving the file would lose it')
  if (issue.code === 'invalid_key')
    return refuse(
      path,
      `must have ${issue.issues[0]!.message} as its key; it has ${quoted(String(path.at(-1)))}`,
    )
  const meant = issue.code === 'invalid_union' ? meantBranch(issue.errors, found) : undefined
  return meant ? refusalOf(meant, path, found) : refuseKind(path, issue.message, found)
}

/** Of the ways to write a value, the one that was meant: it is told by the key that only this way has. */
function meantBranch(branches: readonly Issue[][], found: unknown): Issue | undefined {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  const branch = ['data', 'base64', 'init'].findIndex(key => Object.hasOwn(found, key))
  return branches[branch]?.[0]
}

const step = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
    : undefined

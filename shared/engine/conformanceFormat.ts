/**
 * Reads files of reference vectors, the format `circuit-reference/1`: what PyTorch computed for single ops and for whole
 * networks. Both come out as one kind of case: nodes in PyTorch's words, and the numbers that they must give.
 */
import { type Json, readJson } from '../document/file/json'
import { type Path, quoted, type Refusal } from '../document/file/refusal'
import type { Tensor } from '../tensor/tensor'
import {
  entriesAt,
  type Fields,
  fieldsAt,
  listAt,
  positiveAt,
  reading,
  tensorAt,
  textAt,
  unfit,
  wordAt,
} from './conformanceJson'

/** A node as the file has it: op, attributes and ports in PyTorch's words; a leaf has a value. */
export interface CaseNode {
  readonly id: string
  readonly op: string
  readonly attrs: Fields
  readonly inputs: readonly { readonly port: string; readonly node: string }[]
  readonly value: Tensor | null
}

/** Numbers that a run must give; `port` is where they stand in the case: `output`, `grads.x`, `outputs.a1`. */
export interface Expected {
  readonly port: string
  readonly node: string
  readonly of: 'values' | 'grads'
  readonly numbers: Tensor
}

export interface Tolerance {
  readonly rtol: number
  readonly atol: number
}

export interface Case {
  readonly id: string
  readonly tags: readonly string[]
  readonly note: string | null
  readonly tolerance: Tolerance
  readonly nodes: readonly CaseNode[]
  /** Where the gradients start, and with what; `null` is 1. */
  readonly root: string
  readonly upstream: Tensor | null
  readonly values: readonly Expected[]
  /** At a tie several gradients are right: PyTorch's own stand first, without a rule. */
  readonly grads: readonly { readonly rule: string | null; readonly expected: readonly Expected[] }[]
}

export interface Vectors {
  readonly group: string
  readonly cases: readonly Case[]
}

export const FORMAT = 'circuit-reference/1'

/**
 * Never throws, whatever the text; a file that does not fit is refused as a whole, in one sentence with the place. `null` for
 * JSON that does not say it is such a file, in any version: it is something else that lies beside them.
 */
export function readVectors(text: string): { readonly ok: true; readonly value: Vectors | null } | Refusal {
  const read = readJson(text, 'a file of reference vectors')
  if (!read.ok) return read
  return isVectors(read.json) ? reading(() => vectorsOf(read.json)) : { ok: true, value: null }
}

const isVectors = (json: Json): boolean =>
  typeof json === 'object' &&
  json !== null &&
  'format' in json &&
  typeof json.format === 'string' &&
  json.format.startsWith(FORMAT.slice(0, -1))

function vectorsOf(json: Json): Vectors {
  const { format, group, count, cases } = fieldsAt(json, [])
  if (format !== FORMAT)
    throw unfit(['format'], `is ${quoted(String(format))}; this version of Chainrule reads ${quoted(FORMAT)}`)
  const read = listAt(cases, ['cases'], caseAt)
  if (count !== undefined && count !== read.length)
    throw unfit(['cases'], `must be ${count} cases, as the file’s count says; they are ${read.length}`)
  return { group: textAt(group, ['group']), cases: read }
}

function caseAt(json: unknown, path: Path): Case {
  const fields = fieldsAt(json, path)
  const { kind, tags = [], tol, note } = fields
  const about = {
    id: textAt(fields.id, [...path, 'id']),
    tags: listAt(tags, [...path, 'tags'], textAt),
    note: note === undefined ? null : textAt(note, [...path, 'note']),
    tolerance: toleranceAt(tol, [...path, 'tol']),
  }
  return wordAt(kind, [...path, 'kind'], ['op', 'network']) === 'op'
    ? { ...about, ...opAt(fields, path) }
    : { ...about, ...networkAt(fields, path) }
}

function toleranceAt(json: unknown, path: Path): Tolerance {
  if (json === undefined) return { rtol: 1e-9, atol: 1e-12 }
  const { rtol, atol } = fieldsAt(json, path)
  return { rtol: positiveAt(rtol, [...path, 'rtol']), atol: positiveAt(atol, [...path, 'atol']) }
}

type Body = Omit<Case, 'id' | 'tags' | 'note' | 'tolerance'>

/** One op becomes a network of its inputs and itself. Inputs that no gradient is told of are constants. */
function opAt(
  {
    op,
    attrs = {},
    inputs,
    output,
    upstream,
    grads,
    grads_alt: others = [],
    target_grads: targets = {},
  }: Fields,
  path: Path,
): Body {
  const root = 'output'
  const values = entriesAt(inputs, [...path, 'inputs'], (entry, at, id) => ({
    id,
    value: tensorAt(entry, at),
  }))
  const ports = new Set(values.map(({ id }) => id))
  const own = gradsAt(grads, [...path, 'grads'], ports)
  const ofTargets = gradsAt(targets, [...path, 'target_grads'], ports)
  const wanted = new Set([...own, ...ofTargets].map(({ node }) => node))
  const leaves = values.map(({ id, value }) => ({
    id,
    op: wanted.has(id) ? 'input' : 'const',
    attrs: {},
    inputs: [],
    value,
  }))
  const node = {
    id: root,
    op: textAt(op, [...path, 'op']),
    attrs: fieldsAt(attrs, [...path, 'attrs']),
    inputs: values.map(({ id }) => ({ port: id, node: id })),
    value: null,
  }
  return {
    nodes: [...leaves, node],
    root,
    upstream: tensorAt(upstream, [...path, 'upstream']),
    values: [{ port: root, node: root, of: 'values', numbers: tensorAt(output, [...path, root]) }],
    grads: [
      { rule: null, expected: [...own, ...ofTargets] },
      ...listAt(others, [...path, 'grads_alt'], (entry, at) => {
        const other = fieldsAt(entry, at)
        const expected = gradsAt(other.grads, [...at, 'grads'], ports)
        return { rule: textAt(other.rule, [...at, 'rule']), expected: [...expected, ...ofTargets] }
      }),
    ],
  }
}

function networkAt({ nodes, loss, outputs, grads }: Fields, path: Path): Body {
  const read = listAt(nodes, [...path, 'nodes'], nodeAt)
  const ids = new Set(read.map(({ id }) => id))
  for (const [i, { id, inputs }] of read.entries()) {
    const at = [...path, 'nodes', i]
    if (read.findIndex(other => other.id === id) < i)
      throw unfit([...at, 'id'], `must differ from every other id; ${quoted(id)} is there twice`)
    for (const [k, { node }] of inputs.entries()) known(node, ids, [...at, 'inputs', k, 'node'])
  }
  return {
    nodes: read,
    root: known(textAt(loss, [...path, 'loss']), ids, [...path, 'loss']),
    upstream: null,
    values: expectedAt(outputs, [...path, 'outputs'], ids, 'values'),
    grads: [{ rule: null, expected: gradsAt(grads, [...path, 'grads'], ids) }],
  }
}

function nodeAt(json: unknown, path: Path): CaseNode {
  const { id, op, attrs = {}, inputs = [], value } = fieldsAt(json, path)
  return {
    id: textAt(id, [...path, 'id']),
    op: textAt(op, [...path, 'op']),
    attrs: fieldsAt(attrs, [...path, 'attrs']),
    inputs: listAt(inputs, [...path, 'inputs'], (entry, at) => {
      const { port, node } = fieldsAt(entry, at)
      return { port: textAt(port, [...at, 'port']), node: textAt(node, [...at, 'node']) }
    }),
    value: value === undefined ? null : tensorAt(value, [...path, 'value']),
  }
}

const gradsAt = (json: unknown, path: Path, ids: ReadonlySet<string>): Expected[] =>
  expectedAt(json, path, ids, 'grads')

function expectedAt(json: unknown, path: Path, ids: ReadonlySet<string>, of: Expected['of']): Expected[] {
  return entriesAt(json, path, (entry, at, node) => ({
    port: `${String(path.at(-1))}.${known(node, ids, at)}`,
    node,
    of,
    numbers: tensorAt(entry, at),
  }))
}

function known(node: string, ids: ReadonlySet<string>, path: Path): string {
  if (!ids.has(node)) throw unfit(path, `must stand for a node; there is no ${quoted(node)} in this case`)
  return node
}

/** File text → document, or one sentence with the place why not. */
import type { Attrs } from '../../ops/op'
import { sizeOf } from '../../tensor/tensor'
import type {
  Bookmark,
  Circuit,
  CircuitNode,
  Document,
  Group,
  Lesson,
  Point,
  TensorSource,
} from '../document'
import { countOf, firstFault, valuesOf } from './checks'
import { type Json, readJson } from './json'
import { type JsonObject, migrate } from './migrations'
import { type Path, quoted, type Refusal, refuse, refuseKind } from './refusal'
import { type CircuitFile, type FileValue, FORMAT, VERSION } from './schema'
import { readSchema } from './schemaRefusal'
import { decodeBase64, decodeNumber, numberWords } from './tensorCodec'

export type Parsed = { readonly ok: true; readonly document: Document } | Refusal

/** Never throws, whatever the text. Fields that the format does not know are refused, since saving would lose them. */
export function parseCircuitFile(text: string): Parsed {
  const read = readJson(text)
  if (!read.ok) return read
  const current = readHeader(read.json)
  if (!current.ok) return current
  const fitting = readSchema(current.file)
  if (!fitting.ok) return fitting
  return firstFault(fitting.file) ?? documentOf(fitting.file)
}

/** Whether this is a circuit file at all, and of which version; migrated to the current one. */
function readHeader(json: Json): { readonly ok: true; readonly file: JsonObject } | Refusal {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return refuseKind([], 'an object', json)
  const file = json as JsonObject
  if (file.format !== FORMAT) return refuseKind(['format'], quoted(FORMAT), file.format)
  const version = file.version
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1)
    return refuseKind(['version'], 'a whole number from 1', version)
  if (version > VERSION)
    return refuse(
      ['version'],
      `is ${version}, made by a newer version of Chainrule; this one reads files up to ${VERSION}`,
    )
  return { ok: true, file: migrate(file, version) }
}

function documentOf({ about, circuit, layout, lesson }: CircuitFile): Parsed {
  const sources = new Map<FileValue, TensorSource>()
  for (const [path, value] of valuesOf(circuit)) {
    const source = sourceOf(value, path)
    if ('reason' in source) return source
    sources.set(value, source)
  }
  const nodes = circuit.nodes.map(({ value, attrs, ...node }): CircuitNode => {
    // Attributes of known ops were checked; what else is in there is carried, never read.
    const carried = { ...node, attrs: attrs as Attrs }
    return value ? { ...carried, value: sources.get(value)! } : carried
  })
  const cotangent = circuit.cotangent && sources.get(circuit.cotangent)!
  const whole: Circuit = { nodes, edges: circuit.edges, root: circuit.root, cotangent }
  const positions: Record<string, Point> = {}
  for (const { id } of nodes) {
    positions[id] = pointOf(layout.positions[id]!)
  }
  const groups = layout.groups.map(
    ({ at, attrs, ...group }): Group => ({ ...group, attrs: attrs as Attrs, at: pointOf(at) }),
  )
  const document: Document = {
    about,
    circuit: whole,
    layout: { positions, groups },
    lesson: lessonOf(lesson),
  }
  return { ok: true, document }
}

const pointOf = ([x, y]: readonly [number, number]): Point => ({ x, y })

const lessonOf = ({ bookmarks, hidden }: CircuitFile['lesson']): Lesson => ({
  bookmarks: bookmarks.map(
    ({ phase, node, caption }): Bookmark => ({
      at: phase === 'start' ? { phase } : { phase, node: node! },
      caption,
    }),
  ),
  hidden,
})

function sourceOf(value: FileValue, path: Path): TensorSource | Refusal {
  if ('init' in value) return value
  const { shape } = value
  const size = sizeOf(shape)
  if ('base64' in value) {
    const data = decodeBase64(value.base64, size)
    return data
      ? { shape, data }
      : refuse(
          [...path, 'base64'],
          `must be base64 of ${countOf(size)} (${(size * 8).toLocaleString('en')} bytes); it is not`,
        )
  }
  const data = new Float64Array(size)
  for (const [i, entry] of value.data.entries()) {
    const x = decodeNumber(entry)
    if (x === null)
      return refuseKind(
        [...path, 'data', i],
        `a number or one of ${numberWords.map(quoted).join(', ')}`,
        entry,
      )
    data[i] = x
  }
  return { shape, data }
}

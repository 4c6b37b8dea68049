/** Document → file text: one node, wire, row or position per line, so that a difference between two files reads well. */
import { ops } from '../../ops/index'
import type { Attrs } from '../../ops/op'
import type { Bookmark, Circuit, Document, Group, Hidden, Layout, Point, TensorSource } from '../document'
import { FORMAT, VERSION } from './schema'
import { decimalsSuffice, encodeBase64, encodeNumber } from './tensorCodec'

/** The same text for the same document, always; a moved node changes its line in `layout` and nothing else. */
export function serializeCircuitFile({ about, circuit, layout, lesson }: Document): string {
  return `{
  "format": ${json(FORMAT)},
  "version": ${VERSION},
  "about": {
    "title": ${json(about.title)},
    "text": ${json(about.text)},
    "question": ${json(about.question)}
  },
  "circuit": {
    "nodes": ${lines('[', circuit.nodes.map(nodeText), ']')},
    "edges": ${lines('[', circuit.edges.map(edgeText), ']')},
    "root": ${json(circuit.root)},
    "cotangent": ${circuit.cotangent ? valueText(circuit.cotangent, '    ') : 'null'}
  },
  "layout": {
    "positions": ${lines('{', positionTexts(circuit, layout), '}')},
    "groups": ${lines('[', layout.groups.map(groupText), ']')}
  },
  "lesson": {
    "bookmarks": ${lines('[', lesson.bookmarks.map(bookmarkText), ']')},
    "hidden": ${lines('[', lesson.hidden.map(hiddenText), ']')}
  }
}
`
}

type Node = Circuit['nodes'][number]
type Edge = Circuit['edges'][number]

const lines = (open: string, items: readonly string[], close: string): string =>
  items.length === 0 ? open + close : `${open}\n      ${items.join(',\n      ')}\n    ${close}`

function nodeText({ id, op, name, attrs, value }: Node): string {
  const source = value ? `, "value": ${valueText(value, '      ')}` : ''
  return `{"id": ${json(id)}, "op": ${json(op)}, "name": ${json(name)}, "attrs": ${attrsText(op, attrs)}${source}}`
}

const edgeText = ({ from, to, port }: Edge): string =>
  `{"from": ${json(from)}, "to": ${json(to)}, "port": ${json(port)}}`

/** In the order of the op's record, then unknown ones as they came: editing in another order gives the same file. */
function attrsText(op: string, attrs: Attrs): string {
  const known = Object.keys(ops.get(op)?.attrs ?? {}).filter(name => Object.hasOwn(attrs, name))
  const names = new Set([...known, ...Object.keys(attrs)])
  return spaced(Object.fromEntries([...names].map(name => [name, attrs[name]])))
}

function positionTexts({ nodes }: Circuit, { positions }: Layout): string[] {
  return nodes.map(({ id }) => {
    return `${json(id)}: ${pointText(positions[id] ?? { x: 0, y: 0 })}`
  })
}

const pointText = ({ x, y }: Point): string => `[${json(x)}, ${json(y)}]`

const groupText = ({ op, attrs, at, out, steps }: Group): string =>
  `{"op": ${json(op)}, "attrs": ${attrsText(op, attrs)}, "at": ${pointText(at)}, "out": ${json(out)}, "steps": ${spaced(steps)}}`

const bookmarkText = ({ at, caption }: Bookmark): string =>
  `{"phase": ${json(at.phase)}, "node": ${json('node' in at ? at.node : null)}, "caption": ${json(caption)}}`

const hiddenText = ({ of, node, state, tries, hints }: Hidden): string =>
  `{"of": ${json(of)}, "node": ${json(node)}, "state": ${json(state)}, "tries": ${tries}, "hints": ${hints}}`

/** `indent` is that of the line on which the value starts. */
function valueText(source: TensorSource, indent: string): string {
  const shape = spaced(source.shape)
  if ('init' in source) return `{"shape": ${shape}, "init": ${json(source.init)}, "seed": ${source.seed}}`
  const { data } = source
  if (!decimalsSuffice(data)) return `{"shape": ${shape}, "base64": "${encodeBase64(data)}"}`
  const width = source.shape.at(-1) ?? 1
  const rows: string[] = []
  for (let i = 0; i < data.length; i += width)
    rows.push(Array.from(data.subarray(i, i + width), encodeNumber).join(', '))
  const text = rows.length === 1 ? `[${rows[0]}]` : `[\n${indent}  ${rows.join(`,\n${indent}  `)}\n${indent}]`
  return `{"shape": ${shape}, "data": ${text}}`
}

const json = (value: unknown): string => JSON.stringify(value)

/** JSON on one line with a space after commas and colons. Minus zero keeps its sign. */
function spaced(value: unknown): string {
  if (Object.is(value, -0)) return '-0'
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return json(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${json(key)}: ${spaced(item)}`)
    .join(', ')}}`
}

/**
 * Builds a circuit from one line, so that a test shows its circuit:
 * `x:input=[[1,-2]]; W:parameter=glorot(2,3;7); b:parameter=[1,2,3]; z:affine(W,x,b); m:mean(z){"axes":[0]}`.
 * Wires are named in the order of the op's ports; an empty place leaves its port unwired. Ids are the names.
 */

import type { CircuitNode, Document, Edge, Point, TensorSource } from '../../shared/document/document'
import { ops } from '../../shared/ops/index'
import type { Attrs } from '../../shared/ops/op'
import type { Init } from '../../shared/tensor/random'

export interface Extras {
  readonly root?: string
  readonly cotangent?: Nested
  readonly positions?: Readonly<Record<string, readonly [number, number]>>
  readonly about?: Partial<Document['about']>
  readonly groups?: Document['layout']['groups']
  readonly lesson?: Partial<Document['lesson']>
}

/** Numbers in nested lists; `"NaN"`, `"Infinity"` and `"-Infinity"` as words. */
export type Nested = number | string | readonly Nested[]

export function circuit(text: string, extras: Extras = {}): Document {
  const nodes: CircuitNode[] = []
  const edges: Edge[] = []
  const positions: Record<string, Point> = {}
  for (const statement of text
    .split(/;(?![^(]*\))/)
    .map(s => s.trim())
    .filter(Boolean)) {
    const [, name, op, rest] = /^([\w-]+)\s*:\s*([\w-]+)\s*(.*)$/s.exec(statement) ?? []
    if (!name || !op || rest === undefined) throw new Error(`circuit helper: cannot read “${statement}”`)
    const [, args, json] = /^(?:\(([^)]*)\))?\s*(\{.*\})?$/s.exec(rest) ?? []
    const attrs: Attrs = json ? JSON.parse(json) : {}
    const bare = { id: name, op, name, attrs }
    nodes.push(rest.startsWith('=') ? { ...bare, value: read(rest.slice(1).trim()) } : bare)
    for (const [i, from] of (args ?? '').split(',').entries())
      if (from.trim())
        edges.push({ from: from.trim(), to: name, port: ops.get(op)?.inputs[i]?.name ?? `port${i + 1}` })
    const [x, y] = extras.positions?.[name] ?? [160 * (nodes.length - 1), 0]
    positions[name] = { x, y }
  }
  const { title = '', text: words = '', question = '' } = extras.about ?? {}
  const cotangent = extras.cotangent === undefined ? null : source(extras.cotangent)
  return {
    about: { title, text: words, question },
    circuit: { nodes, edges, root: extras.root ?? null, cotangent },
    layout: { positions, groups: extras.groups ?? [] },
    lesson: { bookmarks: [], hidden: [], ...extras.lesson },
  }
}

/** The tensor of nested lists, its shape read off their lengths. */
export function source(nested: Nested): TensorSource {
  const shape: number[] = []
  for (let inner: Nested | undefined = nested; Array.isArray(inner); inner = inner[0])
    shape.push(inner.length)
  return { shape, data: Float64Array.from(leavesOf(nested)) }
}

const leavesOf = (nested: Nested): number[] =>
  Array.isArray(nested) ? nested.flatMap(leavesOf) : [Number(nested)]

function read(text: string): TensorSource {
  const [, init, shape, seed = '0'] =
    /^(zeros|ones|normal|glorot|he|oneHot)\(([\d,\s]*)(?:;\s*(\d+))?\)$/.exec(text) ?? []
  if (!init) return source(JSON.parse(text))
  return {
    shape: (shape ?? '')
      .split(',')
      .filter(s => s.trim())
      .map(Number),
    init: init as Init,
    seed: Number(seed),
  }
}

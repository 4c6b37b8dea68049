/** 240 files broken by chance, but the same every time: each is refused with a sentence and a place, and none throws. */
import { expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { gallery } from '../../shared/gallery/index'
import { uniformFrom } from '../../shared/tensor/random'

/** A file's JSON, freely writable. */
// biome-ignore lint/suspicious/noExplicitAny: these tests write anything anywhere, on purpose.
type Loose = any
type Pick = <T>(items: readonly T[]) => T
type Break = (file: Loose, pick: Pick) => void

/** Every object that must have all its fields, with a field of it. */
function required(file: Loose): [owner: Loose, key: string][] {
  const { about, circuit, layout } = file
  const values = circuit.nodes.map((node: Loose) => node.value).filter(Boolean)
  const strict = [file, about, circuit, layout, ...circuit.edges, ...values]
  const fields = strict.flatMap(owner => Object.keys(owner).map((key): [Loose, string] => [owner, key]))
  const ofNodes = circuit.nodes.flatMap((node: Loose) =>
    ['id', 'op', 'name', 'attrs'].map(key => [node, key]),
  )
  return [...fields, ...ofNodes, ...circuit.nodes.map((node: Loose) => [layout.positions, node.id])]
}

const leaves = (file: Loose): Loose[] => file.circuit.nodes.filter((node: Loose) => node.value)
const withData = (file: Loose): Loose[] => leaves(file).filter(node => node.value.data)
const computed = (file: Loose): Loose[] => file.circuit.nodes.filter((node: Loose) => !node.value)
const polluting = ['__proto__', 'constructor', 'prototype']
const own = (owner: Loose, key: string, value: unknown) =>
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true })

const breaks: Readonly<Record<string, Break>> = {
  'a field is missing': (file, pick) => {
    const [owner, key] = pick(required(file))
    delete owner[key]
  },
  'a field is of another type': (file, pick) => {
    const [owner, key] = pick(required(file))
    owner[key] = typeof owner[key] === 'boolean' ? 'true' : pick([true, false])
  },
  'a field is one too many': (file, pick) => {
    const owner = pick([
      file,
      file.about,
      file.circuit,
      file.layout,
      ...file.circuit.nodes,
      ...file.circuit.edges,
    ])
    owner[pick(['extra', 'style', '0', 'toString'])] = pick([0, null, {}, []])
  },
  'an id stands twice': (file, pick) => {
    const node = pick(file.circuit.nodes as Loose[])
    node.id = pick(file.circuit.nodes.filter((other: Loose) => other !== node) as Loose[]).id
  },
  'a name stands twice': (file, pick) => {
    const node = pick(file.circuit.nodes as Loose[])
    node.name = pick(file.circuit.nodes.filter((other: Loose) => other !== node) as Loose[]).name
  },
  'a wire dangles': (file, pick) => {
    pick(file.circuit.edges as Loose[])[pick(['from', 'to'])] = pick(['nowhere', 'Q7', 'x-y-z'])
  },
  'a wire leads into no port': (file, pick) => {
    pick(file.circuit.edges as Loose[]).port = pick(['q', 'out', 'X', 'a.b', ' '])
  },
  'a wire leads into a leaf': (file, pick) => {
    pick(file.circuit.edges as Loose[]).to = pick(leaves(file)).id
  },
  'a port has two wires': (file, pick) => {
    const { edges } = file.circuit
    edges.push({ ...pick(edges as Loose[]), from: pick(leaves(file)).id })
  },
  'a loop is closed': (file, pick) => {
    const { edges } = file.circuit
    const edge = pick(edges as Loose[])
    const below = new Set([edge.to])
    for (const id of below) for (const next of edges) if (next.from === id) below.add(next.to)
    edge.from = pick([...below])
  },
  'a leaf has no value': (file, pick) => {
    delete pick(leaves(file)).value
  },
  'a computed node has a value': (file, pick) => {
    pick(computed(file)).value = { shape: [], data: [pick([0, 1, 'NaN'])] }
  },
  'the numbers do not fit the shape': (file, pick) => {
    const { data } = pick(withData(file)).value
    if (pick([true, false])) data.push(1)
    else data.pop()
  },
  'an entry is no number': (file, pick) => {
    const { data } = pick(withData(file)).value
    data[pick([...data.keys()])] = pick([null, 'inf', '1', [1], {}, true])
  },
  'a size is impossible': (file, pick) => {
    pick(leaves(file)).value.shape.push(pick([0, -1, 0.5, 1e12, null, '3']))
  },
  'there are too many numbers': (file, pick) => {
    pick(leaves(file)).value.shape = pick([[16_000_001], [4001, 4001], [100, 100, 100, 17], [1e7, 1e7]])
  },
  'base64 is damaged': (file, pick) => {
    pick(leaves(file)).value = {
      shape: [2],
      base64: pick(['', 'AAAA', 'A'.repeat(24), `${'A'.repeat(21)}*==`, 'é'.repeat(24)]),
    }
  },
  'a key pollutes': (file, pick) => {
    const { circuit, layout } = file
    const owners = [
      file,
      file.about,
      circuit,
      layout.positions,
      ...circuit.nodes.map((node: Loose) => node.attrs),
    ]
    own(pick(owners), pick(polluting), pick([1, {}, { polluted: true }]))
  },
  'an id pollutes': (file, pick) => {
    const node = pick(file.circuit.nodes as Loose[])
    const id = pick(polluting)
    for (const edge of file.circuit.edges)
      for (const end of ['from', 'to']) if (edge[end] === node.id) edge[end] = id
    own(file.layout.positions, id, file.layout.positions[node.id])
    node.id = id
  },
  'the version is from the future': (file, pick) => {
    file.version = pick([3, 4, 1000])
  },
  'the version is none': (file, pick) => {
    file.version = pick([0, -1, 1.5, '1', null])
  },
  'a position is none': (file, pick) => {
    const { positions } = file.layout
    positions[pick(Object.keys(positions))] = pick([
      null,
      [],
      [1],
      [1, 2, 3],
      ['1', 2],
      [1e9, 0],
      { x: 1, y: 2 },
    ])
  },
  'a text is too long': (file, pick) => {
    const [owner, key] = pick([
      [file.about, 'text'],
      [file.about, 'title'],
      [pick(file.circuit.nodes as Loose[]), 'name'],
    ] as const)
    owner[key] = 'a'.repeat(4001)
  },
  'the root is no node': (file, pick) => {
    file.circuit.root = pick(['nowhere', 0, '', '__proto__'])
  },
}

/** Damage to the text itself, where no JSON may remain. */
const tears: Readonly<Record<string, (text: string, pick: Pick) => string>> = {
  'the text is cut off': (text, pick) => text.slice(0, 1 + pick([...Array(text.length - 3).keys()])),
  'a bracket is lost': (text, pick) => {
    const at = pick([...text.matchAll(/[{}[\]](?=[^"]*$)|^\{/gm)].map(match => match.index))
    return text.slice(0, at) + text.slice(at + 1)
  },
  'a merge left its marks': (text, pick) => {
    const lines = text.split('\n')
    lines.splice(1 + pick([...Array(lines.length - 2).keys()]), 0, '<<<<<<< HEAD')
    return lines.join('\n')
  },
  'there is text after the end': (text, pick) => text + pick(['}', ',', 'x', '{}', '\0']),
}

const rounds = 10
const made: { what: string; text: string }[] = []
for (let round = 0; round < rounds; round++) {
  for (const what of [...Object.keys(breaks), ...Object.keys(tears)]) {
    const uniform = uniformFrom(1000 * round + made.length)
    const pick: Pick = items => items[Math.floor(uniform() * items.length)]!
    const sound = pick(gallery).text
    const file = JSON.parse(sound)
    breaks[what]?.(file, pick)
    made.push({ what, text: tears[what]?.(sound, pick) ?? JSON.stringify(file) })
  }
}

test('there are more than 200 broken files, and hardly two alike', () => {
  expect(made.length).toBeGreaterThan(240)
  expect(new Set(made.map(({ text }) => text)).size).toBeGreaterThan(230)
})

test.each(made.map(({ what, text }, i) => [i + 1, what, text] as const))(
  'broken file %i is refused: %s',
  (_, __, text) => {
    const parsed = parseCircuitFile(text)
    if (parsed.ok) throw new Error(`opened:\n${text}`)
    expect(parsed.reason).toMatch(/^(The file|\/\S+) (is|must) .*\.$/u)
    expect(parsed.reason).not.toMatch(/undefined|\[object/)
    expect(parsed.pointer).toMatch(/^(\/[^/]+)*$/)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  },
)

test('each place that is named is in the file, or is the one that is missing from it', () => {
  for (const { text } of made) {
    const parsed = parseCircuitFile(text)
    if (parsed.ok || parsed.pointer === '') continue
    const keys = parsed.pointer.slice(1).split('/')
    const last = keys.pop()!
    const owner = keys.reduce((at, key) => at[key], JSON.parse(text))
    expect(Object.hasOwn(owner, last) || / is missing; /.test(parsed.reason)).toBe(true)
  }
})

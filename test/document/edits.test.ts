/** The edits that every command is made of. */
import { expect, test } from 'vitest'
import type { Document } from '../../shared/document/document'
import { cornerOf, fragmentOf, pasteFragment } from '../../shared/document/edit/fragment'
import { moveNodes } from '../../shared/document/edit/move'
import { freshName, nextFree } from '../../shared/document/edit/names'
import { addNode, removeNodes, rename, setAttr, setValue } from '../../shared/document/edit/nodes'
import { roomFor, whyNotPaste } from '../../shared/document/edit/room'
import { setCotangent, setRoot } from '../../shared/document/edit/seed'
import { connect, disconnect, insertOnEdge, whyNotConnect } from '../../shared/document/edit/wires'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { circuit, source } from '../helpers/circuit'

const at = { x: 40, y: 60 }
const wires = (document: Document): string[] =>
  document.circuit.edges.map(({ from, to, port }) => `${from}→${to}.${port}`)
const names = (document: Document): string[] => document.circuit.nodes.map(node => node.name)
const node = (document: Document, id: string) => document.circuit.nodes.find(n => n.id === id)!
const chain = circuit('x:input=1; a:tanh(x); b:exp(a); c:square(b); d:negate(b)')

// Adding

test('an added leaf starts as the scalar 0, at its place, and the file can be opened', () => {
  const { document, id } = addNode(circuit(''), { op: 'input', at })
  expect(node(document, id)).toEqual({ id: 'n1', op: 'input', name: 'x', attrs: {}, value: source(0) })
  expect(document.layout.positions[id]).toEqual(at)
  expect(parseCircuitFile(serializeCircuitFile(document)).ok).toBe(true)
})

test('an added computed node has no value', () => {
  const { document, id } = addNode(circuit(''), { op: 'tanh', at, value: source(1) })
  expect(node(document, id)).not.toHaveProperty('value')
})

test('nodes are named as in the notes: x, W_1, z_1, a_1, then numbered on', () => {
  let document = circuit('')
  const ops = [
    'input',
    'parameter',
    'affine',
    'tanh',
    'parameter',
    'affine',
    'softmax',
    'constant',
    'crossEntropy',
    'input',
    'matmul',
    'matmul',
  ]
  for (const op of ops) document = addNode(document, { op, at }).document
  expect(names(document)).toEqual([
    'x',
    'W_1',
    'z_1',
    'a_1',
    'W_2',
    'z_2',
    'a_2',
    'c',
    'L',
    'x_2',
    'u_1',
    'u_2',
  ])
})

test('a wanted name is taken when it is free', () => {
  expect(names(addNode(chain, { op: 'parameter', at, name: 'b_1' }).document)).toContain('b_1')
  expect(names(addNode(chain, { op: 'parameter', at, name: 'b' }).document)).toContain('b_2')
})

test('a fresh name counts on from the number that was wanted, and stays within 64 characters', () => {
  expect(freshName(circuit('W_1:input=0; W_3:input=0').circuit, 'W_1')).toBe('W_2')
  const long = 'a'.repeat(64)
  expect(nextFree(new Set([long]), long)).toBe(`${'a'.repeat(62)}_2`)
})

test('an id differs from all that are in use, however large their numbers are', () => {
  const huge = circuit('n999999999999999:input=0; n1000000000000000:input=0')
  expect(addNode(huge, { op: 'input', at }).id).toBe('n1000000000000001')
})

test('an id is above all that are in use', () => {
  const { document, id } = addNode(circuit('n7:input=0; n2:input=0'), { op: 'input', at })
  expect(id).toBe('n8')
  expect(addNode(removeNodes(document, ['n2']), { op: 'input', at }).id).toBe('n9')
})

// Removing

test('a removed node takes its wires and its place along', () => {
  const document = removeNodes(chain, ['b'])
  expect(names(document)).toEqual(['x', 'a', 'c', 'd'])
  expect(wires(document)).toEqual(['x→a.x'])
  expect(document.layout.positions).not.toHaveProperty('b')
})

test('healing hands the source of a removed node to all its consumers', () => {
  expect(wires(removeNodes(chain, ['b'], { heal: true }))).toEqual(['x→a.x', 'a→c.x', 'a→d.x'])
})

test('healing goes through a row of removed nodes', () => {
  expect(wires(removeNodes(chain, ['a', 'b'], { heal: true }))).toEqual(['x→c.x', 'x→d.x'])
})

test('healing leaves a node of two inputs alone, even when only one is wired', () => {
  const sum = circuit('x:input=1; y:input=2; s:add(x,y); t:tanh(s)')
  expect(wires(removeNodes(sum, ['s'], { heal: true }))).toEqual([])
  expect(wires(removeNodes(disconnect(sum, 's', 'b'), ['s'], { heal: true }))).toEqual([])
})

test('with the root goes its cotangent', () => {
  const rooted = circuit('x:input=[1,2]; y:tanh(x)', { root: 'y', cotangent: [1, 2] })
  expect(removeNodes(rooted, ['y']).circuit).toMatchObject({ root: null, cotangent: null })
  expect(removeNodes(rooted, ['x']).circuit).toMatchObject({ root: 'y', cotangent: source([1, 2]) })
})

// Wiring

test('a new wire takes the place of the one that was in the port', () => {
  const document = connect(chain, 'x', 'c', 'x')
  expect(wires(document)).toEqual(['x→a.x', 'a→b.x', 'x→c.x', 'b→d.x'])
})

test('one node may feed two ports of another', () => {
  const square = circuit('x:input=3; y:multiply(,)')
  expect(wires(connect(connect(square, 'x', 'y', 'a'), 'x', 'y', 'b'))).toEqual(['x→y.a', 'x→y.b'])
})

const refused: readonly (readonly [string, [from: string, to: string, port: string], string])[] = [
  [
    'a node into itself',
    ['a', 'a', 'x'],
    'a cannot feed itself: a circuit runs from its inputs to the loss.',
  ],
  ['a port that is not there', ['x', 'a', 'y'], 'a has no port y; it has x.'],
  ['a leaf', ['a', 'x', 'x'], 'x takes no wires: its value is typed in.'],
  ['the wire that is there', ['x', 'a', 'x'], 'This wire is there already.'],
  [
    'a loop',
    ['c', 'a', 'x'],
    'This wire would close a loop through a, b and c; a circuit runs from its inputs to the loss.',
  ],
  ['a node that is gone', ['q', 'a', 'x'], 'That node is not there any more.'],
]

test.each(refused)(
  'wiring %s is refused with the reason, and changes nothing',
  (_, [from, to, port], reason) => {
    expect(whyNotConnect(chain, from, to, port)).toBe(reason)
    expect(connect(chain, from, to, port)).toBe(chain)
  },
)

test('a wire that fits is not refused', () => {
  expect(whyNotConnect(chain, 'c', 'd', 'x')).toBeNull()
})

test('a long loop is told by its first nodes', () => {
  const long = circuit('a:tanh(); b:tanh(a); c:tanh(b); d:tanh(c); e:tanh(d); f:tanh(e)')
  expect(whyNotConnect(long, 'f', 'a', 'x')).toContain('a loop through a, b, c, d and 2 more;')
})

test('into an unknown op only a port that is wired already can be rewired', () => {
  const future = circuit('x:input=1; y:input=2; q:quantum(x)')
  expect(whyNotConnect(future, 'y', 'q', 'port2')).toBe(
    'q is of a kind this version does not know, so its free ports are not known.',
  )
  expect(wires(connect(future, 'y', 'q', 'port1'))).toEqual(['y→q.port1'])
})

test('a disconnected port is free, and a free one stays as it is', () => {
  expect(wires(disconnect(chain, 'c', 'x'))).toEqual(['x→a.x', 'a→b.x', 'b→d.x'])
  expect(disconnect(chain, 'x', 'x')).toBe(chain)
})

test('a node dropped on a wire stands between its ends, and only on that branch', () => {
  const { document, id } = addNode(chain, { op: 'sigmoid', at })
  expect(wires(insertOnEdge(document, 'c', 'x', id))).toEqual([
    'x→a.x',
    'a→b.x',
    `${id}→c.x`,
    'b→d.x',
    `b→${id}.x`,
  ])
})

test('a layer dropped on a wire is fed at its data port', () => {
  const { document, id } = addNode(chain, { op: 'affine', at })
  expect(wires(insertOnEdge(document, 'c', 'x', id))).toContain(`b→${id}.x`)
})

test.each([
  ['a leaf', addNode(chain, { op: 'input', at })],
  ['a node from further down the same chain', { document: chain, id: 'd' }],
])('%s cannot be dropped on a wire', (_, { document, id }) => {
  expect(insertOnEdge(document, 'a', 'x', id)).toBe(document)
})

// Changing

test('a rename drops blanks at the ends', () => {
  const renamed = rename(chain, 'a', ' a_1 ')
  expect(renamed.ok && names(renamed.document)).toEqual(['x', 'a_1', 'b', 'c', 'd'])
})

test.each([
  ['', 'A node needs a name.'],
  ['  ', 'A node needs a name.'],
  ['b', 'Another node is called “b” already; every name stands for one node.'],
  ['é'.repeat(65), 'A name has at most 64 characters; this one has 65.'],
  ['a\tb', 'A name stands on one line, without tabs or other control characters.'],
  ['__proto__', '“__proto__” cannot be a name; choose another one.'],
])('the name %j is refused', (name, reason) => {
  expect(rename(chain, 'a', name)).toEqual({ ok: false, reason })
})

test('an attribute, a value, the root and the cotangent are set', () => {
  const sum = circuit('x:input=[1,2]; m:sum(x)')
  expect(node(setAttr(sum, 'm', 'axes', [0]), 'm').attrs).toEqual({ axes: [0] })
  expect(node(setValue(sum, 'x', source([3, 4])), 'x').value).toEqual(source([3, 4]))
  expect(setCotangent(setRoot(sum, 'm'), source(2)).circuit).toMatchObject({
    root: 'm',
    cotangent: source(2),
  })
})

test('another root loses the cotangent of the old one', () => {
  const rooted = circuit('x:input=[1,2]; y:tanh(x); z:sum(y)', { root: 'y', cotangent: [1, 2] })
  expect(setRoot(rooted, 'z').circuit).toMatchObject({ root: 'z', cotangent: null })
})

test('moving changes the layout only', () => {
  const moved = moveNodes(chain, new Map([['a', at]]))
  expect(moved.circuit).toBe(chain.circuit)
  expect(moved.layout.positions).toEqual({ ...chain.layout.positions, a: at })
})

test('a moved node stands on a whole pixel, where a file can hold it', () => {
  const to = new Map([
    ['a', { x: 103.33333333333334, y: -0.4 }],
    ['b', { x: 1_000_001, y: -Infinity }],
    ['c', { x: Number.NaN, y: 2.5 }],
  ])
  const { a, b, c } = moveNodes(chain, to).layout.positions
  expect([a, b, c]).toEqual([
    { x: 103, y: 0 },
    { x: 1_000_000, y: -1_000_000 },
    { x: 0, y: 3 },
  ])
})

test('a node that a file puts between two pixels stays there until it is really moved', () => {
  const between = circuit('x:input=1', { positions: { x: [1.5, 2.5] } })
  expect(moveNodes(between, new Map([['x', { x: 1.5, y: 2.5 }]]))).toBe(between)
  expect(moveNodes(between, new Map([['x', { x: 1.5, y: 9 }]])).layout.positions.x).toEqual({ x: 2, y: 9 })
})

// Room: the file holds sixteen million numbers

const large = circuit('w:parameter=zeros(10000000); s:sum(w)')

test('a copy that there is no room for is refused in one sentence, and changes nothing', () => {
  const copy = fragmentOf(large, ['w'])
  expect(whyNotPaste(large, copy)).toBe(
    'The circuit would hold 20,000,000 numbers with this copy; a file has room for 16,000,000.',
  )
  expect(pasteFragment(large, copy, at)).toEqual({ document: large, ids: [] })
})

test('a copy that just fits is pasted', () => {
  const whole = circuit('w:parameter=zeros(8000000)')
  expect(whyNotPaste(whole, whole)).toBeNull()
  expect(pasteFragment(whole, whole, at).ids).toHaveLength(1)
})

test('no edit takes more numbers than there is room for', () => {
  const value = { shape: [6_000_001], init: 'zeros', seed: 0 } as const
  const full = circuit('w:parameter=zeros(4000,4000); x:input=zeros(0)')
  expect(addNode(large, { op: 'input', at, value }).document).toBe(large)
  expect(addNode(full, { op: 'input', at }).document).toBe(full)
  expect(setValue(full, 'x', source(1))).toBe(full)
  expect(setCotangent(large, value)).toBe(large)
  expect(setValue(large, 'w', { ...value, shape: [16_000_000] })).not.toBe(large)
  expect(roomFor(large.circuit)).toBe(6_000_000)
})

const still: readonly (readonly [string, (document: Document) => Document])[] = [
  ['removing nobody', d => removeNodes(d, ['nobody'])],
  ['moving by nothing', d => moveNodes(d, new Map([['a', d.layout.positions.a!]]))],
  ['moving nobody', d => moveNodes(d, new Map([['toString', at]]))],
  ['renaming to the same name', d => (rename(d, 'a', 'a') as { document: Document }).document],
  ['setting an attribute to what it is', d => setAttr(d, 'm', 'axes', [0])],
  ['setting a value to what it is', d => setValue(d, 'x', source([1, 'NaN']))],
  ['giving a computed node a value', d => setValue(d, 'a', source(1))],
  ['choosing the same root', d => setRoot(d, 'a')],
  ['choosing a root that is not there', d => setRoot(d, 'nobody')],
  ['giving the same cotangent', d => setCotangent(d, source([1, 2]))],
  ['pasting nothing', d => pasteFragment(d, circuit(''), at).document],
]

test.each(still)('%s gives the same document again', (_, edit) => {
  const document = circuit('x:input=[1,"NaN"]; a:tanh(x); m:mean(a){"axes":[0]}', {
    root: 'a',
    cotangent: [1, 2],
  })
  expect(edit(document)).toBe(document)
})

test('a value that differs in the sign of its zero is another value', () => {
  const document = circuit('x:input=0')
  expect(setValue(document, 'x', source(-0))).not.toBe(document)
})

// Copying

test('a fragment holds the nodes, the wires among them and their places', () => {
  const fragment = fragmentOf(chain, ['b', 'a'])
  expect(names(fragment)).toEqual(['a', 'b'])
  expect(wires(fragment)).toEqual(['a→b.x'])
  expect(Object.keys(fragment.layout.positions)).toEqual(['a', 'b'])
  expect(parseCircuitFile(serializeCircuitFile(fragment))).toEqual({ ok: true, document: fragment })
})

test('a pasted fragment has fresh ids and names, its inner wires, and its corner at the place asked for', () => {
  const { document, ids } = pasteFragment(chain, fragmentOf(chain, ['x', 'a']), { x: 1000, y: -40 })
  expect(ids).toEqual(['n1', 'n2'])
  expect(names(document).slice(5)).toEqual(['x_2', 'a_2'])
  expect(wires(document).at(-1)).toBe('n1→n2.x')
  expect(cornerOf(fragmentOf(document, ids))).toEqual({ x: 1000, y: -40 })
  expect(document.layout.positions.n2).toEqual({ x: 1160, y: -40 })
  expect(node(document, 'n1').value).toEqual(node(chain, 'x').value)
})

test('names within one paste differ from each other', () => {
  const { document } = pasteFragment(circuit('x:input=0'), circuit('x:input=1; x_2:input=2'), at)
  expect(names(document)).toEqual(['x', 'x_2', 'x_3'])
})

const lesson = {
  groups: [{ op: 'affine', attrs: {}, at: { x: 10, y: 20 }, out: 'z', steps: { product: 'u' } }],
  lesson: {
    bookmarks: [
      { at: { phase: 'start' }, caption: 'a' },
      { at: { phase: 'backward', node: 'u' }, caption: 'b' },
    ],
    hidden: [{ of: 'gradient', node: 'z', state: 'open', tries: 0, hints: 0 }],
  },
} as const
const grouped = () =>
  circuit(
    'x:input=[[1,2]]; W:parameter=normal(2,3;1); b:parameter=zeros(3); u:matmul(x,W); z:add(u,b)',
    lesson,
  )

test('with a node goes what the document said of it: its bookmark, what hides it, the group that it belongs to', () => {
  const rest = removeNodes(grouped(), ['u'])
  expect(rest.layout.groups).toEqual([])
  expect(rest.lesson.bookmarks.map(({ caption }) => caption)).toEqual(['a'])
  expect(rest.lesson.hidden).toBe(lesson.lesson.hidden)
  expect(removeNodes(grouped(), ['z']).lesson.hidden).toEqual([])
  expect(removeNodes(grouped(), ['x'])).toMatchObject({
    layout: { groups: lesson.groups },
    lesson: lesson.lesson,
  })
})

test('a group that is copied whole is a group of the copy, where the copy stands; half of one is none', () => {
  const document = grouped()
  const { document: twice, ids } = pasteFragment(document, fragmentOf(document, ['u', 'z']), {
    x: 1000,
    y: 50,
  })
  const [u, z] = ids
  // The fragment's corner is that of u, at (480, 0).
  expect(twice.layout.groups).toEqual([
    lesson.groups[0],
    { op: 'affine', attrs: {}, at: { x: 530, y: 70 }, out: z, steps: { product: u } },
  ])
  expect(fragmentOf(document, ['z']).layout.groups).toEqual([])
})

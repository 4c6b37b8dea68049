/** Every kind of bad file: its exact sentence and place. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { anyText } from '../helpers/anyText'
import { circuit } from '../helpers/circuit'

const good = serializeCircuitFile(
  circuit('x:input=[[1,2]]; c:constant=3; y:softmax(x){"axis":0}; z:add(y,c); m:mean(z)'),
)

type Change = readonly [path: string, value: unknown]
/** Stands for a field that is taken out. */
const absent = Symbol('absent')

/** The good file with some values replaced: `nodes/0/id` is short for `circuit/nodes/0/id`, likewise `edges`. */
function changed(...changes: readonly Change[]): string {
  const file = JSON.parse(good)
  for (const [short, value] of changes) {
    const keys = short.replace(/^(nodes|edges|root|cotangent)/, 'circuit/$1').split('/')
    const last = keys.pop()!
    const owner = keys.reduce((at, key) => at[key], file)
    if (value === absent) delete owner[last]
    else Object.defineProperty(owner, last, { value, enumerable: true, configurable: true, writable: true })
  }
  return JSON.stringify(file)
}

const group = { op: 'affine', attrs: {}, at: [0, 0], out: 'm', steps: {} }
const hidden = { of: 'gradient', node: 'x', state: 'open', tries: 0, hints: 0 }

const nested = (levels: number): unknown => Array.from({ length: levels }).reduce(inner => [inner], 0)

const cases: readonly (readonly [what: string, text: string, pointer: string, reason: string])[] = [
  ['an empty file', ' \n', '', 'The file is empty; it must be a circuit.'],
  ['no JSON', 'hello', '', 'The file is not JSON: line 1, column 1 must be a value; it is “h”.'],
  [
    'JSON with a slip',
    '{\n  "format": "x"\n  "version": 1\n}',
    '',
    'The file is not JSON: line 3, column 3 must be “,” or “}”; it is “"”.',
  ],
  [
    'a text cut off',
    good.slice(0, 40),
    '',
    'The file is not JSON: line 3, column 6 must be the closing quote; it is the end of the file.',
  ],
  ['a list', '[]', '', 'The file must be an object; it is a list of 0.'],
  ['a number', '12', '', 'The file must be an object; it is 12.'],
  ['no format', '{}', '/format', '/format is missing; it must be “chainrule-circuit”.'],
  [
    'another format',
    changed(['format', 'excalidraw']),
    '/format',
    '/format must be “chainrule-circuit”; it is “excalidraw”.',
  ],
  [
    'no version',
    changed(['version', absent]),
    '/version',
    '/version is missing; it must be a whole number from 1.',
  ],
  [
    'a version as text',
    changed(['version', '1']),
    '/version',
    '/version must be a whole number from 1; it is “1”.',
  ],
  ['version 0', changed(['version', 0]), '/version', '/version must be a whole number from 1; it is 0.'],
  [
    'a newer version',
    changed(['version', 3]),
    '/version',
    '/version is 3, made by a newer version of Chainrule; this one reads files up to 2.',
  ],
  ['a missing part', changed(['layout', absent]), '/layout', '/layout is missing; it must be an object.'],
  [
    'a missing field',
    changed(['nodes/2/op', absent]),
    '/circuit/nodes/2/op',
    '/circuit/nodes/2/op is missing; it must be text of 1 to 64 characters.',
  ],
  [
    'a missing root',
    changed(['root', absent]),
    '/circuit/root',
    '/circuit/root is missing; it must be the id of a node, or null.',
  ],
  [
    'a field at the top that nobody knows',
    changed(['viewport', {}]),
    '/viewport',
    '/viewport is not a field of this format; saving the file would lose it.',
  ],
  [
    'a field of a node that nobody knows',
    changed(['nodes/1/colour', 'red']),
    '/circuit/nodes/1/colour',
    '/circuit/nodes/1/colour is not a field of this format; saving the file would lose it.',
  ],
  [
    'a wrong type',
    changed(['nodes', {}]),
    '/circuit/nodes',
    '/circuit/nodes must be a list of nodes; it is an object.',
  ],
  [
    'a node that is none',
    changed(['nodes/1', null]),
    '/circuit/nodes/1',
    '/circuit/nodes/1 must be an object; it is null.',
  ],
  [
    'attributes as a list',
    changed(['nodes/2/attrs', []]),
    '/circuit/nodes/2/attrs',
    '/circuit/nodes/2/attrs must be an object; it is a list of 0.',
  ],
  ['a title as a number', changed(['about/title', 5]), '/about/title', '/about/title must be text; it is 5.'],
  [
    'a title too long',
    changed(['about/title', 'a'.repeat(201)]),
    '/about/title',
    `/about/title must be text of at most 200 characters; it is “${'a'.repeat(40)}…”.`,
  ],
  [
    'words too long',
    changed(['about/text', 'a'.repeat(4001)]),
    '/about/text',
    `/about/text must be text of at most 4000 characters; it is “${'a'.repeat(40)}…”.`,
  ],
  [
    'a name too long',
    changed(['nodes/0/name', 'é'.repeat(65)]),
    '/circuit/nodes/0/name',
    `/circuit/nodes/0/name must be a name of 1 to 64 characters on one line; it is “${'é'.repeat(40)}…”.`,
  ],
  [
    'a name of blanks',
    changed(['nodes/0/name', '  ']),
    '/circuit/nodes/0/name',
    '/circuit/nodes/0/name must be a name of 1 to 64 characters on one line; it is “  ”.',
  ],
  [
    'a name on two lines',
    changed(['nodes/0/name', 'a\nb']),
    '/circuit/nodes/0/name',
    '/circuit/nodes/0/name must be a name of 1 to 64 characters on one line; it is “a\\u000ab”.',
  ],
  [
    'an id with a blank',
    changed(['nodes/0/id', 'n 1']),
    '/circuit/nodes/0/id',
    '/circuit/nodes/0/id must be an id: a letter, then up to 63 letters, digits, “_” or “-”; it is “n 1”.',
  ],
  [
    'an id too long',
    changed(['edges/0/to', 'n'.repeat(65)]),
    '/circuit/edges/0/to',
    `/circuit/edges/0/to must be an id: a letter, then up to 63 letters, digits, “_” or “-”; it is “${'n'.repeat(40)}…”.`,
  ],
  [
    'two nodes with one id',
    changed(['nodes/3/id', 'x']),
    '/circuit/nodes/3/id',
    '/circuit/nodes/3/id must differ from every other id; “x” is also at /circuit/nodes/0/id.',
  ],
  [
    'two nodes with one name',
    changed(['nodes/3/name', 'x']),
    '/circuit/nodes/3/name',
    '/circuit/nodes/3/name must differ from every other name; “x” is also at /circuit/nodes/0/name.',
  ],
  [
    'a wire from nowhere',
    changed(['edges/1/from', 'q']),
    '/circuit/edges/1/from',
    '/circuit/edges/1/from must be the id of a node; there is no node “q”.',
  ],
  [
    'a wire to nowhere',
    changed(['edges/1/to', 'q']),
    '/circuit/edges/1/to',
    '/circuit/edges/1/to must be the id of a node; there is no node “q”.',
  ],
  [
    'a wire into a port that is not there',
    changed(['edges/1/port', 'q']),
    '/circuit/edges/1/port',
    '/circuit/edges/1/port must be a port of “z” (a or b); it is “q”.',
  ],
  [
    'a wire into a leaf',
    changed(['edges/1/to', 'c']),
    '/circuit/edges/1/to',
    '/circuit/edges/1/to must be a node with input ports; “c” is of the kind constant, which has none.',
  ],
  [
    'two wires into one port',
    changed(['edges/2/port', 'a']),
    '/circuit/edges/2',
    '/circuit/edges/2 must not lead into port a of “z”; /circuit/edges/1 does already, and a port takes one wire.',
  ],
  [
    'a loop',
    changed(['edges/0/from', 'z']),
    '/circuit/edges/1',
    '/circuit/edges/1 must not close a loop; it does, through “y” and “z”.',
  ],
  [
    'a node that feeds itself',
    changed(['edges/2/from', 'z']),
    '/circuit/edges/2',
    '/circuit/edges/2 must not close a loop; it does, through “z”.',
  ],
  [
    'a root that is not there',
    changed(['root', 'q']),
    '/circuit/root',
    '/circuit/root must be the id of a node, or null; there is no node “q”.',
  ],
  [
    'a root as a number',
    changed(['root', 4]),
    '/circuit/root',
    '/circuit/root must be the id of a node, or null; it is 4.',
  ],
  [
    'an input without a value',
    changed(['nodes/0/value', absent]),
    '/circuit/nodes/0/value',
    '/circuit/nodes/0/value is missing; “x” is of the kind input, which needs a value.',
  ],
  [
    'a computed node with a value',
    changed(['nodes/2/value', { shape: [], data: [1] }]),
    '/circuit/nodes/2/value',
    '/circuit/nodes/2/value must be left out; “y” is of the kind softmax, which computes its value.',
  ],
  [
    'a value that says nothing',
    changed(['nodes/0/value', { shape: [1] }]),
    '/circuit/nodes/0/value',
    '/circuit/nodes/0/value must be an object with a shape and data, base64, or init and seed; it is an object.',
  ],
  [
    'a value as a number',
    changed(['nodes/0/value', 7]),
    '/circuit/nodes/0/value',
    '/circuit/nodes/0/value must be an object with a shape and data, base64, or init and seed; it is 7.',
  ],
  [
    'too few numbers',
    changed(['nodes/0/value/data', [1]]),
    '/circuit/nodes/0/value/data',
    '/circuit/nodes/0/value/data must have 2 numbers for the shape (1, 2); it has 1.',
  ],
  [
    'too many numbers for a scalar',
    changed(['nodes/1/value/data', [1, 2]]),
    '/circuit/nodes/1/value/data',
    '/circuit/nodes/1/value/data must have 1 number for the shape scalar; it has 2.',
  ],
  [
    'a null among numbers',
    changed(['nodes/0/value/data', [1, null]]),
    '/circuit/nodes/0/value/data/1',
    '/circuit/nodes/0/value/data/1 must be a number or one of “NaN”, “Infinity”, “-Infinity”, “-0”; it is null.',
  ],
  [
    'a word among numbers',
    changed(['nodes/0/value/data', ['inf', 1]]),
    '/circuit/nodes/0/value/data/0',
    '/circuit/nodes/0/value/data/0 must be a number or one of “NaN”, “Infinity”, “-Infinity”, “-0”; it is “inf”.',
  ],
  [
    'a number too large',
    good.replace('[1, 2]}', '[1, 1e400]}'),
    '/circuit/nodes/0/value/data/1',
    '/circuit/nodes/0/value/data/1 must be a number that a float64 can hold; it is too large.',
  ],
  [
    'base64 too short',
    changed(['nodes/0/value', { shape: [1, 2], base64: 'AAAA' }]),
    '/circuit/nodes/0/value/base64',
    '/circuit/nodes/0/value/base64 must be base64 of 2 numbers (16 bytes); it is not.',
  ],
  [
    'base64 with foreign letters',
    changed(['nodes/1/value', { shape: [], base64: 'AAAAAAA*AAA=' }]),
    '/circuit/nodes/1/value/base64',
    '/circuit/nodes/1/value/base64 must be base64 of 1 number (8 bytes); it is not.',
  ],
  [
    'both data and base64',
    changed(['nodes/0/value/base64', 'AAAA']),
    '/circuit/nodes/0/value/base64',
    '/circuit/nodes/0/value/base64 is not a field of this format; saving the file would lose it.',
  ],
  [
    'a recipe nobody knows',
    changed(['nodes/0/value', { shape: [2], init: 'magic', seed: 1 }]),
    '/circuit/nodes/0/value/init',
    '/circuit/nodes/0/value/init must be one of zeros, ones, normal, glorot, he, oneHot; it is “magic”.',
  ],
  [
    'a recipe without a seed',
    changed(['nodes/0/value', { shape: [2], init: 'he' }]),
    '/circuit/nodes/0/value/seed',
    '/circuit/nodes/0/value/seed is missing; it must be a whole number from 0 to 9,007,199,254,740,991.',
  ],
  [
    'a negative seed',
    changed(['nodes/0/value', { shape: [2], init: 'he', seed: -1 }]),
    '/circuit/nodes/0/value/seed',
    '/circuit/nodes/0/value/seed must be a whole number from 0 to 9,007,199,254,740,991; it is -1.',
  ],
  ...[0, -2, 1.5, 2e9].map(
    size =>
      [
        `a size of ${size}`,
        changed(['nodes/0/value/shape', [1, size]]),
        '/circuit/nodes/0/value/shape/1',
        `/circuit/nodes/0/value/shape/1 must be a whole number from 1 to 16,000,000; it is ${size}.`,
      ] as const,
  ),
  [
    'a shape as text',
    changed(['nodes/0/value/shape', '2x3']),
    '/circuit/nodes/0/value/shape',
    '/circuit/nodes/0/value/shape must be a list of sizes; it is “2x3”.',
  ],
  [
    'nine axes',
    changed(['nodes/0/value/shape', [1, 1, 1, 1, 1, 1, 1, 1, 2]]),
    '/circuit/nodes/0/value/shape',
    '/circuit/nodes/0/value/shape must be a list of at most 8 sizes; it is a list of 9.',
  ],
  [
    '16 million and one numbers in two recipes',
    changed(['nodes/0/value', { shape: [16_000_000], init: 'zeros', seed: 0 }]),
    '/circuit/nodes/1/value/shape',
    '/circuit/nodes/1/value/shape must leave the file at no more than 16 million numbers; with scalar there are at least 16,000,001.',
  ],
  [
    'a tensor of a trillion numbers',
    changed(['nodes/0/value/shape', [1e6, 1e6]]),
    '/circuit/nodes/0/value/shape',
    '/circuit/nodes/0/value/shape must leave the file at no more than 16 million numbers; with (1000000, 1000000) there are at least 1,000,000,000,000.',
  ],
  [
    'a cotangent of the wrong length',
    changed(['cotangent', { shape: [3], data: [] }]),
    '/circuit/cotangent/data',
    '/circuit/cotangent/data must have 3 numbers for the shape (3); it has 0.',
  ],
  [
    'an attribute of the wrong type',
    changed(['nodes/2/attrs/axis', 'rows']),
    '/circuit/nodes/2/attrs/axis',
    '/circuit/nodes/2/attrs/axis must be a number; it is “rows”.',
  ],
  [
    'a flag as a number',
    changed(['nodes/4/attrs/keepDims', 1]),
    '/circuit/nodes/4/attrs/keepDims',
    '/circuit/nodes/4/attrs/keepDims must be true or false; it is 1.',
  ],
  [
    'an axis twice',
    changed(['nodes/4/attrs/axes', [0, 0]]),
    '/circuit/nodes/4/attrs/axes',
    '/circuit/nodes/4/attrs/axes must be a list of axes (different whole numbers) or null; it is a list of 2.',
  ],
  [
    'a node without a position',
    changed(['layout/positions/y', absent]),
    '/layout/positions/y',
    '/layout/positions/y is missing; it must be a position [x, y], as for every node.',
  ],
  [
    'a position of no node',
    changed(['layout/positions/q', [0, 0]]),
    '/layout/positions/q',
    '/layout/positions/q must be the position of a node; there is no node “q”.',
  ],
  [
    'a position that is none',
    changed(['layout/positions/x', { x: 1, y: 2 }]),
    '/layout/positions/x',
    '/layout/positions/x must be a position [x, y]; it is an object.',
  ],
  [
    'a position in space',
    changed(['layout/positions/x', [1, 2, 3]]),
    '/layout/positions/x',
    '/layout/positions/x must be a position [x, y]; it is a list of 3.',
  ],
  [
    'a position that is not finite',
    changed(['layout/positions/x', [1, 'NaN']]),
    '/layout/positions/x/1',
    '/layout/positions/x/1 must be a number from −1,000,000 to 1,000,000; it is “NaN”.',
  ],
  [
    'a position beyond the horizon',
    changed(['layout/positions/x', [1e7, 0]]),
    '/layout/positions/x/0',
    '/layout/positions/x/0 must be a number from −1,000,000 to 1,000,000; it is 10000000.',
  ],
  [
    'a position under an impossible id',
    changed(['layout/positions/9', [0, 0]]),
    '/layout/positions/9',
    '/layout/positions/9 must have an id: a letter, then up to 63 letters, digits, “_” or “-” as its key; it has “9”.',
  ],
  [
    'a polluting key at the top',
    changed(['__proto__', { ok: true }]),
    '/__proto__',
    '/__proto__ must not be in a file; “__proto__” is a forbidden key.',
  ],
  [
    'a polluting key in attributes',
    changed(['nodes/2/attrs/constructor', 1]),
    '/circuit/nodes/2/attrs/constructor',
    '/circuit/nodes/2/attrs/constructor must not be in a file; “constructor” is a forbidden key.',
  ],
  [
    'a polluting key deep in what is only carried',
    changed(['nodes/2/attrs/own', { a: [{ prototype: 0 }] }]),
    '/circuit/nodes/2/attrs/own/a/0/prototype',
    '/circuit/nodes/2/attrs/own/a/0/prototype must not be in a file; “prototype” is a forbidden key.',
  ],
  [
    'a polluting id',
    changed(['nodes/0/id', 'constructor']),
    '/circuit/nodes/0/id',
    '/circuit/nodes/0/id must not be the forbidden word “constructor”.',
  ],
  [
    'an id that every object answers to',
    changed(['nodes/0/id', 'toString']),
    '/circuit/nodes/0/id',
    '/circuit/nodes/0/id must not be the forbidden word “toString”.',
  ],
  [
    'a polluting name',
    changed(['nodes/0/name', '__proto__']),
    '/circuit/nodes/0/name',
    '/circuit/nodes/0/name must not be the forbidden word “__proto__”.',
  ],
  [
    'nesting without end',
    changed(['nodes/2/attrs/own', nested(100)]),
    `/circuit/nodes/2/attrs/own${'/0'.repeat(59)}`,
    `/circuit/nodes/2/attrs/own${'/0'.repeat(59)} must not nest deeper than 64 levels; it does.`,
  ],
  [
    'a group without a list',
    changed(['layout/groups', {}]),
    '/layout/groups',
    '/layout/groups must be a list of groups; it is an object.',
  ],
  [
    'a group of no op',
    changed(['layout/groups', [{ ...group, op: '' }]]),
    '/layout/groups/0/op',
    '/layout/groups/0/op must be text of 1 to 64 characters; it is “”.',
  ],
  [
    'a group around no node',
    changed(['layout/groups', [{ ...group, out: 'q' }]]),
    '/layout/groups/0/out',
    '/layout/groups/0/out must be the id of a node; there is no node “q”.',
  ],
  [
    'a group with a step of no node',
    changed(['layout/groups', [{ ...group, steps: { s: 'q' } }]]),
    '/layout/groups/0/steps/s',
    '/layout/groups/0/steps/s must be the id of a node; there is no node “q”.',
  ],
  [
    'a group with one node twice',
    changed(['layout/groups', [{ ...group, steps: { s: 'm' } }]]),
    '/layout/groups/0/steps/s',
    '/layout/groups/0/steps/s must differ from the other nodes of the group; it is “m” again.',
  ],
  ['no lesson', changed(['lesson', absent]), '/lesson', '/lesson is missing; it must be an object.'],
  [
    'a bookmark of no phase',
    changed(['lesson/bookmarks', [{ phase: 'middle', node: 'x', caption: '' }]]),
    '/lesson/bookmarks/0/phase',
    '/lesson/bookmarks/0/phase must be “start”, “forward” or “backward”; it is “middle”.',
  ],
  [
    'a bookmark at a node at the start',
    changed(['lesson/bookmarks', [{ phase: 'start', node: 'x', caption: '' }]]),
    '/lesson/bookmarks/0/node',
    '/lesson/bookmarks/0/node must be null at the start; it is “x”.',
  ],
  [
    'a bookmark at no node',
    changed(['lesson/bookmarks', [{ phase: 'forward', node: null, caption: '' }]]),
    '/lesson/bookmarks/0/node',
    '/lesson/bookmarks/0/node must be the id of a node where the phase is “forward”; it is null.',
  ],
  [
    'a bookmark at a node that is not there',
    changed(['lesson/bookmarks', [{ phase: 'forward', node: 'q', caption: '' }]]),
    '/lesson/bookmarks/0/node',
    '/lesson/bookmarks/0/node must be the id of a node; there is no node “q”.',
  ],
  [
    'two bookmarks in one place',
    changed(['lesson/bookmarks', ['a', 'b'].map(caption => ({ phase: 'forward', node: 'y', caption }))]),
    '/lesson/bookmarks/1',
    '/lesson/bookmarks/1 must differ from the other bookmarks in its place.',
  ],
  [
    'a caption that is too long',
    changed(['lesson/bookmarks', [{ phase: 'start', node: null, caption: 'a'.repeat(501) }]]),
    '/lesson/bookmarks/0/caption',
    `/lesson/bookmarks/0/caption must be text of at most 500 characters; it is “${'a'.repeat(40)}…”.`,
  ],
  [
    'a hidden number of no node',
    changed(['lesson/hidden', [{ ...hidden, node: 'q' }]]),
    '/lesson/hidden/0/node',
    '/lesson/hidden/0/node must be the id of a node; there is no node “q”.',
  ],
  [
    'a number that is hidden twice',
    changed(['lesson/hidden', [hidden, { ...hidden, tries: 1 }]]),
    '/lesson/hidden/1',
    '/lesson/hidden/1 must not hide the gradient of “x” a second time.',
  ],
  [
    'tries that are less than none',
    changed(['lesson/hidden', [{ ...hidden, tries: -1 }]]),
    '/lesson/hidden/0/tries',
    '/lesson/hidden/0/tries must be a whole number from 0 to 1,000,000; it is -1.',
  ],
  [
    'a key with a slash and a tilde',
    changed(['nodes/2/attrs/own', { 'a/b~': { prototype: 0 } }]),
    '/circuit/nodes/2/attrs/own/a~1b~0/prototype',
    '/circuit/nodes/2/attrs/own/a~1b~0/prototype must not be in a file; “prototype” is a forbidden key.',
  ],
]

test('the file that the cases start from is good', () => {
  expect(parseCircuitFile(good).ok).toBe(true)
})

test.each(cases)('%s is refused with its place', (_, text, pointer, reason) => {
  expect(parseCircuitFile(text)).toEqual({ ok: false, reason, pointer })
})

test('16 million numbers are let through as a recipe, and nothing is allocated for it', () => {
  const text = changed(['nodes/0/value', { shape: [15_999_999], init: 'zeros', seed: 0 }])
  expect(parseCircuitFile(text).ok).toBe(true)
})

test('a long loop names some of its nodes and counts the others', () => {
  const chain = Array.from({ length: 12 }, (_, i) => `n${i}:tanh(n${(i + 11) % 12})`).join('; ')
  const parsed = parseCircuitFile(serializeCircuitFile(circuit(chain)))
  expect(parsed).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/through (“n\d+”, ){6}“n\d+” and 5 more\.$/),
  })
})

test('brackets nested a million deep are refused without overflowing the stack', { tags: ['long'] }, () => {
  expect(parseCircuitFile('['.repeat(1e6) + ']'.repeat(1e6)).ok).toBe(false)
})

const many = 200_000
test.each([
  ['nodes', changed(['nodes', Array(many).fill({})]), '/circuit/nodes/0/id'],
  ['wires', changed(['edges', Array(many).fill(0)]), '/circuit/edges/0'],
  ['bookmarks', changed(['lesson/bookmarks', Array(many).fill(0)]), '/lesson/bookmarks/0'],
  ['hidden numbers', changed(['lesson/hidden', Array(many).fill(0)]), '/lesson/hidden/0'],
  ['groups', changed(['layout/groups', Array(many).fill(0)]), '/layout/groups/0'],
  ['sizes', changed(['nodes/0/value/shape', Array(many).fill('2')]), '/circuit/nodes/0/value/shape'],
  [
    'positions',
    changed(['layout/positions', Object.fromEntries(Array.from({ length: many }, (_, i) => [`n${i}`, i]))]),
    '/layout/positions/n0',
  ],
])('200,000 bad %s are refused at the first one, not each', { tags: ['long'] }, (_, text, pointer) => {
  expect(parseCircuitFile(text)).toMatchObject({ ok: false, pointer })
})

test('a circuit of 20,000 nodes in a row is opened, as deep as it is', { tags: ['long'] }, () => {
  const size = 20_000
  const nodes = Array.from({ length: size }, (_, i) => ({
    id: `n${i}`,
    op: i ? 'tanh' : 'input',
    name: `n${i}`,
    attrs: {},
  }))
  const edges = Array.from({ length: size - 1 }, (_, i) => ({ from: `n${i}`, to: `n${i + 1}`, port: 'x' }))
  const positions = Object.fromEntries(nodes.map(({ id }) => [id, [0, 0]]))
  Object.assign(nodes[0]!, { value: { shape: [], data: [1] } })
  expect(
    parseCircuitFile(changed(['nodes', nodes], ['edges', edges], ['layout/positions', positions])),
  ).toMatchObject({ ok: true })
})

test('any text at all gets an answer', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.json()), text => {
      const parsed = parseCircuitFile(text)
      expect(parsed.ok || /^\S.*\.$/.test(parsed.reason)).toBe(true)
    }),
    { seed: 3, numRuns: 500 },
  )
})

test('a key as long as the file is told by how it begins', () => {
  const key = 'k'.repeat(1_000_000)
  const refused = parseCircuitFile(JSON.stringify({ [key]: 1 }))
  if (!refused.ok) expect(refused.reason.length).toBeLessThan(400)
  const deep = parseCircuitFile(
    JSON.stringify({ format: 'chainrule', version: 1, circuit: { nodes: [{ attrs: { [key]: {} } }] } }),
  )
  expect(deep.ok).toBe(false)
  if (!deep.ok) expect(deep.reason.length).toBeLessThan(400)
})

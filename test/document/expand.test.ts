/** Expanding and contracting: the same file back, room for what is inside, and a sentence where a group was changed. */
import { describe, expect, test } from 'vitest'
import { boxesOf, drawnOf } from '../../renderer/canvas/geometry'
import type { Document } from '../../shared/document/document'
import { contract, groupAround } from '../../shared/document/edit/contract'
import { type Edited, expand } from '../../shared/document/edit/expand'
import { moveNodes } from '../../shared/document/edit/move'
import { removeNodes, rename, setAttr, setValue } from '../../shared/document/edit/nodes'
import { setRoot } from '../../shared/document/edit/seed'
import { connect } from '../../shared/document/edit/wires'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { graphOf } from '../../shared/engine/graph'
import { portShapes } from '../../shared/engine/portShapes'
import { ops } from '../../shared/ops/index'
import { circuit, source } from '../helpers/circuit'
import { galleryCircuits, sampleCircuits } from '../helpers/everyCircuit'

const tryExpand = (document: Document, id: string) =>
  expand(document, id, portShapes(graphOf(document.circuit), id), drawnOf)
const tryContract = (document: Document, index: number) => {
  const { byId } = graphOf(document.circuit)
  return contract(document, index, id => byId.get(id)?.shape ?? null, drawnOf)
}
const done = (edited: Edited): Document => {
  if (!edited.ok) throw new Error(edited.reason)
  return edited.document
}
const reason = (edited: Edited) => (edited.ok ? 'it was done' : edited.reason)
const text = serializeCircuitFile
const gallery = (id: string) => galleryCircuits.find(({ title }) => title === id)!.document
const named = (document: Document, name: string) =>
  document.circuit.nodes.find(node => node.name === name)!.id
const wires = (document: Document) => {
  const names = new Map(document.circuit.nodes.map(({ id, name }) => [id, name]))
  return document.circuit.edges.map(({ from, to, port }) => `${names.get(from)}→${names.get(to)}.${port}`)
}

const composite = new Set([...ops.values()].filter(op => op.kind === 'computed' && op.inside))
const samples = sampleCircuits.filter(({ document }) =>
  composite.has(ops.get(document.circuit.nodes.at(-1)!.op)!),
)

describe('every sample of an op that is made of others', () => {
  test('is expanded into a document that can be saved, and contracted into the same file', () => {
    let [expanded, refused] = [0, 0]
    for (const { title, document } of samples) {
      const edited = tryExpand(document, 'node')
      if (!edited.ok) {
        // Running statistics are wired but not read.
        expect(edited.reason).toMatch(
          /^As it is set, out does not read mean and variance; take those wires out/,
        )
        refused++
        continue
      }
      expect(parseCircuitFile(text(edited.document)), title).toEqual({ ok: true, document: edited.document })
      expect(text(done(tryContract(edited.document, 0))), title).toBe(text(document))
      expanded++
    }
    expect([expanded, refused]).toEqual([samples.length - 2, 2])
  })
})

describe.each(galleryCircuits)('in $title', ({ document }) => {
  test('whatever can be expanded comes back to the byte, one by one and all at once', () => {
    let all = document
    for (const { id, op } of document.circuit.nodes) {
      if (!composite.has(ops.get(op)!)) continue
      expect(text(done(tryContract(done(tryExpand(document, id)), 0)))).toBe(text(document))
      all = done(tryExpand(all, id))
    }
    for (let i = all.layout.groups.length - 1; i >= 0; i--) all = done(tryContract(all, i))
    expect(text(all)).toBe(text(document))
  })

  test('nothing that stood apart overlaps afterwards', () => {
    for (const { id, op } of document.circuit.nodes)
      if (composite.has(ops.get(op)!)) expect(overlaps(done(tryExpand(document, id)))).toEqual([])
  })
})

function overlaps(document: Document): string[] {
  const boxes = [...boxesOf(document)]
  return boxes.flatMap(([a, p], i) =>
    boxes.slice(i + 1).flatMap(([b, q]) => {
      const apart =
        p.x + p.width <= q.x || q.x + q.width <= p.x || p.y + p.height <= q.y || q.y + q.height <= p.y
      return apart ? [] : [`${a} ${b}`]
    }),
  )
}

describe('batch norm', () => {
  const before = gallery('batchnorm')
  const wide = done(tryExpand(before, 'y'))

  test('becomes its nine gates and ε, with the three routes of the gradient of x', () => {
    expect(wide.circuit.nodes.map(({ op, name }) => `${name}: ${op}`).slice(6, 16)).toEqual([
      'mu: mean',
      'centred: subtract',
      'squares: square',
      'var: mean',
      'eps: constant',
      'var_eps: add',
      'sigma: sqrt',
      'xhat: divide',
      'stretched: multiply',
      'y: add',
    ])
    // Directly, through μ, and through σ², which reads what is centred.
    expect(wires(wide).filter(wire => /^(h|centred)→/.test(wire))).toEqual([
      'h→mu.x',
      'h→centred.a',
      'centred→squares.x',
      'centred→xhat.a',
    ])
  })

  test('keeps its id, name, wires, root and lesson', () => {
    const lesson: Document['lesson'] = {
      bookmarks: [{ at: { phase: 'forward', node: 'y' }, caption: 'c' }],
      hidden: [{ of: 'value', node: 'y', state: 'open', tries: 0, hints: 0 }],
    }
    const rooted = { ...before, lesson, circuit: { ...before.circuit, root: 'y' } }
    const after = done(tryExpand(rooted, 'y'))
    expect(after.circuit.edges).toContainEqual({ from: 'y', to: 'a', port: 'x' })
    expect([after.circuit.root, after.circuit.cotangent]).toEqual(['y', before.circuit.cotangent])
    expect(after.lesson).toEqual(lesson)
    expect(after.layout.groups).toMatchObject([{ op: 'batchNorm', out: 'y', at: { x: 400, y: 154 } }])
  })

  test('what follows keeps its distance, what stands before stays', () => {
    const place = (document: Document, id: string) => boxesOf(document).get(id)!
    const gap = place(before, 'a').x - (place(before, 'y').x + place(before, 'y').width)
    const last = place(wide, 'y')
    expect(place(wide, 'a').x - (last.x + last.width)).toBe(gap + 24)
    for (const id of ['x', 'W', 'h', 'gamma']) expect(place(wide, id)).toEqual(place(before, id))
  })

  test('is contracted by any of its nodes, and by nodes of other groups not', () => {
    const both = done(tryExpand(wide, 'h'))
    const at = (...names: string[]) =>
      groupAround(
        both,
        names.map(name => named(both, name)),
      )
    expect([at('mu'), at('y', 'eps'), at('h'), at('mu', 'h'), at('a'), at()]).toEqual([0, 0, 1, -1, -1, -1])
  })

  const sigma = named(wide, 'sigma')
  test.each<[string, Document, string]>([
    ['reads inside', connect(wide, named(wide, 'sigma'), 'a', 'x'), 'a reads σ from outside the group'],
    ['starts inside', setRoot(wide, named(wide, 'xhat')), 'backprop starts at x̂, inside the group'],
    ['set otherwise', setAttr(wide, named(wide, 'mu'), 'axes', null), 'μ has another setting now: axes'],
    ['other ε', setValue(wide, named(wide, 'eps'), source(1e-3)), 'ε holds other numbers now'],
    ['wired otherwise', connect(wide, named(wide, 'var'), sigma, 'x'), 'σ reads var now, not var_eps'],
  ])('is not contracted once it was changed: %s', (_, changed, why) => {
    expect(changed).not.toBe(wide)
    expect(reason(tryContract(changed, 0))).toBe(`Batch norm y cannot be contracted: ${why}.`)
  })

  test('a port that is wired from two nodes is none', () => {
    const before = circuit('x:input=[[1,2]]; w:input=[[3,4]]; s:silu(x)')
    const changed = connect(done(tryExpand(before, 's')), 'w', 's', 'a')
    expect(reason(tryContract(changed, 0))).toBe('SiLU s cannot be contracted: s reads w now, not x.')
  })

  test('an input of another shape, or of none, says so', () => {
    const vector = setValue(wide, 'gamma', source([1, 2, 3, 4]))
    expect(reason(tryContract(vector, 0))).toMatch(
      /^Batch norm y cannot be contracted: what is wired into it/,
    )
    const broken = removeNodes(wide, ['x'])
    expect(reason(tryContract(broken, 0))).toBe(
      'Batch norm y cannot be contracted: h, which it reads, cannot be computed yet.',
    )
  })

  test('new names inside do no harm; a group that has lost a node is none', () => {
    const renamed = rename(wide, sigma, 'spread')
    expect(renamed.ok && text(done(tryContract(renamed.document, 0)))).toBe(text(before))
    expect(removeNodes(wide, [sigma]).layout.groups).toEqual([])
  })

  test('moved as a whole it comes back as far from where it was; torn apart, into its middle', () => {
    const ids = [wide.layout.groups[0]!.out, ...Object.values(wide.layout.groups[0]!.steps)]
    const by = (ids: string[], x: number, y: number) =>
      moveNodes(
        wide,
        new Map(
          ids.map(id => [id, { x: wide.layout.positions[id]!.x + x, y: wide.layout.positions[id]!.y + y }]),
        ),
      )
    const moved = done(tryContract(by(ids, 30, -50), 0))
    expect(moved.layout.positions).toEqual({ ...before.layout.positions, y: { x: 430, y: 104 } })
    const torn = by([sigma], 10, 300)
    const { y, a } = done(tryContract(torn, 0)).layout.positions
    expect(a).toEqual(wide.layout.positions.a)
    expect(y!.x).toBeGreaterThan(before.layout.positions.y!.x)
  })
})

describe('groups within groups', () => {
  const before = circuit(
    'x:parameter=normal(3,2;1); y:constant=[[1,0],[0,1],[1,0]]; L:softmaxCrossEntropy(x,y)',
  )

  test('are contracted from the inside, in one edit, and come back to the byte', () => {
    let wide = done(tryExpand(before, 'L'))
    wide = done(tryExpand(wide, 'L'))
    wide = done(tryExpand(wide, named(wide, 'p')))
    expect(wide.layout.groups.map(({ op }) => op)).toEqual(['softmaxCrossEntropy', 'crossEntropy', 'softmax'])
    expect(parseCircuitFile(text(wide))).toEqual({ ok: true, document: wide })
    expect(text(done(tryContract(wide, 0)))).toBe(text(before))
    expect(groupAround(wide, [named(wide, 'e')])).toBe(2)
    expect(groupAround(wide, [named(wide, 'e'), named(wide, 'ln_p')])).toBe(0)
  })

  test('a changed one inside keeps the outer one as it is, and is named', () => {
    let wide = done(tryExpand(before, 'L'))
    wide = done(tryExpand(wide, named(wide, 'p')))
    const changed = connect(wide, named(wide, 'e'), named(wide, 'total'), 'x')
    const read = connect(changed, 'x', named(wide, 'total'), 'x')
    expect(reason(tryContract(read, 0))).toBe('Softmax p cannot be contracted: total reads x now, not e.')
  })
})

describe('names', () => {
  test('are those of the steps, with the index of the node, and never taken twice', () => {
    let wide = circuit(
      'x:input=[[1,2]]; a_1:sigmoid(x); a_2:sigmoid(a_1); one_2:constant=1; b:silu(a_2); s:exp(b)',
    )
    for (const id of ['a_1', 'a_2', 'b']) wide = done(tryExpand(wide, id))
    const names = wide.circuit.nodes.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['minus_x_1', 'e_1', 'one_1', 'total_2', 'one_a_2', 's_b']))
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('is refused', () => {
  const chain = circuit(
    'x:input=[1,2]; e:exp(x); s:softmax(); big:dropout(v); v:input=zeros(3000,3000); w:input=zeros(2000)',
  )
  test.each([
    ['e', 'There is nothing simpler inside e.'],
    ['x', 'There is nothing simpler inside x.'],
    ['s', 'What is inside s is known once it can be computed; it cannot be yet.'],
    ['big', 'What is inside big holds 9,000,000 fixed numbers, more than the file has room for.'],
    ['gone', 'That node is not there any more.'],
  ])('to expand %s', (id, why) => {
    const shapes = id === 'gone' ? {} : portShapes(graphOf(chain.circuit), id)
    expect(reason(expand(chain, id, shapes, drawnOf))).toBe(why)
  })

  test('to contract what a file says was another op, or set as none can be', () => {
    const wide = done(tryExpand(circuit('x:input=[1,2]; p:softmax(x)'), 'p'))
    const as = (changes: object) => ({
      ...wide,
      layout: { ...wide.layout, groups: [{ ...wide.layout.groups[0]!, ...changes }] },
    })
    expect(reason(tryContract(as({ op: 'exp' }), 0))).toBe(
      'p cannot be contracted: no op exp is made of others.',
    )
    expect(reason(tryContract(as({ attrs: { axis: 'first' } }), 0))).toMatch(
      /what is wired into it now would not fit/,
    )
    expect(reason(tryContract(as({ op: 'affine' }), 0))).toMatch(/^Affine p cannot be contracted/)
    expect(reason(tryContract(wide, 4))).toBe('That group is not there any more.')
  })
})

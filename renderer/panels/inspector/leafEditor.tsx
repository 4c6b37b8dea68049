/** The numbers of a leaf: its shape, the recipe that fills it, and the grid to type into. */
import './leafEditor.css'
import type { CircuitNode, TensorSource } from '../../../shared/document/document'
import { setValue } from '../../../shared/document/edit/nodes'
import { roomFor } from '../../../shared/document/edit/room'
import { tensorOf } from '../../../shared/document/tensorOf'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import { type Shape, sameShape } from '../../../shared/tensor/tensor'
import { edit, selectCircuit, useDocument } from '../../store/documentStore'
import { Tex } from '../../ui/tex'
import { EntryField } from './entryField'
import { FillMenu } from './fillMenu'
import { isDrawn, parseSeed, recipes } from './recipes'
import { parseShape, shapeWords } from './shapeEntry'
import { resized } from './sheet'
import { TensorGrid } from './tensorGrid'

export function LeafEditor({ node, source }: { node: CircuitNode; source: TensorSource }) {
  const circuit = useDocument(selectCircuit)
  const tensor = tensorOf(source)
  const room = roomFor(circuit, source)
  const change = (next: TensorSource) => edit(document => setValue(document, node.id, next))
  const reshape = (shape: Shape) => {
    // A recipe fills any shape; numbers that were typed in stay where both shapes have a place for them.
    if (!sameShape(shape, source.shape))
      change('init' in source ? { ...source, shape } : resized(tensor, shape))
  }
  return (
    <>
      <section className="inspector-source">
        <EntryField
          label="Shape"
          value={shapeWords(source.shape)}
          placeholder="scalar"
          parse={text => parseShape(text, room)}
          onChange={reshape}
        />
        <FillMenu source={source} onChange={change} />
        {isDrawn(source) && (
          <EntryField
            label="Seed"
            value={String(source.seed)}
            parse={parseSeed}
            onChange={seed => change({ ...source, seed })}
          />
        )}
        {'init' in source && <p className="inspector-dim inspector-recipe">{recipes[source.init].about}</p>}
      </section>
      <section>
        <h3 className="caption">
          <Tex>{nameToTex(node.name)}</Tex> · {shapeWords(source.shape)}
        </h3>
        <TensorGrid
          tensor={tensor}
          label={`value of ${nameToText(node.name)}`}
          room={room}
          onChange={change}
        />
      </section>
    </>
  )
}

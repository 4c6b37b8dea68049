/** Whether backprop starts at this node, and with which seed gradient. */
import { useMemo } from 'react'
import { setCotangent, setRoot } from '../../../shared/document/edit/seed'
import { tensorOf } from '../../../shared/document/tensorOf'
import type { GraphNode } from '../../../shared/engine/graph'
import { nameToText } from '../../../shared/formula/nameToTex'
import { ones, type Shape, sameShape } from '../../../shared/tensor/tensor'
import { edit, selectCircuit, useDocument } from '../../store/documentStore'
import { useGraph } from '../../store/resultStore'
import { NodeLink } from './nodeLink'
import { shapeWords } from './shapeEntry'
import { TensorGrid } from './tensorGrid'

export function RootSettings({ known }: { known: GraphNode }) {
  const { root: chosen } = useDocument(selectCircuit)
  const graph = useGraph()
  const here = graph.root === known.id
  const root = graph.root === null ? undefined : graph.byId.get(graph.root)
  return (
    <>
      <section>
        <h3 className="caption">Backprop</h3>
        <p className="inspector-dim">
          {here ? (
            `It starts here, ${chosen === null ? 'chosen by Chainrule' : 'chosen by hand'}.`
          ) : root ? (
            <>
              It starts at <NodeLink node={root} />.
            </>
          ) : (
            'It has nowhere to start yet.'
          )}
        </p>
        {chosen !== known.id && (
          <button
            type="button"
            className="button"
            disabled={known.shape === null}
            onClick={() => edit(document => setRoot(document, known.id))}
          >
            {here ? 'Always start here' : 'Start backprop here'}
          </button>
        )}
        {chosen !== null && (
          <button type="button" className="button" onClick={() => edit(document => setRoot(document, null))}>
            Let Chainrule choose
          </button>
        )}
      </section>
      {here && known.shape && known.shape.length > 0 && <Cotangent name={known.name} shape={known.shape} />}
    </>
  )
}

function Cotangent({ name, shape }: { name: string; shape: Shape }) {
  const { cotangent } = useDocument(selectCircuit)
  const fits = cotangent !== null && sameShape(cotangent.shape, shape)
  const tensor = useMemo(() => (fits ? tensorOf(cotangent) : ones(shape)), [fits, cotangent, shape])
  const change = (next: typeof cotangent) => edit(document => setCotangent(document, next))
  return (
    <section>
      <h3 className="caption">Seed gradient · {shapeWords(shape)}</h3>
      <p className="inspector-dim">
        {fits
          ? 'Backprop starts with these numbers.'
          : cotangent
            ? `The numbers given have the shape ${shapeWords(cotangent.shape)}, which does not fit; ones are used instead.`
            : 'Not a single number, so backprop starts with ones: the gradients are those of the sum of the entries.'}
      </p>
      <TensorGrid tensor={tensor} label={`seed gradient of ${nameToText(name)}`} onChange={change} />
      {cotangent && (
        <button type="button" className="button" onClick={() => change(null)}>
          Back to ones
        </button>
      )}
    </section>
  )
}

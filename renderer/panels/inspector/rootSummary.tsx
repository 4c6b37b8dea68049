/** Where backprop starts, and who chose it. */
import { setRoot } from '../../../shared/document/edit/seed'
import { edit, selectCircuit, useDocument } from '../../store/documentStore'
import { useGraph } from '../../store/resultStore'
import { NodeLink } from './nodeLink'

export function RootSummary() {
  const { root: chosen } = useDocument(selectCircuit)
  const { root, byId } = useGraph()
  const node = root === null ? null : byId.get(root)
  const broken = chosen === null ? null : byId.get(chosen)
  return (
    <>
      <p>
        {node ? (
          <>
            It starts at <NodeLink node={node} />
            {chosen === null ? ', chosen by Chainrule.' : ', chosen by hand.'}
          </>
        ) : broken ? (
          <>
            It should start at <NodeLink node={broken} />, which cannot be computed yet.
          </>
        ) : (
          'It starts at the loss, or at the last node, once one can be computed.'
        )}
      </p>
      {chosen !== null && (
        <button type="button" className="button" onClick={() => edit(document => setRoot(document, null))}>
          Let Chainrule choose
        </button>
      )}
    </>
  )
}

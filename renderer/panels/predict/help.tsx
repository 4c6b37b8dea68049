/** Help with a question, each step of it counted: the rule, then what the rule reads, and in the end the number itself. */
import './help.css'
import { useMemo } from 'react'
import type { Hidden } from '../../../shared/document/document'
import type { Operand } from '../../../shared/engine/answered'
import { type Asking, tensorAt } from '../../../shared/engine/asking'

import { hintsFor } from '../../../shared/engine/hints'
import { elidedTensor } from '../../../shared/formula/elided'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { hint, openHidden, reveal } from '../../store/predictStore'
import { graphFor, useResult } from '../../store/resultStore'
import { useHidden } from '../../store/view'
import { Tex } from '../../ui/tex'
import { Formula } from '../inspector/rule'

export function Help({ hidden }: { hidden: Hidden }) {
  const place = usePlace()
  const { of, node, state, hints } = hidden
  const told = useMemo(
    () => (place && hints > 0 ? hintsFor(place, { kind: of, node }) : null),
    [place, of, node, hints],
  )
  return (
    <section className="predict-help" aria-label="Help">
      {state === 'open' && (
        <p className="predict-buttons">
          <button
            type="button"
            className="button"
            aria-disabled={hints === 2 || !place}
            onClick={() => hints < 2 && hint(hidden, hints === 0 ? 1 : 2)}
          >
            {hints === 0 ? 'Hint' : 'Second hint'}
          </button>
          <button type="button" className="button" disabled={!place} onClick={() => reveal(hidden)}>
            Show it
          </button>
        </p>
      )}
      <div className="predict-hints" aria-live="polite">
        {told && (
          <div>
            <h3 className="caption">The rule</h3>
            {told.rules.map(({ tex }) => (
              <Formula key={tex} tex={tex} />
            ))}
          </div>
        )}
        {told && place && hints === 2 && (
          <div>
            <h3 className="caption">What it reads</h3>
            {told.operands.map(operand => (
              <OperandLine key={JSON.stringify(operand.asked)} place={place} operand={operand} />
            ))}
            {told.constants.map(({ tex }) => (
              <Formula key={tex} tex={tex} />
            ))}
          </div>
        )}
      </div>
    </section>
  )
}

/** What was computed, if it is of the circuit on screen. */
function usePlace(): Asking | null {
  const circuit = useDocument(selectCircuit)
  const { circuit: of, run, steps } = useResult()
  return useMemo(
    () => (run && of === circuit ? { circuit, graph: graphFor(circuit), run, steps } : null),
    [circuit, of, run, steps],
  )
}

/** More digits than elsewhere, so that what is calculated from them is right to four. */
const digits = 6

function OperandLine({ place, operand: { asked, tex } }: { place: Asking; operand: Operand }) {
  const { quantity } = asked
  const isHidden = useHidden(quantity)
  if (isHidden)
    return (
      <p className="predict-first">
        <Tex>{tex}</Tex> is hidden as well;{' '}
        <button type="button" className="inspector-link" onClick={() => openHidden(quantity)}>
          predict it first
        </button>
      </p>
    )
  const tensor = tensorAt(place, quantity)
  return tensor ? <Formula tex={`${tex} = ${elidedTensor(tensor, x => formatNumber(x, digits))}`} /> : null
}

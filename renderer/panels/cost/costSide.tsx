/** Beside the table of costs: numbers or symbols, what the symbols stand for, the memory held, and the time measured here. */
import './costSide.css'
import { ToggleGroup } from 'radix-ui'
import type { Cost } from '../../../shared/engine/cost'
import { costWords } from '../../../shared/engine/costWords'
import { nameToTex } from '../../../shared/formula/nameToTex'
import { bytesText, durationText } from '../../../shared/formula/quantities'
import { measure, stopMeasuring, useCost } from '../../store/costStore'
import { selectCircuit, useDocument } from '../../store/documentStore'
import { graphFor } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { Tex } from '../../ui/tex'

export function CostSide({ cost }: { cost: Cost }) {
  const costIn = useSession(session => session.costIn)
  return (
    <section className="cost-side" aria-label="Cost in all">
      {cost.axes.length > 0 && (
        <ToggleGroup.Root
          type="single"
          className="segments"
          aria-label="Costs in"
          value={costIn}
          // Pressing the one that is taken would take none.
          onValueChange={value => value && useSession.setState({ costIn: value as typeof costIn })}
        >
          <ToggleGroup.Item value="numbers">Numbers</ToggleGroup.Item>
          <ToggleGroup.Item value="symbols">Symbols</ToggleGroup.Item>
        </ToggleGroup.Root>
      )}
      <dl className="cost-facts">
        <dt>Memory held</dt>
        <dd>{bytesText(cost.memoryBytes)}</dd>
        <Times />
      </dl>
      <Measuring />
      <Legend axes={cost.axes} />
    </section>
  )
}

/** `N = 1, D = 2`. */
const Legend = ({ axes }: Pick<Cost, 'axes'>) => (
  <p className="cost-axes">
    {axes.map(({ name, size }) => (
      <Tex key={name}>{`${nameToTex(name)} = ${size}`}</Tex>
    ))}
  </p>
)

/** Times of an older circuit stay, dimmed, until they are measured again. Without a root there is no way back. */
function Times() {
  const circuit = useDocument(selectCircuit)
  const hasBackward = graphFor(circuit).root !== null
  const measured = useCost(state => state.measured)
  const stale = (measured && measured.circuit !== circuit) || undefined
  const times = measured?.times
  return (
    <>
      <dt>Time forward</dt>
      <dd data-stale={stale}>{times ? durationText(times.forwardMs) : '–'}</dd>
      <dt>Time backward</dt>
      <dd data-stale={stale}>{times && hasBackward ? durationText(times.backwardMs) : '–'}</dd>
    </>
  )
}

function Measuring() {
  const circuit = useDocument(selectCircuit)
  const { measured, measuring, failure } = useCost()
  const isCurrent = measured?.circuit === circuit
  return (
    <>
      <p className="cost-measure" data-measuring={measuring || undefined}>
        {/* It stays where it is, so that a double click does not stop what it has begun, and keeps the focus. */}
        <button type="button" className="button" aria-disabled={measuring} onClick={measure}>
          Measure
        </button>
        {measuring && (
          <button type="button" className="button" onClick={stopMeasuring}>
            Stop
          </button>
        )}
        <span role="status">
          {measuring
            ? 'Measuring …'
            : !measured
              ? 'Not measured yet'
              : !isCurrent
                ? 'Measured before the last edit'
                : measured.times
                  ? 'Medians on this machine'
                  : costWords.unmeasured}
        </span>
      </p>
      {failure !== null && <p className="refusal">{failureText(failure)}</p>}
    </>
  )
}

export const failureText = (reason: string) => `A fault in the program, not in your circuit: ${reason}`

/** How to check: the step, how many entries of a large tensor, which of them, and in which arithmetic. */
import { ToggleGroup } from 'radix-ui'
import { defaultStep } from '../../../shared/engine/checkDefaults'
import type { Precision } from '../../../shared/engine/ground'
import { formatExact } from '../../../shared/formula/formatNumber'
import type { Outcome } from '../../../shared/host'
import { stepOf, useCheck } from '../../store/checkStore'
import { EntryField } from '../inspector/entryField'
import { parseNumber } from '../inspector/numberEntry'

type Choice = ReturnType<typeof useCheck.getState>['choice']

const choose = (part: Partial<Choice>) =>
  useCheck.setState(({ choice }) => ({ choice: { ...choice, ...part } }))

/** More entries than this would be more than one waits for, and than a window holds. */
const mostSamples = 100_000

export function CheckChoices() {
  const choice = useCheck(state => state.choice)
  const { most, seed, precision } = choice
  return (
    <fieldset className="check-choices" aria-label="How to check">
      <EntryField
        label="Step"
        value={stepText(stepOf(choice))}
        parse={parseStep}
        // The usual step follows the precision.
        onChange={h => choose({ h: h === defaultStep[precision] ? null : h })}
      />
      <EntryField
        label="Samples"
        value={formatExact(most)}
        parse={wholeFrom('Samples', 1, mostSamples)}
        onChange={value => choose({ most: value })}
      />
      <EntryField
        label="Seed"
        value={formatExact(seed)}
        parse={wholeFrom('The seed', 0, Number.MAX_SAFE_INTEGER)}
        onChange={value => choose({ seed: value })}
      />
      <ToggleGroup.Root
        type="single"
        className="segments"
        aria-label="Arithmetic"
        value={precision}
        // Pressing the one that is taken would take none.
        onValueChange={value => value && choose({ precision: value as Precision })}
      >
        <ToggleGroup.Item value="float64">float64</ToggleGroup.Item>
        <ToggleGroup.Item value="float32">float32</ToggleGroup.Item>
      </ToggleGroup.Root>
    </fieldset>
  )
}

/** `1e-5` rather than 0.00001. */
const stepText = (h: number) => (h < 1e-2 ? h.toExponential() : formatExact(h))

function parseStep(text: string): Outcome<number> {
  const read = parseNumber(text)
  if (!read.ok || (read.value > 0 && read.value < Infinity)) return read
  return { ok: false, reason: `The step must be a number above 0; it is ${text.trim()}.` }
}

const wholeFrom =
  (name: string, least: number, most: number) =>
  (text: string): Outcome<number> => {
    const read = parseNumber(text)
    if (!read.ok) return read
    const { value } = read
    if (Number.isInteger(value) && value >= least && value <= most) return read
    return { ok: false, reason: `${name} must be a whole number from ${least} to ${most}.` }
  }

/** What can be asked of `chainrule check` besides its file. */
import type { CheckOptions } from '../../shared/engine/check'
import { defaultMost, defaultStep } from '../../shared/engine/checkDefaults'
import { type Flags, json, type Option } from './subcommand'

export const checkOptions = {
  json,
  step: {
    type: 'string',
    takes: 'H',
    about: `The step of the differences; ${defaultStep.float64.toExponential()} if not given, ${defaultStep.float32.toExponential()} in float32.`,
  },
  samples: {
    type: 'string',
    takes: 'N',
    about: `Look at N entries of a tensor that has more, drawn at random; ${defaultMost.check}, and ${defaultMost.sweep} in a sweep.`,
  },
  seed: { type: 'string', takes: 'N', about: 'Draw other entries.' },
  precision: { type: 'string', takes: 'P', about: 'float64, or float32 to see how much less it can tell.' },
  sweep: { type: 'boolean', about: 'Print the error for steps from 1 to 1e-12 in place of the verdicts.' },
} satisfies Record<string, Option>

export interface Asked {
  readonly json: boolean
  readonly sweep: boolean
  readonly options: CheckOptions
}

/** The first flag that cannot be is `wrong`, in one sentence. */
export function askedBy(flags: Flags): Asked | { readonly wrong: string } {
  const { precision, sweep } = flags
  const options: { -readonly [K in keyof CheckOptions]: CheckOptions[K] } = {}
  if (precision === 'float32' || precision === 'float64') options.precision = precision
  else if (precision !== undefined) return mustBe('precision', 'float64 or float32', flags)
  if (flags.step !== undefined) {
    if (sweep) return { wrong: '--sweep goes through steps of its own; leave out --step' }
    options.h = Number(flags.step)
    if (!(options.h > 0 && options.h < Infinity)) return mustBe('step', 'a number above 0', flags)
  }
  if (flags.samples !== undefined) {
    options.most = wholeOf(flags.samples)
    if (!(options.most >= 1)) return mustBe('samples', 'a whole number from 1', flags)
  }
  if (flags.seed !== undefined) {
    options.seed = wholeOf(flags.seed)
    if (!(options.seed >= 0)) return mustBe('seed', 'a whole number from 0', flags)
  }
  return { json: flags.json === true, sweep: sweep === true, options }
}

/** NaN for what is no whole number, or too large to be told from its neighbours. */
function wholeOf(flag: Flags[string]): number {
  const x = /^\d+$/.test(String(flag)) ? Number(flag) : Number.NaN
  return Number.isSafeInteger(x) ? x : Number.NaN
}

const mustBe = (option: string, what: string, flags: Flags) => ({
  wrong: `--${option} must be ${what}; it is “${flags[option]}”`,
})

/** The report as text: times, agreement, and the targets with what was reached. */
import type { Report } from './run'
import type { Verdict } from './targets'

/** Columns as wide as their widest cell, the first to the left and the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return rows.map(row => line(row).trimEnd()).join('\n')
}

export function tableOf(report: Report): string {
  const { contestants, cases } = report
  const of = (name: string, key: string) => cases[name]!.scores[key]
  const sheet = (cell: (name: string, key: string) => string) =>
    columns([
      ['', ...contestants.map(({ label }) => label)],
      ...Object.keys(cases).map(name => [name, ...contestants.map(({ key }) => cell(name, key))]),
    ])
  const timeCell = (name: string, key: string) => {
    const score = of(name, key)
    return score?.medianUs === undefined ? '–' : `${number(score.medianUs)}${score.agrees ? '' : ' ✗'}`
  }
  const quartileCell = (name: string, key: string) => of(name, key)?.quartilesUs?.map(number).join('–') ?? '–'
  const errorCell = (name: string, key: string) => {
    const score = of(name, key)
    return score?.error === undefined ? '–' : `${score.error.toExponential(0)}${score.agrees ? '' : ' ✗'}`
  }
  return [
    'One forward and one backward pass, microseconds (median of rounds; ✗ disagrees, its time does not count)',
    sheet(timeCell),
    'Quartiles of the rounds, microseconds',
    sheet(quartileCell),
    'Largest relative error of loss and gradients against our float64',
    sheet(errorCell),
    'Targets: the time of the peer over ours',
    columns([
      ['', 'ours', 'peer', 'at least', 'found', ''],
      ...report.targets.map(target => targetRow(target, report)),
    ]),
    ...report.warnings,
  ].join('\n\n')
}

function targetRow(target: Verdict, { contestants }: Report): string[] {
  const label = (key: string) => contestants.find(c => c.key === key)?.label ?? key
  const found = target.ratio === null ? '–' : `${number(target.ratio)}×`
  return [target.case, label(target.ours), label(target.peer), `${target.least}×`, found, target.verdict]
}

/** Three digits at least, thousands with commas: `1.23`, `45.6`, `789`, `12,345`. */
export const number = (x: number): string =>
  x.toLocaleString('en', {
    maximumFractionDigits: x >= 100 ? 0 : x >= 10 ? 1 : 2,
  })

/** `npm run mutation`: for each op how many corrupted backward rules there are, how many change a result, how many are caught. */
import { ops } from '../../shared/ops/index'
import { gradientFaults } from './gradientFaults'
import { changesResult, mutantsOf } from './mutants'

const rows: [string, number, number, number][] = []
for (const op of ops.values()) {
  if (op.kind !== 'computed') continue
  const mutants = [...mutantsOf(op)]
  const changing = mutants.filter(mutant => changesResult(mutant, op))
  const caught = changing.filter(mutant => !gradientFaults(mutant.op).next().done)
  rows.push([op.name, mutants.length, changing.length, caught.length])
}
const total = rows.reduce((sums, row) => sums.map((n, i) => n + (row[i + 1] as number)), [0, 0, 0])
const line = (cells: readonly (string | number)[]) =>
  `${String(cells[0]).padEnd(26)}${cells
    .slice(1)
    .map(cell => String(cell).padStart(17))
    .join('')}\n`
process.stdout.write(line(['op', 'mutants', 'change a result', 'caught']))
for (const row of rows) process.stdout.write(line(row))
process.stdout.write(line(['all', ...total]))
if (total[1] !== total[2]) process.exitCode = 1

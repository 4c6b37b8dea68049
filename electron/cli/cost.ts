/** `chainrule cost FILE [--json]`: what every node costs, in numbers and in symbols, and the time that this machine takes. */
import { type Cost, type Count, costOf, type Expense, type PhaseCosts } from '../../shared/engine/cost'
import { textOf } from '../../shared/engine/costTerms'
import { type Times, timesOf } from '../../shared/engine/costTime'
import { costWords, noteOnFree, noteOnOnes } from '../../shared/engine/costWords'
import type { Graph } from '../../shared/engine/graph'
import { bytesText, countText, durationText } from '../../shared/formula/quantities'
import { jsonText } from './jsonText'
import { type Computed, withCircuit } from './readCircuit'
import { json, type Subcommand } from './subcommand'
import { table } from './table'

export const cost: Subcommand = {
  usage: 'FILE [--json]',
  about: 'Print what every node costs, forward and backward, in numbers and in symbols, and the time.',
  options: { json },
  takes: 1,
  run: ([file], flags) => withCircuit(file!, computed => show(computed, flags.json ? asJson : asTables)),
}

type Row = { readonly name: string; readonly op: string } & PhaseCosts

function show(
  { document, graph, plan, run }: Computed,
  as: (cost: Cost, rows: readonly Row[], times: Times | null, graph: Graph) => string,
): string {
  const found = costOf(document.circuit, graph)
  const rows = found.nodes.map(({ node, ...costs }) => {
    const { name, op } = graph.byId.get(node)!
    return { name, op: op!.name, ...costs }
  })
  const times = run.fault?.code === 'memory' ? null : timesOf(plan, () => performance.now())
  return as(found, rows, times, graph)
}

const namesOf = ({ axes }: Cost) => axes.map(({ name }) => name)

function asTables(found: Cost, rows: readonly Row[], times: Times | null, graph: Graph): string {
  const all = [...rows, { name: 'in all', op: '', ...found.all }]
  const inNumbers = table([
    ['node', 'op', 'forward', 'entries', 'bytes', 'backward', 'entries', 'bytes'],
    ...flushRight(all.map(row => cellsOf(row, expense => numbersOf(expense)))),
  ])
  const names = namesOf(found)
  const inSymbols = (heads: readonly string[], quantities: readonly (keyof Expense)[]) =>
    table([
      ['node', 'op', 'forward', ...heads, 'backward', ...heads],
      ...all.map(row =>
        cellsOf(row, expense => quantities.map(quantity => textOf(expense[quantity].symbols, names))),
      ),
    ])
  const sizes = found.axes.map(({ name, size }) => `${name} = ${size}`).join(', ')
  const time = times
    ? `Time on this machine: forward ${durationText(times.forwardMs)}, backward ${durationText(times.backwardMs)} (medians).`
    : costWords.unmeasured
  const note = noteOnOnes(found)
  const free = noteOnFree(found, graph)
  return [
    inNumbers,
    ...(sizes
      ? [
          `With ${sizes}:\n\n${inSymbols(['entries'], ['multiplyAdds', 'entries'])}`,
          `Bytes:\n\n${inSymbols([], ['bytes'])}`,
          ...(note ? [`${note}\n`] : []),
        ]
      : []),
    `forward and backward count multiply-adds; entries are ${costWords.entries}; bytes are ${costWords.bytes}.
${free ? `${free}\n` : ''}Memory held: ${bytesText(found.memoryBytes)}.
${time}
`,
  ].join('\n')
}

const cellsOf = ({ name, op, forward, backward }: Row, of: (expense: Expense) => readonly string[]) => [
  name,
  op,
  ...of(forward),
  ...of(backward),
]

const numbersOf = ({ multiplyAdds, entries, bytes }: Expense) =>
  [multiplyAdds, entries, bytes].map(({ number }) => countText(number))

/** Numbers of a column end below each other; the two columns of words stay. */
const flushRight = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map(row =>
    row.map((cell, column) =>
      column < 2 ? cell : cell.padStart(Math.max(...rows.map(other => other[column]!.length))),
    ),
  )

function asJson(found: Cost, rows: readonly Row[], times: Times | null): string {
  const names = namesOf(found)
  const count = ({ number, symbols }: Count) => ({ number, symbols: textOf(symbols, names) })
  const expense = ({ multiplyAdds, entries, bytes }: Expense) => ({
    multiplyAdds: count(multiplyAdds),
    entries: count(entries),
    bytes: count(bytes),
  })
  const both = ({ forward, backward }: PhaseCosts) => ({
    forward: expense(forward),
    backward: expense(backward),
  })
  return `${jsonText({
    axes: Object.fromEntries(found.axes.map(({ name, size }) => [name, size])),
    nodes: Object.fromEntries(rows.map(({ name, op, ...costs }) => [name, { op, ...both(costs) }])),
    all: both(found.all),
    memoryBytes: found.memoryBytes,
    time: times,
  })}\n`
}

/** What every node costs, forward and backward, and the total, in numbers or in symbols. A click on a row selects its node. */
import './costTable.css'
import { type ReactNode, useEffect, useRef } from 'react'
import type { NodeId } from '../../../shared/document/document'
import type { Cost, Count, PhaseCosts } from '../../../shared/engine/cost'
import { texOf } from '../../../shared/engine/costTerms'
import { costWords, noteOnFree, noteOnOnes } from '../../../shared/engine/costWords'
import type { Graph, GraphNode } from '../../../shared/engine/graph'
import { countText } from '../../../shared/formula/quantities'
import { select, useSession } from '../../store/sessionStore'
import { Tex } from '../../ui/tex'
import { NodeLink } from '../inspector/nodeLink'
import { costRows } from './costRows'

const phases = ['forward', 'backward'] as const
const quantities = [
  ['multiplyAdds', 'multiply-adds', `A multiply-add is ${costWords.multiplyAdds}.`],
  ['entries', 'entries', `Entries are ${costWords.entries}.`],
  ['bytes', 'bytes', `Bytes are ${costWords.bytes}.`],
] as const

const meanings = quantities.map(([, , meaning]) => meaning).join(' ')

interface Props {
  readonly cost: Cost
  /** Of the circuit that the cost belongs to. */
  readonly graph: Graph
  readonly inSymbols: boolean
}

export function CostTable({ cost, graph, inSymbols }: Props) {
  const selected = useSession(({ nodes }) => (nodes.size === 1 ? [...nodes][0]! : null))
  const { rows, left } = costRows(cost, selected)
  const uncounted = graph.nodes.filter(({ shape }) => shape === null).length
  const notes = [inSymbols ? noteOnOnes(cost) : null, noteOnFree(cost, graph), meanings]
  const names = inSymbols ? cost.axes.map(({ name }) => name) : null
  return (
    <table
      className="cost-table"
      aria-label="What each node costs"
      data-symbols={inSymbols || undefined}
      data-tall={(inSymbols && isLong(cost.all)) || undefined}
    >
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            Node
          </th>
          <th scope="col" rowSpan={2}>
            Op
          </th>
          {phases.map(phase => (
            <th key={phase} scope="colgroup" colSpan={3} className={phase}>
              {phase === 'forward' ? 'Forward' : 'Backward'}
            </th>
          ))}
        </tr>
        <tr>
          {phases.flatMap(phase =>
            quantities.map(([quantity, label, meaning]) => (
              <th key={`${phase} ${quantity}`} scope="col" title={meaning}>
                {label}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.node} node={graph.byId.get(row.node)!} costs={row} names={names} />
        ))}
        {left > 0 && (
          <Remark>
            … and {countText(left)} more; the costliest {countText(rows.length)} are shown.
          </Remark>
        )}
        {uncounted > 0 && (
          <Remark>
            {uncounted === 1
              ? 'One node cannot be computed yet; it is not counted.'
              : `${countText(uncounted)} nodes cannot be computed yet; they are not counted.`}
          </Remark>
        )}
        {notes.map(note => note && <Remark key={note}>{note}</Remark>)}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">In all</th>
          <td />
          <Cells costs={cost.all} names={names} />
        </tr>
      </tfoot>
    </table>
  )
}

/** The total would take more lines than may stay in sight of a panel that is not high. */
const isLong = (costs: PhaseCosts) =>
  phases.some(phase => quantities.some(([quantity]) => costs[phase][quantity].symbols.length > 10))

const Remark = ({ children }: { children: ReactNode }) => (
  <tr className="cost-remark">
    <td colSpan={8}>{children}</td>
  </tr>
)

interface RowProps {
  readonly node: GraphNode
  readonly costs: PhaseCosts
  readonly names: readonly string[] | null
}

function Row({ node, costs, names }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null)
  const isSelected = useSession(({ nodes }) => nodes.has(node.id))
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isSelected])
  return (
    // By keyboard the name in the row does the same.
    <tr ref={row} aria-current={isSelected || undefined} onClick={() => selectUnlessMarking(node.id)}>
      <th scope="row">
        <NodeLink node={node} />
      </th>
      <td>{node.op?.palette.label}</td>
      <Cells costs={costs} names={names} />
    </tr>
  )
}

/** Who marks numbers to copy them means no click. */
function selectUnlessMarking(node: NodeId) {
  if (getSelection()?.isCollapsed !== false) select([node])
}

const Cells = ({ costs, names }: { costs: PhaseCosts; names: readonly string[] | null }) =>
  phases.flatMap(phase =>
    quantities.map(([quantity]) => {
      const { number, symbols }: Count = costs[phase][quantity]
      const isNothing = names ? symbols.length === 0 : number === 0
      return (
        <td key={`${phase} ${quantity}`} data-nothing={isNothing || undefined}>
          {names ? <Tex>{texOf(symbols, names)}</Tex> : countText(number)}
        </td>
      )
    }),
  )

/** What the check found of every parameter and input. A click on a row selects its node. */
import './checkTable.css'
import { useEffect, useRef } from 'react'
import type { NodeId } from '../../../shared/document/document'
import type { LeafCheck } from '../../../shared/engine/check'
import { countedPlace, verdictWords } from '../../../shared/engine/checkWords'
import type { Graph } from '../../../shared/engine/graph'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { countText } from '../../../shared/formula/quantities'
import { select } from '../../store/sessionStore'
import { useHidden } from '../../store/view'
import { VerdictMark } from '../../ui/verdictMark'
import { NodeLink } from '../inspector/nodeLink'
import { checkRows } from './checkRows'

const heads = [
  ['Tensor', 'A parameter or an input'],
  ['Verdict', 'What the worst entry says'],
  ['Entries', 'How many numbers it has'],
  ['Checked', 'How many of them were compared'],
  ['Left out', 'How many say nothing, such as those beside a kink'],
  ['Worst', 'Row and column, counted from 1, of the entry that says most against the gradient'],
  ['Backprop', 'What backprop gives there'],
  ['Difference', 'What moving the entry up and down gives'],
  ['Relative', 'Their difference as a part of the larger one'],
] as const

interface Props {
  readonly leaves: readonly LeafCheck[]
  /** Of the circuit that was checked. */
  readonly graph: Graph
  readonly shown: NodeId | null
}

export function CheckTable({ leaves, graph, shown }: Props) {
  const { rows, left } = checkRows(leaves, shown)
  return (
    <table className="check-table" aria-label="What the check found">
      <thead>
        <tr>
          {heads.map(([head, meaning]) => (
            <th key={head} scope="col" title={meaning}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(leaf => (
          <Row key={leaf.node} leaf={leaf} graph={graph} isShown={leaf.node === shown} />
        ))}
        {left > 0 && (
          <tr className="check-remark">
            <td colSpan={heads.length}>… and {countText(left)} more, none of them worse.</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

function Row({ leaf, graph, isShown }: { leaf: LeafCheck; graph: Graph; isShown: boolean }) {
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isShown) row.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isShown])
  const { node, entries, checked, excluded, worst, verdict } = leaf
  const known = graph.byId.get(node)!
  // A verdict would tell a gradient of 0, and the numbers any other.
  const hidden = useHidden({ kind: 'gradient', node })
  return (
    // By keyboard the name in the row does the same.
    <tr ref={row} aria-current={isShown || undefined} onClick={() => selectUnlessMarking(node)}>
      <th scope="row">
        <NodeLink node={known} />
      </th>
      <td>
        {hidden ? (
          <span className="check-verdict">is hidden</span>
        ) : (
          <span className={`check-verdict ${verdict}`}>
            <VerdictMark mark={verdict} />
            {verdictWords[verdict]}
          </span>
        )}
      </td>
      <td>{countText(entries)}</td>
      <td>
        {countText(checked)}
        {checked + excluded < entries && <span className="check-sampled"> sampled</span>}
      </td>
      <td data-nothing={excluded === 0 || undefined}>{countText(excluded)}</td>
      {worst && !hidden ? (
        <>
          <td>{countedPlace(worst.index, known.shape!)}</td>
          <td>{formatNumber(worst.analytic)}</td>
          <td>{formatNumber(worst.numeric)}</td>
          <td>{formatNumber(worst.relative, 2)}</td>
        </>
      ) : (
        ['place', 'backprop', 'difference', 'relative'].map(cell => (
          <td key={cell} data-nothing>
            –
          </td>
        ))
      )}
    </tr>
  )
}

/** Who marks numbers to copy them means no click. */
function selectUnlessMarking(node: NodeId) {
  if (getSelection()?.isCollapsed !== false) select([node])
}

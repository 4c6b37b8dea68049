/** One wire: its curve and how far the timeline has come on it. */
import { BaseEdge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { edgeKey } from '../../shared/document/document'
import { useResult } from '../store/resultStore'
import { useProgress } from '../store/view'
import type { WireFlowEdge } from './flow'
import { pathOf } from './geometry'

export const Wire = memo(function Wire({ data, selected }: EdgeProps<WireFlowEdge>) {
  const key = data ? edgeKey(data.edge) : null
  const { current, computed, delivered } = useProgress()
  const known = useResult(r => r.run !== null)
  if (!data || !key) return null
  const state = !known
    ? 'idle'
    : current?.edges.includes(key)
      ? `current ${current.phase}`
      : delivered.has(key)
        ? 'returned'
        : computed.has(data.edge.to)
          ? 'passed'
          : 'idle'
  return (
    <BaseEdge
      path={pathOf(data.curve)}
      className={`wire ${state}${selected ? ' selected' : ''}`}
      interactionWidth={16}
    />
  )
})

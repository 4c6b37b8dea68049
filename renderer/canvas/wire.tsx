/** One wire: its curve and how far the timeline has come on it. */
import './wire.css'
import { BaseEdge, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { type Edge, edgeKey } from '../../shared/document/document'
import { useView, type View } from '../store/view'
import type { WireFlowEdge } from './flow'
import { pathOf } from './geometry'

export const Wire = memo(function Wire({ data, selected }: EdgeProps<WireFlowEdge>) {
  const state = useView(view => (data ? stateOf(view, data.edge) : 'idle'))
  if (!data) return null
  return (
    <BaseEdge
      path={pathOf(data.curve)}
      className={`wire ${state}${selected ? ' selected' : ''}`}
      interactionWidth={16}
    />
  )
})

function stateOf({ run, progress: { current, computed, delivered } }: View, edge: Edge): string {
  const key = edgeKey(edge)
  if (!run) return 'idle'
  if (current?.edges.includes(key)) return `current ${current.phase}`
  if (delivered.has(key)) return 'returned'
  return computed.has(edge.to) ? 'passed' : 'idle'
}

/** Draws any op from its record: pill, gate, loss or titled block, with its ports. */
import './circuitNode.css'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import type { CircuitNode as Placed } from '../../shared/document/document'
import { sentenceOf } from '../../shared/engine/problems'
import { opWord } from '../../shared/engine/stepWords'
import { nameToTex } from '../../shared/formula/nameToTex'
import { ops } from '../../shared/ops/index'
import type { Op } from '../../shared/ops/op'
import { useView } from '../store/view'
import { Tex } from '../ui/tex'
import { blockFormula } from './blockFormula'
import { CheckBadge } from './checkBadge'
import type { CircuitFlowNode } from './flow'
import { lookOf } from './geometry'
import { NodePorts } from './nodePorts'
import { useNodeView } from './nodeView'
import { Spoken } from './spoken'

export const CircuitNode = memo(function CircuitNode({
  data: { node },
  selected,
}: NodeProps<CircuitFlowNode>) {
  const op = ops.get(node.op)
  const view = useNodeView(node)
  const phase = useView(({ progress: { current } }) => (current?.node === node.id ? current.phase : null))
  const broken = useView(({ run }) => (run?.fault?.node === node.id ? run.fault : null))
  const faults = broken ? `${view.faults}\n${sentenceOf({ ...broken, name: node.name })}`.trim() : view.faults
  const waiting = view.waiting && !broken
  const classes = [
    'node',
    lookOf(op),
    op?.name === 'parameter' && 'learned',
    selected && 'selected',
    phase && `current ${phase}`,
    faults && (waiting ? 'waiting' : 'faulty'),
    view.isRoot && 'root',
    !op && 'unknown',
  ]
  return (
    <div data-name={node.name} className={classes.filter(Boolean).join(' ')} title={faults || undefined}>
      <Body node={node} op={op} shape={view.shape} />
      {faults && !waiting && (
        <span className="node-fault" role="img" aria-label={faults}>
          !
        </span>
      )}
      <CheckBadge node={node.id} />
      <NodePorts node={node} op={op} ports={view.ports} open={view.open} />
      <Spoken node={node} op={op} view={view} />
    </div>
  )
})

function Body({ node, op, shape }: { node: Placed; op: Op | undefined; shape: string | null }) {
  const name = <Tex>{nameToTex(node.name)}</Tex>
  switch (lookOf(op)) {
    case 'pill':
      return (
        <>
          {name}
          <span className="node-shape">{shape ?? 'no value'}</span>
        </>
      )
    case 'gate':
    case 'loss':
      return (
        <>
          <GateSymbol op={op!} />
          <span className="node-caption">
            {name} {opWord(op!)}
          </span>
        </>
      )
    case 'block':
      return (
        <>
          <div className="node-title">
            <span>{op ? opWord(op) : node.op}</span>
            {name}
          </div>
          <div className="node-formula">{op ? <Tex>{blockFormula(op)}</Tex> : 'unknown kind'}</div>
        </>
      )
  }
}

function GateSymbol({ op: { palette } }: { op: Op }) {
  return palette.glyph ? (
    <svg className="node-glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={palette.glyph} />
    </svg>
  ) : (
    <span className="node-symbol">{palette.symbol}</span>
  )
}

/** Draws any op from its record: pill, gate, loss or titled block, with its ports. */
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import type { CircuitNode as Placed } from '../../shared/document/document'
import { sentenceOf } from '../../shared/engine/problems'
import { opWord } from '../../shared/engine/stepWords'
import { formatNumber } from '../../shared/formula/formatNumber'
import { nameToTex, nameToText } from '../../shared/formula/nameToTex'
import { ops } from '../../shared/ops/index'
import type { Op } from '../../shared/ops/op'
import type { Tensor } from '../../shared/tensor/tensor'
import { useGraph, useResult } from '../store/resultStore'
import { useGradient, useProgress, useValue } from '../store/view'
import { Tex } from '../ui/tex'
import { blockFormula } from './blockFormula'
import { isNumber, shapeLabel } from './chipContent'
import type { CircuitFlowNode } from './flow'
import { inputPlace, lookOf, outputPlace, sizeOfNode } from './geometry'

export const CircuitNode = memo(function CircuitNode({
  data: { node },
  selected,
}: NodeProps<CircuitFlowNode>) {
  const op = ops.get(node.op)
  const look = lookOf(op)
  const graph = useGraph()
  const { current } = useProgress()
  const problems = graph.problems.filter(p => p.node === node.id)
  const waiting = problems.every(p => p.code === 'unwired')
  const isRoot = graph.root === node.id
  const classes = [
    'node',
    look,
    op?.name === 'parameter' && 'learned',
    selected && 'selected',
    current?.node === node.id && `current ${current.phase}`,
    problems.length > 0 && (waiting ? 'waiting' : 'faulty'),
    isRoot && 'root',
    !op && 'unknown',
  ]
  return (
    <div
      data-name={node.name}
      className={classes.filter(Boolean).join(' ')}
      title={problems.map(sentenceOf).join('\n') || undefined}
    >
      <Body node={node} op={op} />
      {problems.length > 0 && !waiting && (
        <span className="node-fault" role="img" aria-label={problems.map(sentenceOf).join(' ')}>
          !
        </span>
      )}
      <Ports node={node} op={op} />
      <Spoken node={node} op={op} problems={problems.map(sentenceOf)} isRoot={isRoot} />
    </div>
  )
})

function Body({ node, op }: { node: Placed; op: Op | undefined }) {
  const shape = useGraph().byId.get(node.id)?.shape
  const name = <Tex>{nameToTex(node.name)}</Tex>
  switch (lookOf(op)) {
    case 'pill':
      return (
        <>
          {name}
          <span className="node-shape">{shape ? shapeLabel(shape) : 'no value'}</span>
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

function Ports({ node, op }: { node: Placed; op: Op | undefined }) {
  const sources = useGraph().byId.get(node.id)?.sources ?? []
  const look = lookOf(op)
  const size = sizeOfNode(node, sources.length)
  const ports = op?.inputs ?? []
  const out = outputPlace(look, size)
  return (
    <>
      {ports.map((port, i) => {
        const { x, y } = inputPlace(look, size, i, ports.length)
        return (
          <Handle
            key={port.name}
            id={port.name}
            type="target"
            position={Position.Left}
            className={sources[i] === null ? 'port open' : 'port'}
            style={{ left: x, top: y }}
            title={port.name}
          >
            {look === 'block' && (
              <span className="port-name">
                <Tex>{port.tex}</Tex>
              </span>
            )}
          </Handle>
        )
      })}
      <Handle
        id="out"
        type="source"
        position={Position.Right}
        className="port out"
        style={{ left: out.x, top: out.y }}
      />
    </>
  )
}

/** What a screen reader hears, written to React Flow's focusable wrapper without passing through its state. */
function Spoken({
  node,
  op,
  problems,
  isRoot,
}: {
  node: Placed
  op: Op | undefined
  problems: string[]
  isRoot: boolean
}) {
  const mark = useRef<HTMLSpanElement>(null)
  const value = useValue(node.id)
  const gradient = useGradient(node.id)
  const known = useResult(r => r.run !== null)
  const said = (what: string, x: Tensor | null) =>
    `${what} ${x === null ? 'not reached' : isNumber(x.shape) ? formatNumber(x.data[0]!) : shapeLabel(x.shape)}`
  const text = [
    `${op?.palette.label ?? node.op} ${nameToText(node.name)}`,
    known && said('output value', value),
    known && said('gradient', gradient?.gradient ?? null),
    isRoot && 'backprop starts here',
    ...problems,
  ]
    .filter(Boolean)
    .join(', ')
  useEffect(() => {
    mark.current?.closest('.react-flow__node')?.setAttribute('aria-label', text)
  }, [text])
  return <span ref={mark} hidden />
}

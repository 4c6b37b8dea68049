/** A picture of a circuit that has run: as the canvas draws it at the end of the timeline, to look at only. */
import './figure.css'
import { useMemo } from 'react'
import { type CircuitNode, type Document, edgeKey } from '../../shared/document/document'
import type { Graph } from '../../shared/engine/graph'
import type { Run } from '../../shared/engine/run'
import { formatNumber } from '../../shared/formula/formatNumber'
import { ops } from '../../shared/ops/index'
import { isNumber, shapeLabel } from './chipContent'
import { type ChipSpec, chipListOf } from './chipList'
import { NodeBody } from './circuitNode'
import {
  type Box,
  boundsOf,
  boxesOf,
  curvesOf,
  endsOf,
  inputPlace,
  lookOf,
  outputPlace,
  pathOf,
  portsOf,
  stub,
} from './geometry'
import { HeatMap } from './heatMap'
import { PortLabel } from './portLabel'

interface Props {
  readonly document: Document
  readonly graph: Graph
  readonly run: Run | null
  readonly label: string
}

export function Figure({ document, graph, run, label }: Props) {
  const { boxes, curves, ends, bounds, chips } = useMemo(() => {
    const boxes = boxesOf(document)
    const [curves, ends] = [curvesOf(document, boxes), endsOf(document.circuit)]
    const { chips } = chipListOf(graph, curves, boxes, ends)
    return { boxes, curves, ends, bounds: boundsOf(boxes, ends), chips }
  }, [document, graph])
  const { x, y, width, height } = bounds
  return (
    <div className="figure" role="img" aria-label={label} style={{ width, height }}>
      <div className="figure-origin" style={{ transform: `translate(${-x}px, ${-y}px)` }}>
        <svg className="figure-wires" aria-hidden="true">
          {[...curves].map(([edge, curve]) => (
            <path key={edgeKey(edge)} d={pathOf(curve)} />
          ))}
          {[...ends].map(id => (
            <path key={id} d={stubPath(boxes.get(id)!, graph.byId.get(id)?.op)} />
          ))}
        </svg>
        {document.circuit.nodes.map(node => (
          <FigureNode key={node.id} node={node} box={boxes.get(node.id)!} {...{ document, graph }} />
        ))}
        {run && chips.map(chip => <FigureChip key={chip.key} chip={chip} run={run} />)}
      </div>
    </div>
  )
}

function stubPath(box: Box, op: Graph['nodes'][number]['op'] | undefined): string {
  const out = outputPlace(lookOf(op ?? undefined), box)
  return `M${box.x + out.x},${box.y + out.y} h${stub.length - 6}`
}

interface NodeProps {
  readonly node: CircuitNode
  readonly box: Box
  readonly document: Document
  readonly graph: Graph
}

function FigureNode({ node, box, document, graph }: NodeProps) {
  const op = ops.get(node.op)
  const look = lookOf(op)
  const shape = graph.byId.get(node.id)?.shape
  const ports = look === 'block' ? portsOf(node, document.circuit.edges) : []
  return (
    <div
      className={`node ${look}`}
      style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
    >
      <NodeBody node={node} op={op} shape={shape ? shapeLabel(shape) : null} />
      {ports.map((port, i) => (
        <div key={port} className="figure-port" style={{ top: inputPlace(look, box, i, ports.length).y }}>
          <PortLabel op={op} port={port} />
        </div>
      ))}
    </div>
  )
}

function FigureChip({ chip: { kind, node, edge, sum, x, y }, run }: { chip: ChipSpec; run: Run }) {
  const tensor =
    kind === 'value' ? run.values.get(node) : edge ? run.edgeGrads.get(edge) : run.grads.get(node)
  if (!tensor) return null
  const number = isNumber(tensor.shape) ? formatNumber(tensor.data[0]!) : null
  return (
    <div
      className={['chip', kind, number && 'number', sum && 'sum'].filter(Boolean).join(' ')}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
    >
      {sum && <span className="chip-sum">Σ</span>}
      {number ?? <HeatMap tensor={tensor} />}
    </div>
  )
}

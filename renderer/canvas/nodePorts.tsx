/** The ports of a node, each at its place; a placeholder of an unknown op has those that its wires name. */
import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import type { CircuitNode } from '../../shared/document/document'
import type { Op } from '../../shared/ops/op'
import { inputPlace, lookOf, outputPlace, sizeOfNode } from './geometry'
import { PortLabel } from './portLabel'

interface Props {
  readonly node: CircuitNode
  readonly op: Op | undefined
  /** Names, a line each; texts, so that an edit elsewhere does not repaint the node. */
  readonly ports: string
  readonly open: string
}

const lines = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'))

export const NodePorts = memo(function NodePorts({ node, op, ports, open }: Props) {
  const names = lines(ports)
  const free = lines(open)
  const look = lookOf(op)
  const size = sizeOfNode(node, names.length)
  const out = outputPlace(look, size)
  const measureAgain = useUpdateNodeInternals()
  const drawn = `${size.width} ${ports}`
  const measured = useRef(drawn)
  // React Flow measures where ports are when a node appears; a node that grew, or got other ports, must tell it.
  useEffect(() => {
    if (measured.current === drawn) return
    measured.current = drawn
    measureAgain(node.id)
  }, [drawn, measureAgain, node.id])
  return (
    <>
      {names.map((name, i) => {
        const { x, y } = inputPlace(look, size, i, names.length)
        return (
          <Handle
            key={name}
            id={name}
            type="target"
            position={Position.Left}
            className={free.includes(name) ? 'port open' : 'port'}
            style={{ left: x, top: y }}
            title={name}
          >
            {look === 'block' && <PortLabel op={op} port={name} />}
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
})

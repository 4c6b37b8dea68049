/** The canvas: the circuit in React Flow, with chips, pulses, quick-add and the legend around it. */
import '@xyflow/react/dist/base.css'
import './canvas.css'
import { Background, BackgroundVariant, Panel, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { NodeId } from '../../shared/document/document'
import { nameToText } from '../../shared/formula/nameToTex'
import { selectDocument, useDocument } from '../store/documentStore'
import { usePresenting } from '../store/presentation'
import { useSession } from '../store/sessionStore'
import { Chips } from './chips'
import { CircuitNode } from './circuitNode'
import { RefusalAtPointer } from './connecting'
import { Corner } from './corner'
import {
  applyEdgeChanges,
  applyNodeChanges,
  type CircuitFlowNode,
  flowEdges,
  flowNodes,
  type WireFlowEdge,
} from './flow'
import { boundsOf, boxesOf, curvesOf, endsOf } from './geometry'
import { Legend } from './legend'
import { type Peek, PeekCard } from './peek'
import { Pulses } from './pulses'
import { QuickAddMenu } from './quickAdd'
import { useCamera, zoomRange } from './useCamera'
import { useCanvasInput } from './useCanvasInput'
import { usePresentedCamera } from './usePresentedCamera'
import { Wire } from './wire'

const nodeTypes = { circuit: CircuitNode }
const edgeTypes = { wire: Wire }
/** While presenting, a click selects nothing and explains nothing. */
const untouched = { onClickCapture: (event: MouseEvent) => event.stopPropagation() }

/** React Flow remembers ports by node id; another document may use the same ids for other nodes, so it starts afresh. */
export function Canvas() {
  const epoch = useDocument(state => state.epoch)
  return (
    <ReactFlowProvider key={epoch}>
      <CircuitCanvas />
    </ReactFlowProvider>
  )
}

function CircuitCanvas() {
  const document = useDocument(selectDocument)
  const selectedNodes = useSession(s => s.nodes)
  const selectedEdges = useSession(s => s.edges)
  const [peek, setPeek] = useState<Peek | null>(null)
  const surface = useRef<HTMLElement>(null)

  const boxes = useMemo(() => boxesOf(document), [document])
  const curves = useMemo(() => curvesOf(document, boxes), [document, boxes])
  const ends = useMemo(() => endsOf(document.circuit), [document.circuit])
  const bounds = useMemo(() => boundsOf(boxes, ends), [boxes, ends])
  const before = useRef({ nodes: [] as CircuitFlowNode[], edges: [] as WireFlowEdge[] })
  const nodes = useMemo(() => {
    before.current.nodes = flowNodes(document, boxes, selectedNodes, before.current.nodes)
    return before.current.nodes
  }, [document, boxes, selectedNodes])
  const edges = useMemo(() => {
    const names = new Map(document.circuit.nodes.map(n => [n.id, nameToText(n.name)]))
    const nameOf = (id: NodeId) => names.get(id) ?? id
    before.current.edges = flowEdges(curves, selectedEdges, before.current.edges, nameOf)
    return before.current.edges
  }, [curves, selectedEdges, document.circuit])

  const camera = useCamera(surface, boxes, bounds)
  const input = useCanvasInput(camera, curves)
  const presenting = usePresenting()
  usePresentedCamera(document, boxes, bounds)

  // A peek belongs to the number it was opened on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the document closes it
  useEffect(() => setPeek(null), [document])

  return (
    <main
      className="canvas"
      ref={surface}
      tabIndex={-1}
      aria-label="Circuit"
      {...(presenting ? untouched : input.surface)}
    >
      <ReactFlow<CircuitFlowNode, WireFlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={applyNodeChanges}
        onEdgesChange={applyEdgeChanges}
        {...input.flow}
        minZoom={zoomRange.least}
        maxZoom={zoomRange.most}
        nodesDraggable={!presenting}
        nodesConnectable={!presenting}
        elementsSelectable={!presenting}
        connectionRadius={28}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        panOnScroll
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        nodeDragThreshold={2}
        onlyRenderVisibleElements={nodes.length > 150}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--dot)" />
        <Pulses curves={curves} />
        <Chips curves={curves} boxes={boxes} ends={ends} onPeek={setPeek} />
        {!presenting && (
          <>
            <Panel position="bottom-left">
              <Legend />
            </Panel>
            <Corner camera={camera} bounds={bounds} />
          </>
        )}
      </ReactFlow>
      {peek && <PeekCard peek={peek} />}
      <RefusalAtPointer />
      <QuickAddMenu />
      {nodes.length === 0 && (
        <div className="canvas-empty">
          <p>Drag an op here, double-click, or press Tab to add one.</p>
        </div>
      )}
    </main>
  )
}

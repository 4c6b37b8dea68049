/** The look inside a node: what it is made of as a picture, and step by step with its rules and its numbers. */
import './dialog.css'
import './insideDialog.css'
import { Dialog } from 'radix-ui'
import type { Graph, GraphNode } from '../../shared/engine/graph'
import type { Run } from '../../shared/engine/run'
import { opWord, tensorText } from '../../shared/engine/stepWords'
import { formatNumber } from '../../shared/formula/formatNumber'
import { nameToTex, nameToText } from '../../shared/formula/nameToTex'
import { tensorToTex } from '../../shared/formula/numbers'
import type { Tensor } from '../../shared/tensor/tensor'
import { Figure } from '../canvas/figure'
import { closeInside, type Inside, useInside } from '../store/insideStore'
import { graphFor } from '../store/resultStore'
import { CloseIcon } from '../ui/icons'
import { OpTile } from '../ui/opTile'
import { Tex } from '../ui/tex'
import { ruleTex } from './inspector/ruleTex'

export function InsideDialog() {
  const inside = useInside(state => state.inside)
  return (
    <Dialog.Root open={inside !== null} onOpenChange={open => !open && closeInside()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content className="dialog inside-dialog" aria-describedby={undefined}>
          {inside && <Content inside={inside} />}
          <Dialog.Close className="button icon dialog-close" aria-label="Close">
            <CloseIcon />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Content({ inside: { node, root, document, run } }: { inside: Inside }) {
  const graph = graphFor(document.circuit)
  const name = `${opWord(node.op!)} ${nameToText(node.name)}`
  const steps = graph.nodes.filter(({ op }) => op?.kind === 'computed')
  return (
    <>
      <Dialog.Title className="dialog-title">
        Inside {opWord(node.op!)} <Tex>{nameToTex(node.name)}</Tex>
      </Dialog.Title>
      <p className="dialog-text">
        The same numbers by simpler ops, at the end of both passes. The circuit stays as it is.
      </p>
      <section className="inside-scroll inside-picture" aria-label={`Picture of ${name}`}>
        <Figure document={document} graph={graph} run={run} label={`Circuit inside ${name}`} />
      </section>
      <section className="inside-scroll" aria-label={`Steps of ${name}`}>
        <table className="inside-table">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Forward</th>
              <th scope="col">Value</th>
              <th scope="col">Backward</th>
              <th scope="col">Gradient</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(step => (
              <Row key={step.id} step={step} graph={seenFrom(root, graph)} run={run} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** Gradients are those of the whole circuit's root, so it stands in the rules. */
const seenFrom = (root: GraphNode | null, graph: Graph): Graph => ({
  ...graph,
  root: root?.id ?? null,
  byId: root && !graph.byId.has(root.id) ? new Map([...graph.byId, [root.id, root]]) : graph.byId,
})

function Row({ step, graph, run }: { step: GraphNode; graph: Graph; run: Run | null }) {
  const rule = ruleTex(graph, step)!
  return (
    <tr>
      <th scope="row">
        <span className="inside-step">
          <OpTile op={step.op!} />
          <Tex>{nameToTex(step.name)}</Tex>
          <span className="inside-op">{opWord(step.op!)}</span>
        </span>
      </th>
      <td>
        <Tex>{rule.forward}</Tex>
        {rule.where.map(tex => (
          <div key={tex} className="inside-where">
            where <Tex>{tex}</Tex>
          </div>
        ))}
      </td>
      <td className="inside-value">
        <Numbers tensor={run?.values.get(step.id)} />
      </td>
      <td>
        {rule.backward.map(({ port, tex }) => (
          <div key={port}>
            <Tex>{tex}</Tex>
          </div>
        ))}
      </td>
      <td className="inside-gradient">
        <Numbers tensor={run?.grads.get(step.id)} />
      </td>
    </tr>
  )
}

function Numbers({ tensor }: { tensor: Tensor | undefined }) {
  if (!tensor) return '–'
  const tex = tensorToTex(tensor, formatNumber)
  return tex ? <Tex>{tex}</Tex> : tensorText(tensor)
}

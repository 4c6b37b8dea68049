/** A node's attributes, its part in backprop, and what it is wired to. */
import './settingsTab.css'
import type { GraphNode } from '../../../shared/engine/graph'
import type { AttrSpecs } from '../../../shared/ops/op'
import { useGraph } from '../../store/resultStore'
import { AttrField } from './attrField'
import { NodeLink, PortName } from './nodeLink'
import { RootSettings } from './rootSettings'
import { SourceField } from './sourceField'

export function SettingsTab({ known }: { known: GraphNode }) {
  const { byId } = useGraph()
  const { op, id, sources, consumers } = known
  const specs: AttrSpecs = op?.attrs ?? {}
  const first = byId.get(sources[0] ?? '')
  // Of the optional ports, those that are wired and the next one, as on the canvas.
  const next = op?.inputs.findIndex((port, i) => port.optional && !sources[i])
  return (
    <>
      {Object.entries(specs).map(([name, spec]) => (
        <AttrField
          key={name}
          node={id}
          name={name}
          spec={spec}
          value={known.attrs[name]!}
          rank={first?.shape?.length ?? null}
        />
      ))}
      {op?.kind === 'computed' && <RootSettings known={known} />}
      {op && op.inputs.length > 0 && (
        <section>
          <h3 className="caption">Wired from</h3>
          <ul className="inspector-list">
            {op.inputs.map((port, i) => {
              const source = byId.get(sources[i] ?? '')
              if (port.optional && !sources[i] && i !== next) return null
              return (
                <li key={port.name} className="inspector-input">
                  <PortName op={op} port={port.name} />
                  <SourceField to={id} port={port.name} from={sources[i] ?? null} />
                  {source && <NodeLink node={source} />}
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <section>
        <h3 className="caption">Wired to</h3>
        {consumers.length === 0 && <p className="inspector-dim">Nothing reads it.</p>}
        <ul className="inspector-list">
          {consumers.map(({ node, port }) => (
            <li key={`${node}.${port}`}>
              <NodeLink node={byId.get(node)!} />
              <span className="inspector-dim">
                into <PortName op={byId.get(node)!.op} port={port} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

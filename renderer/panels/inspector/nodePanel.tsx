/** One node: its name, and its value, gradient and settings in tabs. */
import './nodePanel.css'
import { Tabs } from 'radix-ui'
import type { CircuitNode } from '../../../shared/document/document'
import { useGraph } from '../../store/resultStore'
import { useSession } from '../../store/sessionStore'
import { NodeFindings } from './findings'
import { GradientTab } from './gradientTab'
import { InsideActions } from './insideActions'
import { NodeName } from './nodeName'
import { Problems } from './problems'
import { SettingsTab } from './settingsTab'
import { ValueTab } from './valueTab'

const tabs = { value: 'Value', gradient: 'Gradient', settings: 'Settings' } as const
type Tab = keyof typeof tabs

export function NodePanel({ node }: { node: CircuitNode }) {
  const tab = useSession(session => session.inspectorTab)
  const known = useGraph().byId.get(node.id)!
  return (
    <Tabs.Root
      className="inspector-node"
      value={tab}
      onValueChange={value => useSession.setState({ inspectorTab: value as Tab })}
    >
      <header className="inspector-header">
        <NodeName node={node} label={known.op?.palette.label ?? `unknown op “${node.op}”`} />
        <Problems node={node.id} />
        <NodeFindings node={node.id} />
        <InsideActions nodes={[node]} />
      </header>
      <Tabs.List className="tab-row" aria-label="What to inspect">
        {Object.entries(tabs).map(([value, label]) => (
          <Tabs.Trigger key={value} value={value}>
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="value" className="inspector-body" tabIndex={-1}>
        <ValueTab node={node} known={known} />
      </Tabs.Content>
      <Tabs.Content value="gradient" className="inspector-body" tabIndex={-1}>
        <GradientTab known={known} />
      </Tabs.Content>
      <Tabs.Content value="settings" className="inspector-body" tabIndex={-1}>
        <SettingsTab known={known} />
      </Tabs.Content>
    </Tabs.Root>
  )
}

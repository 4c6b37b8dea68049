/** Circuit health on screen: what was found at a node, the way from finding to finding, and whether chips are shown. */
import { useShallow } from 'zustand/react/shallow'
import type { NodeId } from '../../shared/document/document'
import type { Finding } from '../../shared/engine/healthFindings'
import { canvasActions } from './canvasActions'
import { remember, remembered } from './remembered'
import { select, useSession } from './sessionStore'
import { isShown, togglePanel } from './sidePanels'
import { useView } from './view'

type ByNode = ReadonlyMap<NodeId, readonly Finding[]>

const groups = new WeakMap<readonly Finding[], ByNode>()

/** The findings by the node they stand at, in the order of the circuit. */
function byNode(health: readonly Finding[]): ByNode {
  const known = groups.get(health)
  if (known) return known
  const made = new Map<NodeId, Finding[]>()
  for (const finding of health) {
    const here = made.get(finding.node)
    if (here) here.push(finding)
    else made.set(finding.node, [finding])
  }
  groups.set(health, made)
  return made
}

const none: readonly Finding[] = []

/** Of one node, as far as the timeline has come. */
export const useFindings = (node: NodeId): readonly Finding[] =>
  useView(useShallow(({ health }) => byNode(health).get(node) ?? none))

/** Of the whole circuit; the same list until another step changes it. */
export const useAllFindings = (): readonly Finding[] => useView(useShallow(({ health }) => health))

/** For who has such a list. */
export const findingsByNode = byNode

/** Selects a node with a finding, so that the inspector says what was found. */
export function inspectFindings(node: NodeId) {
  select([node])
  if (!isShown('inspector')) togglePanel('inspector')
}

/** As above, and brings the node into view. */
export function showFindings(node: NodeId) {
  inspectFindings(node)
  canvasActions().showNode(node)
}

/** The next node in the order of the circuit that has a finding; after the last comes the first. */
export function goToNextFinding() {
  const { graph, health } = useView.getState()
  const found = [...byNode(health).keys()]
  const order = graph?.nodes.map(({ id }) => id) ?? []
  const [selected] = useSession.getState().nodes
  const here = selected === undefined ? -1 : order.indexOf(selected)
  const next = found.find(node => order.indexOf(node) > here) ?? found[0]
  if (next !== undefined) showFindings(next)
}

const key = 'chainrule.healthChips'

/** Remembers whether chips are shown. Call once before the first paint; returns how to stop. */
export function followHealthChips(): () => void {
  useSession.setState({ healthChips: remembered(key, ['shown', 'hidden'], 'shown') === 'shown' })
  return useSession.subscribe(({ healthChips }, before) => {
    if (healthChips !== before.healthChips) remember(key, healthChips ? 'shown' : 'hidden')
  })
}

/** What can be done with the inside of what is selected: expand it, look into it, contract the group that it stands in. */
import './insideActions.css'
import type { CircuitNode } from '../../../shared/document/document'
import { groupAround } from '../../../shared/document/edit/contract'
import { opWithInside } from '../../../shared/document/edit/inside'
import { opWord } from '../../../shared/engine/stepWords'
import { nameToTex } from '../../../shared/formula/nameToTex'
import { ops } from '../../../shared/ops/index'
import { runCommand } from '../../commands/command'
import { expandingCommands } from '../../commands/expanding'
import { selectDocument, useDocument } from '../../store/documentStore'
import { Tex } from '../../ui/tex'
import { shortcutsOf } from '../shortcutKeys'

export function InsideActions({ nodes }: { nodes: readonly CircuitNode[] }) {
  const document = useDocument(selectDocument)
  const [node, ...more] = nodes
  const canExpand = node && more.length === 0 && opWithInside(node.op)
  const ids = nodes.map(({ id }) => id)
  const group = document.layout.groups[groupAround(document, ids)]
  const op = group && ops.get(group.op)
  if (!canExpand && !group) return null
  return (
    <div className="inside-actions">
      {canExpand && (
        <>
          <CommandButton id="circuit.expand" />
          <CommandButton id="circuit.lookInside" />
        </>
      )}
      {group && (
        <>
          <CommandButton id="circuit.contract" />
          <span className="inspector-dim">
            to {op ? opWord(op) : group.op}{' '}
            <Tex>{nameToTex(document.circuit.nodes.find(({ id }) => id === group.out)!.name)}</Tex>
          </span>
        </>
      )}
    </div>
  )
}

function CommandButton({ id }: { id: string }) {
  const command = expandingCommands.find(other => other.id === id)!
  return (
    <button
      type="button"
      className="button"
      title={`${command.label} (${shortcutsOf(command)[0]})`}
      onClick={() => runCommand(command)}
    >
      {command.label}
    </button>
  )
}

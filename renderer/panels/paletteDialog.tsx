/** The command palette: every command, op, node of the circuit and gallery circuit, found by typing. */
import './paletteDialog.css'
import { Command as List } from 'cmdk'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import type { CircuitNode } from '../../shared/document/document'
import { nameToTex, nameToText } from '../../shared/formula/nameToTex'
import { ops } from '../../shared/ops/index'
import { type Command, fullLabel, isEnabled, runCommand } from '../commands/command'
import { useCommands } from '../commands/commands'
import { canvasActions } from '../store/canvasActions'
import { selectCircuit, useDocument } from '../store/documentStore'
import { select, useSession } from '../store/sessionStore'
import { OpTile } from '../ui/opTile'
import { Tex } from '../ui/tex'
import { addAtCentre } from './addAtCentre'
import { findOps, fitOf } from './found'
import { shortcutsOf } from './shortcutKeys'

const fromGallery = ({ id }: Command) => id.startsWith('file.gallery.')
const other = (command: Command) => !fromGallery(command) && command.id !== 'view.commandPalette'

const close = () => useSession.setState({ commandPalette: false })

export function PaletteDialog() {
  const open = useSession(s => s.commandPalette)
  return (
    <Dialog.Root open={open} onOpenChange={commandPalette => useSession.setState({ commandPalette })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-veil" />
        <Dialog.Content
          className="dialog palette-dialog"
          aria-describedby={undefined}
          onKeyDown={event => {
            if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            close()
          }}
        >
          <Dialog.Title className="palette-dialog-title">Search commands, ops, nodes</Dialog.Title>
          <Found />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Found() {
  return (
    <List loop label="Search commands, ops, nodes" filter={(_, search, words) => fitOf(search, words ?? [])}>
      <List.Input className="palette-dialog-input" placeholder="Search commands, ops, nodes" />
      <List.List className="palette-dialog-list">
        <List.Empty className="palette-dialog-none">Nothing is called that.</List.Empty>
        <Commands heading="Commands" which={other} />
        <Ops />
        <Nodes />
        <Commands heading="Gallery" which={fromGallery} />
      </List.List>
    </List>
  )
}

interface RowProps {
  /** Unique in the list. */
  readonly value: string
  /** What it is found by; the first is what it is called. */
  readonly keywords: readonly string[]
  readonly tile?: ReactNode
  readonly hint?: string | undefined
  readonly choose: () => void
  readonly children: ReactNode
}

/** What it does may open another dialog or take the focus, so the palette is closed first. */
function Row({ value, keywords, tile, hint, choose, children }: RowProps) {
  const chosen = () => {
    close()
    setTimeout(choose)
  }
  return (
    <List.Item className="palette-dialog-row" value={value} keywords={[...keywords]} onSelect={chosen}>
      {tile}
      <span className="palette-dialog-label">{children}</span>
      {hint && <span className="shortcut-keys">{hint}</span>}
    </List.Item>
  )
}

function Commands({ heading, which }: { heading: string; which: (command: Command) => boolean }) {
  const commands = useCommands().filter(command => which(command) && isEnabled(command))
  return (
    <List.Group heading={heading}>
      {commands.map(command => (
        <Row
          key={command.id}
          value={command.id}
          keywords={[command.label, command.submenu ?? '', command.menu, ...command.keywords]}
          hint={shortcutsOf(command)[0]}
          choose={() => runCommand(command)}
        >
          {which === fromGallery ? command.label : fullLabel(command)}
        </Row>
      ))}
    </List.Group>
  )
}

function Nodes() {
  const { nodes } = useDocument(selectCircuit)
  const show = ({ id }: CircuitNode) => {
    select([id])
    canvasActions().showNode(id)
  }
  return (
    <List.Group heading="Nodes">
      {nodes.map(node => {
        const op = ops.get(node.op)
        const label = op?.palette.label ?? node.op
        return (
          <Row
            key={node.id}
            value={`node ${node.id}`}
            keywords={[node.name, nameToText(node.name), label, 'node']}
            tile={op && <OpTile op={op} />}
            hint={label}
            choose={() => show(node)}
          >
            <Tex>{nameToTex(node.name)}</Tex>
          </Row>
        )
      })}
    </List.Group>
  )
}

function Ops() {
  return (
    <List.Group heading="Add an op">
      {findOps('').flatMap(group =>
        group.ops.map(op => (
          <Row
            key={op.name}
            value={`op ${op.name}`}
            keywords={[op.palette.label, 'add', op.name, op.palette.category, ...op.palette.keywords]}
            tile={<OpTile op={op} />}
            hint={op.palette.category}
            choose={() => addAtCentre(op.name)}
          >
            {op.palette.label}
          </Row>
        )),
      )}
    </List.Group>
  )
}

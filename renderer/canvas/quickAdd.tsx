/** The small search list at the cursor: double-click, Tab, or a wire dropped on empty canvas. */
import './quickAdd.css'
import { Command } from 'cmdk'
import { useEffect, useRef } from 'react'
import type { NodeId } from '../../shared/document/document'
import type { Op } from '../../shared/ops/op'
import { currentDocument } from '../store/documentStore'
import { useSession } from '../store/sessionStore'
import { OpTile } from '../ui/opTile'
import { addOp } from './addOp'
import { fittingOps } from './fitting'
import { freeNear } from './freePlace'

const close = () => useSession.setState({ quickAdd: null })

/** The keyboard goes on at the node that was added, as soon as it is drawn. */
const focusNode = (id: NodeId) =>
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus(),
  )

/** After Escape the keyboard stays on the canvas. */
const focusCanvas = () => document.querySelector<HTMLElement>('.canvas')?.focus()

export function QuickAddMenu() {
  const open = useSession(s => s.quickAdd)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close()
    }
    addEventListener('pointerdown', outside, true)
    return () => removeEventListener('pointerdown', outside, true)
  }, [open])
  if (!open) return null
  const add = (op: Op) => {
    close()
    const { at, wire } = open
    focusNode(addOp(op.name, wire ? at : freeNear(currentDocument(), at), wire))
  }
  return (
    <div
      ref={box}
      className="quick-add"
      style={{
        left: Math.min(open.screen.x, innerWidth - 260),
        top: Math.min(open.screen.y, innerHeight - 340),
      }}
    >
      <Command
        label="Add an op"
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          close()
          focusCanvas()
        }}
      >
        <Command.Input
          autoFocus
          placeholder={open.wire ? 'Add an op to this wire' : 'Add an op'}
          className="field"
        />
        <Command.List>
          <Command.Empty>No op is called that.</Command.Empty>
          {fittingOps(currentDocument(), open.wire).map(op => (
            <Command.Item
              key={op.name}
              value={op.name}
              keywords={[op.palette.label, op.palette.category, ...op.palette.keywords]}
              onSelect={() => add(op)}
            >
              <OpTile op={op} />
              {op.palette.label}
              <span className="quick-add-category">{op.palette.category}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </div>
  )
}

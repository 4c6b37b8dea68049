/** The small search list at the cursor: double-click, Tab, or a wire dropped on empty canvas. */
import { Command } from 'cmdk'
import { useEffect, useRef } from 'react'
import type { Op } from '../../shared/ops/op'
import { useSession } from '../store/sessionStore'
import { addOp } from './addOp'
import { fittingOps } from './fitting'

const close = () => useSession.setState({ quickAdd: null })

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
    addOp(op.name, open.at, open.wire)
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
      <Command label="Add an op" onKeyDown={event => event.key === 'Escape' && close()}>
        <Command.Input
          autoFocus
          placeholder={open.wire ? 'Add an op to this wire' : 'Add an op'}
          className="field"
        />
        <Command.List>
          <Command.Empty>No op is called that.</Command.Empty>
          {fittingOps(open.wire).map(op => (
            <Command.Item
              key={op.name}
              value={op.name}
              keywords={[op.palette.label, op.palette.category, ...op.palette.keywords]}
              onSelect={() => add(op)}
            >
              <span className="symbol-tile">{op.palette.symbol}</span>
              {op.palette.label}
              <span className="quick-add-category">{op.palette.category}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </div>
  )
}

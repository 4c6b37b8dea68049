/** The palette on the left: every op to drag onto the canvas, and the circuits of the gallery to open. */
import './opPalette.css'
import { Tooltip } from 'radix-ui'
import { type DragEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import type { GalleryCircuit } from '../../shared/gallery/index'
import type { Op } from '../../shared/ops/op'
import { openFromGallery } from '../store/fileActions'
import { OpTile } from '../ui/opTile'
import { addAtCentre } from './addAtCentre'
import { findCircuits, findOps, type OpGroup } from './found'

export function OpPalette() {
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const groups = findOps(search)
  const circuits = findCircuits(search)
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.op-palette-row') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    // In the search field, Home and End move in its text.
    if (to === undefined || (at < 0 && event.key !== 'ArrowDown')) return
    event.preventDefault()
    if (to >= 0) rows[to]?.focus()
    else event.currentTarget.querySelector('input')?.focus()
  }
  return (
    <Tooltip.Provider delayDuration={700} skipDelayDuration={100} disableHoverableContent>
      <aside className="op-palette" aria-label="Ops and gallery" onKeyDown={onKeyDown}>
        <input
          className="field"
          type="search"
          placeholder="Search ops"
          aria-label="Search ops"
          value={search}
          onChange={event => setSearch(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') setSearch('')
            const first = groups[0]?.ops[0]
            if (event.key === 'Enter' && search && first) addAtCentre(first.name)
          }}
        />
        <div className="op-palette-list" ref={list}>
          {groups.map(group => (
            <Ops key={group.category} group={group} />
          ))}
          {circuits.length > 0 && <Gallery circuits={circuits} />}
          {groups.length + circuits.length === 0 && (
            <p className="op-palette-none">Nothing is called that.</p>
          )}
        </div>
      </aside>
    </Tooltip.Provider>
  )
}

function Ops({ group }: { group: OpGroup }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 className="caption" id={id}>
        {group.category}
      </h2>
      {group.ops.map(op => (
        <OpRow key={op.name} op={op} />
      ))}
    </section>
  )
}

function OpRow({ op }: { op: Op }) {
  return (
    <Tooltip.Root>
      {/* While something is dragged, the rows that it passes stay silent. */}
      <Tooltip.Trigger asChild onPointerMove={event => event.buttons !== 0 && event.preventDefault()}>
        <button
          type="button"
          className="op-palette-row"
          draggable
          onDragStart={event => startDrag(event, op)}
          onDoubleClick={() => addAtCentre(op.name)}
          // The keyboard's click has no count; the mouse's single click only picks up what is dragged.
          onClick={event => event.detail === 0 && addAtCentre(op.name)}
          aria-label={`Add ${op.palette.label}`}
        >
          <OpTile op={op} />
          {op.palette.label}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="op-palette-tip" side="right" sideOffset={10} collisionPadding={8}>
          {op.palette.about}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

function startDrag(event: DragEvent<HTMLElement>, op: Op) {
  event.dataTransfer.setData('application/x-chainrule-op', op.name)
  event.dataTransfer.effectAllowed = 'copy'
  const image = event.currentTarget.cloneNode(true) as HTMLElement
  image.classList.add('op-palette-drag')
  document.body.append(image)
  event.dataTransfer.setDragImage(image, 24, 16)
  // The browser takes its picture of the image when this event is over.
  setTimeout(() => image.remove())
}

function Gallery({ circuits }: { circuits: readonly GalleryCircuit[] }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 className="caption" id={id}>
        Gallery
      </h2>
      {circuits.map(circuit => (
        <button
          type="button"
          className="op-palette-row op-palette-circuit"
          key={circuit.id}
          onClick={event => {
            // The keys that follow are meant for the timeline of what was opened.
            event.currentTarget.blur()
            openFromGallery(circuit)
          }}
        >
          {circuit.title}
        </button>
      ))}
    </section>
  )
}

/** One equation of the derivation: its number, which selects what it tells of, the typeset formula, and a button that copies it. */
import './equationRow.css'
import { memo, useEffect, useId, useRef, useState } from 'react'
import { texOf } from '../../../shared/engine/derivation'
import type { Numbered } from '../../../shared/export/numbered'
import { usePrinting } from '../../store/derivation'
import { useSession } from '../../store/sessionStore'
import { CopyIcon, TickIcon } from '../../ui/icons'
import { Tex } from '../../ui/tex'
import { useCopied } from '../../ui/useCopied'
import { whenNear } from './whenNear'

interface Props extends Numbered {
  /** The name of what it tells of, as plain text. */
  readonly name: string
  /** The one that Tab reaches first; arrow keys take it on. */
  readonly first: boolean
  readonly onChoose: (node: string) => void
  readonly onCopied: (what: string) => void
}

export const EquationRow = memo(function EquationRow(props: Props) {
  const { equation, number, name, first, onChoose, onCopied } = props
  const row = useRef<HTMLLIElement>(null)
  const formula = useId()
  const isNear = useNear(row)
  const isChosen = useSession(({ nodes }) => nodes.has(equation.of))
  const what = number === null ? `What ${name} uses` : `Equation ${number}`
  return (
    // By keyboard the number does the same.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <li
      ref={row}
      className="equation"
      data-of={equation.of}
      data-lines={equation.right.length}
      aria-current={isChosen || undefined}
      // Who marks a part of it to copy that means no click.
      onClick={() => getSelection()?.isCollapsed !== false && onChoose(equation.of)}
    >
      <button
        type="button"
        className="equation-number"
        tabIndex={first ? 0 : -1}
        aria-label={`${what}: select ${name}`}
        aria-describedby={formula}
        onClick={event => {
          event.stopPropagation()
          onChoose(equation.of)
        }}
      >
        {number === null ? 'where' : `(${number})`}
      </button>
      <div className="equation-lines" id={formula}>
        {isNear && <Lines equation={equation} />}
      </div>
      {isNear && <CopyButton tex={texOf(equation)} what={what} onCopied={onCopied} />}
    </li>
  )
})

/** A line that is too long is broken after its signs, but not after the one that it begins with. */
const unbroken = (line: string) => line.replace(/^= /, () => String.raw`\mathord{=}\;\; `)

/** The first line holds both sides, the others go on. */
function Lines({ equation: { left, right } }: Pick<Numbered, 'equation'>) {
  const [first, ...rest] = right
  return [`${left} ${first}`, ...rest.map(unbroken)].map((line, place) => (
    // Lines of one equation never change their order.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <div className="equation-line" key={place}>
      <Tex>{String.raw`\displaystyle ${line}`}</Tex>
    </div>
  ))
}

/** True from when the row has come near the part that is seen, and on paper. */
function useNear(row: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  const printing = usePrinting(state => state.printing)
  useEffect(() => {
    const scroller = row.current?.closest('.derivation-scroll')
    return scroller && !near ? whenNear(row.current!, scroller, () => setNear(true)) : undefined
  }, [row, near])
  return near || printing
}

interface CopyProps {
  readonly tex: string
  readonly what: string
  readonly onCopied: (what: string) => void
}

function CopyButton({ tex, what, onCopied }: CopyProps) {
  const [copied, copy] = useCopied()
  return (
    <button
      type="button"
      className="equation-copy"
      data-copied={copied || undefined}
      title="Copy as LaTeX"
      aria-label={`Copy ${what[0]!.toLowerCase()}${what.slice(1)} as LaTeX`}
      onClick={event => {
        // To copy an equation is not to choose it.
        event.stopPropagation()
        copy(tex)
        onCopied(what)
      }}
    >
      {copied ? (
        <>
          <TickIcon /> Copied
        </>
      ) : (
        <CopyIcon />
      )}
    </button>
  )
}

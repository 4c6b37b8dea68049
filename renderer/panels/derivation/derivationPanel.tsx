/** The derivation as a document beside the canvas: every forward equation, then every gradient in the order of the steps. */
import './derivationPanel.css'
import './derivationPrint.css'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { numbered, titleOf } from '../../../shared/export/numbered'
import { nameToText } from '../../../shared/formula/nameToTex'
import { canvasActions } from '../../store/canvasActions'
import { derivationName, useAnyHidden, usePrinting, useSections } from '../../store/derivation'
import { selectDocument, useDocument } from '../../store/documentStore'
import { graphFor, useResult, useStale } from '../../store/resultStore'
import { select, useSession } from '../../store/sessionStore'
import { DerivationHead } from './derivationHead'
import { EquationRow } from './equationRow'
import { movesInList } from './movesInList'
import { useFollowSelection } from './useFollowSelection'

/** A step of the timeline changes nothing here. */
export const DerivationPanel = memo(function DerivationPanel() {
  const panel = useRef<HTMLElement>(null)
  const stale = useStale()
  const failed = useResult(({ failure }) => failure !== null)
  const [said, setSaid] = useState('')
  // It opens to be read: the keys reach it, and nothing in it is pressed by them.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  usePrintEvents()
  return (
    <aside
      ref={panel}
      className="derivation"
      aria-label="Derivation"
      tabIndex={-1}
      data-stale={(stale && !failed) || undefined}
    >
      <DerivationHead />
      <div className="derivation-scroll">
        <Sheet onCopied={what => setSaid(`${what} copied`)} />
      </div>
      <p className="derivation-said" role="status">
        {said}
      </p>
    </aside>
  )
})

/** A browser prints by its own menu, too. */
function usePrintEvents() {
  useEffect(() => {
    const before = () => usePrinting.setState({ printing: true })
    const after = () => usePrinting.setState({ printing: false })
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
}

function choose(node: string) {
  select([node])
  canvasActions().bringIntoView(node)
}

function Sheet({ onCopied }: { onCopied: (what: string) => void }) {
  const { about } = useDocument(selectDocument)
  const name = useDocument(({ file }) => derivationName(file.name))
  const circuit = useResult(result => result.circuit)
  const made = useSections()
  const hidden = useAnyHidden()
  const wantsNumbers = useSession(({ derivationIn }) => derivationIn === 'numbers')
  const sections = useMemo(() => (made ? numbered(made) : []), [made])
  const sheet = useRef<HTMLElement>(null)
  const [copied] = useState(() => onCopied)
  useFollowSelection(sheet)
  if (!circuit || !made) return <p className="derivation-none">Computing …</p>
  if (circuit.nodes.length === 0)
    return (
      <p className="derivation-none">Nothing to derive yet. The equations of what you build stand here.</p>
    )
  const { byId } = graphFor(circuit)
  const withoutNumbers = wantsNumbers && hidden
  const first = sections[0]?.equations[0]
  return (
    // Keys go from one number to the next, and bubble up here.
    <article className="derivation-sheet" ref={sheet} onKeyDown={movesInList}>
      <h3 className="derivation-title">{titleOf({ about, name, sections: [] })}</h3>
      {about.text.trim() !== '' && <p className="derivation-text">{about.text}</p>}
      {withoutNumbers && (
        <p className="derivation-note">
          The numbers stand here once none of them is hidden any more (see Predict).
        </p>
      )}
      {sections.map(({ title, equations, note }) => (
        <section key={title} aria-label={title} data-phase={title.toLowerCase()}>
          <h4 className="derivation-section">{title}</h4>
          <ol className="derivation-list">
            {equations.map(({ equation, number }, place) => (
              <EquationRow
                // The place in its section is what an equation is known by.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={place}
                equation={equation}
                number={number}
                name={nameToText(byId.get(equation.of)!.name)}
                first={equation === first?.equation}
                onChoose={choose}
                onCopied={copied}
              />
            ))}
          </ol>
          {note && <p className="derivation-note">{note}</p>}
        </section>
      ))}
    </article>
  )
}

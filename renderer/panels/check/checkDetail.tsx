/** Beside the table, the one tensor that is looked at: its entries as a picture and as numbers, what is left out, and the curve. */
import './checkDetail.css'
import type { LeafCheck } from '../../../shared/engine/check'
import { notesOf } from '../../../shared/engine/checkWords'
import type { Graph } from '../../../shared/engine/graph'
import { nameToTex, nameToText } from '../../../shared/formula/nameToTex'
import type { Checked } from '../../store/checkStore'
import { useHidden } from '../../store/view'
import { Tex } from '../../ui/tex'
import { HiddenNumbers } from '../predict/hiddenNumbers'
import { Curve } from './curve'
import { EntryTable } from './entryTable'
import { ErrorMap } from './errorMap'
import { LeftOutList } from './leftOutList'

interface Props {
  readonly checked: Checked
  readonly leaf: LeafCheck
  /** Of the circuit that was checked. */
  readonly graph: Graph
}

export function CheckDetail({ checked, leaf, graph }: Props) {
  const { shape } = graph.byId.get(leaf.node)!
  const { precision } = checked.choice
  const gradient = { kind: 'gradient', node: leaf.node } as const
  const hidden = useHidden(gradient)
  const root = graph.byId.get(graph.root!)!
  // What is left out has a list of its own.
  const notes = notesOf({ ...leaf, strays: [] }, graph, nameToText)
  if (hidden)
    return (
      <section className="check-detail" aria-label={`Check of ${nameToText(leaf.name)}`}>
        <div className="check-part">
          <h3 className="caption">
            <Tex>{gradientTex(root.name, leaf.name)}</Tex>
          </h3>
          <HiddenNumbers of={gradient} />
        </div>
      </section>
    )
  return (
    <section className="check-detail" aria-label={`Check of ${nameToText(leaf.name)}`}>
      <div className="check-part check-map-part">
        <h3 className="caption">
          Error of <Tex>{gradientTex(root.name, leaf.name)}</Tex>
        </h3>
        <ErrorMap leaf={leaf} shape={shape!} precision={precision} />
        {notes.map(note => (
          <p key={note}>{capital(note)}</p>
        ))}
        <LeftOutList leaf={leaf} graph={graph} />
      </div>
      <EntryTable leaf={leaf} shape={shape!} precision={precision} />
      <Curve checked={checked} leaf={leaf} />
    </section>
  )
}

const gradientTex = (root: string, leaf: string) =>
  String.raw`\partial ${nameToTex(root)}/\partial ${nameToTex(leaf)}`

const capital = (sentence: string) => sentence[0]!.toUpperCase() + sentence.slice(1)

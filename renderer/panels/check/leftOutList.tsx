/** The entries that are left out, by the node that is the reason. */
import { Fragment } from 'react'
import type { LeafCheck, LeftOut } from '../../../shared/engine/check'
import { countedPlace } from '../../../shared/engine/checkWords'
import type { Graph } from '../../../shared/engine/graph'
import { opWord } from '../../../shared/engine/stepWords'
import { formatNumber } from '../../../shared/formula/formatNumber'
import { countText } from '../../../shared/formula/quantities'
import { NodeLink } from '../inspector/nodeLink'

const mostShown = 12

export function LeftOutList({ leaf, graph }: { leaf: LeafCheck; graph: Graph }) {
  const { shape } = graph.byId.get(leaf.node)!
  return (
    <ul className="check-out" aria-label="Entries left out">
      {[...reasons(leaf)].map(([key, entries]) => (
        <li key={key}>
          <i className="check-cell out" aria-hidden="true" />
          <span>
            {entries.slice(0, mostShown).map((entry, i) => (
              <Fragment key={entry.index}>
                {i > 0 && ', '}
                <span
                  title={`backprop ${formatNumber(entry.analytic, 6)}, difference ${formatNumber(entry.numeric, 6)}`}
                >
                  {shape!.length > 0 ? `(${countedPlace(entry.index, shape!)})` : 'Its one entry'}
                </span>
              </Fragment>
            ))}
            {entries.length > mostShown && ` and ${countText(entries.length - mostShown)} more`} left out:{' '}
            <Reason entry={entries[0]!} graph={graph} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function reasons({ strays }: LeafCheck): ReadonlyMap<string, readonly LeftOut[]> {
  const found = new Map<string, LeftOut[]>()
  for (const stray of strays) {
    const key = `${stray.why} ${stray.node}`
    found.set(key, [...(found.get(key) ?? []), stray])
  }
  return found
}

function Reason({ entry: { node, why }, graph }: { entry: LeftOut; graph: Graph }) {
  const known = graph.byId.get(node)!
  const link = <NodeLink node={known} />
  switch (why) {
    case 'kink':
      return (
        <>
          the two points straddle a kink of {link} ({opWord(known.op!)})
        </>
      )
    case 'notFinite':
      return <>{link} is not a finite number at one of the two points</>
    case 'whole':
      return <>{link} reads whole numbers, and there is nothing between them</>
    case 'stepLost':
      return <>the step is lost in the rounding of the entry</>
  }
}

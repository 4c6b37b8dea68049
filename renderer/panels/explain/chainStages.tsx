/** The chain rule from the loss to a node: raw, with earlier results by their names, and in numbers. */
import { ToggleGroup } from 'radix-ui'
import { useMemo } from 'react'
import type { NodeId } from '../../../shared/document/document'
import { type Chain, chainTo } from '../../../shared/engine/chain'
import type { Quantity } from '../../../shared/engine/quantity'
import { type ChainStage, useExplain } from '../../store/explainStore'
import { graphFor, useResult } from '../../store/resultStore'
import { useView } from '../../store/view'
import { CopyTex } from '../../ui/copyTex'
import { HiddenNumbers } from '../predict/hiddenNumbers'
import { Rich } from '../timeline/richText'
import { Verdict } from './verdict'

const stages: readonly { readonly id: ChainStage; readonly label: string }[] = [
  { id: 'raw', label: 'Local derivatives' },
  { id: 'names', label: 'Earlier results by name' },
  { id: 'numbers', label: 'Numbers' },
]

export function ChainStages({ node }: { node: NodeId }) {
  const stage = useExplain(state => state.chainStage)
  const chain = useChain(node)
  const hidden = useHiddenIn(chain)
  if (!chain) return null
  return (
    <section className="timeline-card timeline-wide" aria-label="Chain from the loss">
      {chain.zero ? (
        <p>
          <Rich text={chain.zero} />
        </p>
      ) : (
        <>
          <div className="explain-chain-head">
            <ToggleGroup.Root
              type="single"
              className="segments"
              aria-label="How far the chain is worked out"
              value={stage}
              onValueChange={value => value && useExplain.setState({ chainStage: value as ChainStage })}
            >
              {stages.map(({ id, label }) => (
                <ToggleGroup.Item key={id} value={id}>
                  {label}
                </ToggleGroup.Item>
              ))}
            </ToggleGroup.Root>
            <span className="timeline-dim">{countWords(chain)}</span>
            {chain.agrees !== null && (
              <Verdict result={{ ...chain, agrees: chain.agrees, compared: 1, of: 1 }} />
            )}
          </div>
          <div className="explain-formulas explain-chain">
            {hidden && stage === 'numbers' ? (
              <HiddenNumbers of={hidden} />
            ) : (
              linesOf(chain, stage).map(tex => <CopyTex key={tex}>{tex}</CopyTex>)
            )}
          </div>
        </>
      )}
    </section>
  )
}

const countWords = ({ count, paths }: Chain): string => {
  const all = `${count.toLocaleString('en')} ${count === 1 ? 'path' : 'paths'} from the root`
  return paths.length < count ? `${all}; the first ${paths.length} are shown` : all
}

/** Each line once: two paths may come to the same numbers. */
function linesOf({ raw, replaced, paths, numbers }: Chain, stage: ChainStage): readonly string[] {
  if (stage === 'names') return texts(replaced)
  const each = paths.flatMap(path => texts(stage === 'raw' ? path.rules : path.numbers))
  const whole = texts(stage === 'raw' ? raw : numbers)
  return [...new Set(stage === 'raw' ? [...whole, ...each] : paths.length > 1 ? [...each, ...whole] : each)]
}

const texts = (lines: readonly { readonly tex: string }[]) => lines.map(({ tex }) => tex)

function useChain(node: NodeId): Chain | null {
  const { circuit, run, steps } = useResult()
  return useMemo(
    () => (circuit && run ? chainTo({ circuit, graph: graphFor(circuit), run, steps }, node) : null),
    [circuit, run, steps, node],
  )
}

/** The first hidden number that the chain's numbers would tell: of the nodes on its paths, and of what these read. */
function useHiddenIn(chain: Chain | null): Quantity | null {
  const isHidden = useView(view => view.isHidden)
  const circuit = useResult(result => result.circuit)
  if (!chain || !circuit) return null
  const { byId } = graphFor(circuit)
  const onPaths = [chain.node, ...chain.paths.flatMap(({ nodes }) => [...nodes].reverse())]
  const told = onPaths.flatMap((node): Quantity[] => [
    { kind: 'gradient', node },
    ...[node, ...(byId.get(node)?.sources ?? [])].flatMap((of): Quantity[] =>
      of === null ? [] : [{ kind: 'value', node: of }],
    ),
  ])
  return told.find(isHidden) ?? null
}

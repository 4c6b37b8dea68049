/** A caption and numbers that can only be read; a dash where the timeline has not come yet, a question where they are hidden. */
import './numbers.css'
import type { ReactNode } from 'react'
import type { Quantity } from '../../../shared/engine/quantity'
import type { Shape, Tensor } from '../../../shared/tensor/tensor'
import { openQuestion } from '../../store/predictStore'
import { useHidden } from '../../store/view'
import { Tex } from '../../ui/tex'
import { shapeWords } from './shapeEntry'
import { TensorGrid } from './tensorGrid'

interface Props {
  /** What the numbers are: in words, or as a formula. */
  readonly caption?: ReactNode
  readonly tex?: string
  readonly suffix?: string | null
  readonly label: string
  /** Of the node's own numbers; a share is asked for as the gradient that it is a part of. */
  readonly of: Exclude<Quantity, { kind: 'share' }>
  readonly tensor: Tensor | null
  readonly shape: Shape | null
  readonly stale: boolean
  /** Why there is a dash. */
  readonly waiting: string
}

export function Numbers({ caption, tex, suffix, label, of, tensor, shape, stale, waiting }: Props) {
  const known = tensor?.shape ?? shape
  const hidden = useHidden(of)
  return (
    <section>
      <h3 className="caption">
        {caption}
        {tex && <Tex>{tex}</Tex>}
        {known && ` · ${shapeWords(known)}`}
        {suffix && !hidden && ` · ${suffix}`}
      </h3>
      {hidden ? (
        <p className="inspector-waiting">
          <span aria-hidden="true">?</span> Hidden.{' '}
          <button
            type="button"
            className="inspector-link"
            onClick={() => openQuestion({ of: of.kind, node: of.node })}
          >
            Predict it
          </button>
        </p>
      ) : tensor ? (
        <TensorGrid tensor={tensor} label={label} stale={stale} />
      ) : (
        <p className="inspector-waiting">
          <span aria-hidden="true">–</span> {waiting}
        </p>
      )}
    </section>
  )
}

/** A caption and numbers that can only be read, or a dash where the timeline has not come yet. */
import './numbers.css'
import type { ReactNode } from 'react'
import type { Quantity } from '../../../shared/engine/quantity'
import type { Shape, Tensor } from '../../../shared/tensor/tensor'
import { ask } from '../../store/explainStore'
import { Tex } from '../../ui/tex'
import { shapeWords } from './shapeEntry'
import { TensorGrid } from './tensorGrid'

interface Props {
  /** What the numbers are: in words, or as a formula. */
  readonly caption?: ReactNode
  readonly tex?: string
  readonly suffix?: string | null
  readonly label: string
  readonly tensor: Tensor | null
  readonly shape: Shape | null
  readonly stale: boolean
  /** Why there is a dash. */
  readonly waiting: string
  /** What these numbers are to the engine, so that each can be explained. */
  readonly of?: Quantity | undefined
}

export function Numbers({ caption, tex, suffix, label, tensor, shape, stale, waiting, of }: Props) {
  const known = tensor?.shape ?? shape
  return (
    <section>
      <h3 className="caption">
        {caption}
        {tex && <Tex>{tex}</Tex>}
        {known && ` · ${shapeWords(known)}`}
        {suffix && ` · ${suffix}`}
      </h3>
      {tensor ? (
        <TensorGrid
          tensor={tensor}
          label={label}
          stale={stale}
          onExplain={of && (entry => ask({ quantity: of, entry }, { focus: true }))}
        />
      ) : (
        <p className="inspector-waiting">
          <span aria-hidden="true">–</span> {waiting}
        </p>
      )}
    </section>
  )
}

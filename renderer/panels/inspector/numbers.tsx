/** A caption and numbers that can only be read; a dash where the timeline has not come yet, a question where they are hidden. */
import './numbers.css'
import type { ReactNode } from 'react'
import type { Quantity } from '../../../shared/engine/quantity'
import type { Shape, Tensor } from '../../../shared/tensor/tensor'
import { ask } from '../../store/explainStore'
import { useHidden } from '../../store/view'
import { Tex } from '../../ui/tex'
import { HiddenNumbers } from '../predict/hiddenNumbers'
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
  /** What these numbers are to the engine, so that each can be explained, and predicted where it is hidden. */
  readonly of?: Quantity | undefined
}

export function Numbers({ caption, tex, suffix, label, of, tensor, shape, stale, waiting }: Props) {
  const known = tensor?.shape ?? shape
  const hidden = useHidden(of ?? null)
  return (
    <section>
      <h3 className="caption">
        {caption}
        {tex && <Tex>{tex}</Tex>}
        {known && ` · ${shapeWords(known)}`}
        {suffix && !hidden && ` · ${suffix}`}
      </h3>
      {hidden && of ? (
        <HiddenNumbers of={of} />
      ) : tensor ? (
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

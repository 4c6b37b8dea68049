/** Text with mathematics in it, as the engine's explanations give it. */
import type { RichText } from '../../../shared/engine/stepWords'
import { Tex } from '../../ui/tex'

export const Rich = ({ text }: { text: RichText }) =>
  text.map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
    typeof part === 'string' ? part : <Tex key={i}>{part.tex}</Tex>,
  )

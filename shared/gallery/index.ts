/** The circuits that come with the program: files in our own format, edited by opening and saving them. */

export interface GalleryCircuit {
  /** The file's name without `.circuit`. */
  readonly id: string
  readonly title: string
  /** The text of the file, for `parseCircuitFile`. */
  readonly text: string
}

const files = import.meta.glob<string>('./*.circuit', { query: '?raw', import: 'default', eager: true })

/** From the network that the first window shows to the small classics; files that are not named here follow. */
const order = [
  'notes-mlp-2-3-2',
  'notes-gates-2-3-2',
  'notes-mlp-2-500-2',
  'cs231n',
  'sigmoid-neuron',
  'line',
  'linear-two-hidden',
  'xor',
  'batchnorm',
  'batchnorm-golden',
]
const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)

const titleOf = (text: string): string => (JSON.parse(text) as { about: { title: string } }).about.title

export const gallery: readonly GalleryCircuit[] = Object.entries(files)
  .map(([path, text]) => ({ id: path.slice(2, -'.circuit'.length), title: titleOf(text), text }))
  .sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))

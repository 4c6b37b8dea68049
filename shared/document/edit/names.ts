/** Fresh ids and names, and why a name is refused. */
import { ops } from '../../ops/index'
import type { Category, Op } from '../../ops/op'
import type { Circuit, NodeId } from '../document'
import { forbiddenWords } from '../file/json'

/** `wanted` if no node has that name, else with the next free number: `x`, `x_2`; `W_1`, `W_2`. */
export function freshName(circuit: Circuit, wanted: string): string {
  return nextFree(new Set(circuit.nodes.map(node => node.name)), wanted)
}

/** As `freshName`, among `taken`. The result has at most 64 characters if `wanted` has. */
export function nextFree(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted
  const [, base = wanted, digits] = /^(.+)_([1-9]\d{0,8})$/u.exec(wanted) ?? []
  for (let n = digits ? Number(digits) + 1 : 2; ; n++) {
    const number = `_${n}`
    const name = [...base].slice(0, 64 - number.length).join('') + number
    if (!taken.has(name)) return name
  }
}

/** What the notes' network calls the outcome of such an op. */
const letters: Readonly<Partial<Record<Category, string>>> = {
  Layers: 'z_1',
  Activations: 'a_1',
  Losses: 'L',
  Arithmetic: 'u_1',
  'Linear algebra': 'u_1',
  Reductions: 's_1',
  Shaping: 'u_1',
}

/** The name a new node of this op asks for: `W_1` for a parameter, `x` for an input, `z_1` for a layer, `u_1` for a gate. */
export function nameFor(opName: string): string {
  const op: Op | undefined = ops.get(opName)
  if (op?.kind === 'leaf') return op.learned ? 'W_1' : op.gradient ? 'x' : 'c'
  return (op && letters[op.palette.category]) ?? opName
}

/** `n1`, `n2`, …: above every such id in use, so that one that was removed is not given out again. */
export function freshIds(circuit: Circuit, count: number): NodeId[] {
  const highest = circuit.nodes.reduce(
    (top, { id }) => Math.max(top, Number(/^n([1-9]\d{0,14})$/.exec(id)?.[1] ?? 0)),
    0,
  )
  const taken = new Set(circuit.nodes.map(node => node.id))
  const ids: NodeId[] = []
  // A file may also hold larger numbers than are counted on from here.
  for (let n = highest + 1; ids.length < count; n++) if (!taken.has(`n${n}`)) ids.push(`n${n}`)
  return ids
}

const namePattern = /^\P{Cc}{1,64}$/u

/** Why node `id` cannot be called `name`; `null` when it can. The sentence is for the person who typed it. */
export function whyNotName(circuit: Circuit, id: NodeId, name: string): string | null {
  if (name.trim() === '') return 'A node needs a name.'
  if ([...name].length > 64) return `A name has at most 64 characters; this one has ${[...name].length}.`
  if (!namePattern.test(name)) return 'A name stands on one line, without tabs or other control characters.'
  if (forbiddenWords.has(name)) return `“${name}” cannot be a name; choose another one.`
  const other = circuit.nodes.find(node => node.name === name && node.id !== id)
  return other ? `Another node is called “${name}” already; every name stands for one node.` : null
}

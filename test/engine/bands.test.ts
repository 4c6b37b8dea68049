/**
 * Work that is cut: by rows, in bands, in halves for two threads. Every cut must leave every bit as it is.
 * @module-tag long
 */
import { describe, expect, test } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { tensorOf } from '../../shared/document/tensorOf'
import { graphOf } from '../../shared/engine/graph'
import type { Ground, Precision } from '../../shared/engine/ground'
import { layoutOf } from '../../shared/engine/layout'
import { Machine } from '../../shared/engine/machine'
import { compile } from '../../shared/engine/plan'
import { programOf } from '../../shared/engine/program'
import { machineFor } from '../../shared/engine/run'
import { SecondThread } from '../../shared/engine/secondThread'
import { wasmGround } from '../../shared/engine/wasmGround'
import { cases } from '../bench/cases'
import { circuit as circuitFrom } from '../helpers/circuit'
import { randomCircuit, tall } from '../helpers/randomCircuit'

/** A thread that never starts: both halves of what is split are done by who asks. */
const never = () => new SecondThread(() => ({ postMessage: () => {} }))

/** All of a machine's numbers after one pass on a ground made differently. */
function numbersOf(
  circuit: Circuit,
  precision: Precision,
  how: (ground: Ground) => Ground,
  second?: SecondThread,
) {
  const plan = compile(circuit, graphOf(circuit))
  const program = programOf(plan)
  const layout = layoutOf(program)
  const ground = wasmGround(program, layout, precision, second)
  if (!ground) return null
  const machine = new Machine(program, layout, how(ground))
  for (const { slot, source } of plan.leaves) machine.set(plan.slots[slot]!, tensorOf(source))
  machine.forward()
  machine.backward()
  return ground.memory.slice()
}

const banded = (ground: Ground) => ground
/** Every call by itself and whole. */
const single = ({ lower, ...ground }: Ground): Ground => ({
  ...ground,
  lower: calls => calls.flatMap(call => lower([call])),
})

function expectSameBits(circuit: Circuit, precision: Precision, what: string) {
  const whole = numbersOf(circuit, precision, single)
  const wrong = (x: ReturnType<typeof numbersOf>) => x?.findIndex((y, i) => !Object.is(y, whole![i]))
  const none = whole ? -1 : undefined
  expect(wrong(numbersOf(circuit, precision, banded)), `${what}, banded`).toBe(none)
  expect(wrong(numbersOf(circuit, precision, banded, never())), `${what}, halved`).toBe(none)
}

describe.each(['float64', 'float32'] as const)('%s', precision => {
  test('random circuits of fifty rows', () => {
    for (let seed = 1; seed <= 100; seed++)
      expectSameBits(randomCircuit(seed, tall), precision, `seed ${seed}`)
  })

  test.each(['A64', 'B64'])('%s of the bench', name => {
    expectSameBits(cases.get(name)!().circuit, precision, name)
  })

  test.each([
    ['rows that leave few over', '(170,300)'],
    ['few rows', '(5,3000)'],
    ['one long row', '(20000)'],
    ['three axes', '(40,3,50)'],
  ])('%s', (_, shape) => {
    const sizes = shape.slice(1, -1).split(',').map(Number)
    const { circuit } = circuitFrom(
      `x:input=normal${shape}; w:parameter=normal(${sizes.at(-1)}); y:multiply(x,w); s:softmax(y); t:tanh(y); z:multiply(s,t); W:parameter=normal(${sizes.at(-1)},3); p:matmul(z,W); q:square(p); L:sum(q)`,
    )
    expectSameBits(circuit, precision, shape)
  })
})

test('a circuit whose leaves are changed one after the other keeps what it knows of them', () => {
  const names = Array.from({ length: 40 }, (_, i) => `p${i}`)
  const { circuit } = circuitFrom(
    `${names.map(name => `${name}:parameter=normal(200,64)`).join('; ')}; s0:tanh(p0); ${names
      .slice(1)
      .map((name, i) => `s${i + 1}:multiply(s${i},${name})`)
      .join('; ')}; L:sum(s39)`,
  )
  const assigned: number[] = []
  const second = new SecondThread(() => ({ postMessage: ({ tasks }) => void assigned.push(tasks.length) }))
  const plan = compile(circuit, graphOf(circuit))
  const machine = machineFor(plan, programOf(plan), { second })
  if (!(machine instanceof Machine)) throw new Error('the circuit is refused')
  machine.forward()
  for (let round = 0; round < 3; round++)
    for (const { slot, source } of plan.leaves) {
      machine.set(plan.slots[slot]!, tensorOf(source))
      machine.forward()
    }
  const [most] = assigned.slice(-1)
  expect(assigned.filter(count => count === most)).toHaveLength(1)
  expect(assigned.length).toBeLessThanOrEqual(2 + plan.leaves.length)
})

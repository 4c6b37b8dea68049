/**
 * Two thousand random circuits: gradients against finite differences, and every way of running a circuit against the others.
 * @module-tag long
 */
import { expect, test } from 'vitest'
import type { Circuit, NodeId } from '../../shared/document/document'
import { tensorOf } from '../../shared/document/tensorOf'
import { graphOf } from '../../shared/engine/graph'
import { Machine } from '../../shared/engine/machine'
import { compile, type Plan } from '../../shared/engine/plan'
import { type Program, programOf } from '../../shared/engine/program'
import { execute, machineFor, type Run, type RunOptions, runOf } from '../../shared/engine/run'
import { ops } from '../../shared/ops/index'
import type { ComputedOp } from '../../shared/ops/op'
import { add } from '../../shared/tensor/arithmetic'
import { sumTo } from '../../shared/tensor/broadcast'
import { normalFrom } from '../../shared/tensor/random'
import { ones, type Tensor } from '../../shared/tensor/tensor'
import { randomCircuit } from '../helpers/randomCircuit'

const WANTED = 2000
/** Beyond this the rounding of a difference says nothing about a gradient. */
const TAME = 1e3

interface Case {
  readonly seed: number
  readonly circuit: Circuit
  readonly plan: Plan
  readonly program: Program
}

const made = new Map<number, Case>()

function caseOf(seed: number): Case {
  const known = made.get(seed)
  if (known) return known
  const circuit = randomCircuit(seed)
  const plan = compile(circuit, graphOf(circuit))
  const c = { seed, circuit, plan, program: programOf(plan) }
  made.set(seed, c)
  return c
}

const machineOf = ({ plan, program }: Case, options: RunOptions = {}): Machine => {
  const machine = machineFor(plan, program, options)
  if (!(machine instanceof Machine)) throw new Error('a random circuit is too large')
  return machine
}

function runWith(c: Case, options: RunOptions = {}): Run {
  const machine = machineOf(c, options)
  machine.forward()
  machine.backward()
  return runOf(c.program, machine)
}

const leavesOf = ({ plan }: Case) =>
  plan.leaves.map(({ slot, source }) => [plan.slots[slot]!, tensorOf(source)] as const)

const sum = (x: Tensor) => x.data.reduce((total, entry) => total + entry, 0)

/** Which side of its kinks each node is on. */
function sidesOf({ plan }: Case, values: ReadonlyMap<NodeId, Tensor>): string {
  return plan.forward
    .map(({ op: name, attrs, in: slots }) => {
      const op = ops.get(name)!
      if (op.kind !== 'computed' || !op.check.sides) return ''
      const given = op.inputs.flatMap((port, i) =>
        slots[i] === null ? [] : [[port.name, values.get(plan.slots[slots[i]!]!)!] as const],
      )
      return op.check.sides(Object.fromEntries(given), attrs).data.join()
    })
    .join(';')
}

/** The derivative of the root along a random direction of all leaves at once: by differences, and by the gradients. */
function alongDirection(c: Case) {
  const machine = machineOf(c)
  machine.forward()
  machine.backward()
  const here = runOf(c.program, machine)
  const draw = normalFrom(c.seed)
  const leaves = leavesOf(c).map(([id, x]) => ({ id, x, direction: x.data.map(() => draw()) }))
  let analytic = 0
  let scale = 0
  for (const { id, direction } of leaves)
    for (const [i, g] of here.grads.get(id)?.data.entries() ?? []) {
      analytic += g * direction[i]!
      scale += Math.abs(g * direction[i]!)
    }
  const h = 1e-6
  const [up, down] = [h, -h].map(step => {
    for (const { id, x, direction } of leaves)
      if (here.grads.has(id)) machine.set(id, { ...x, data: x.data.map((v, i) => v + step * direction[i]!) })
    machine.forward()
    const { values } = runOf(c.program, machine)
    return { root: sum(values.get(here.root!)!), sides: sidesOf(c, values) }
  }) as [{ root: number; sides: string }, { root: number; sides: string }]
  const numeric = (up.root - down.root) / (2 * h)
  return { analytic, numeric, scale, here, crossed: up.sides !== down.sides, size: Math.abs(up.root) }
}

const isTame = (run: Run) =>
  !run.fault &&
  [...run.values.values(), ...run.grads.values()].every(x => x.data.every(entry => Math.abs(entry) < TAME))

test(`the gradients of ${WANTED} random circuits are those that finite differences find`, () => {
  const wrong: string[] = []
  let compared = 0
  let drawn = 0
  const nodes = new Set<string>()
  for (let seed = 1; compared < WANTED; seed++) {
    const c = caseOf(seed)
    drawn++
    const { analytic, numeric, scale, here, crossed, size } = alongDirection(c)
    if (crossed || !isTame(here)) continue
    compared++
    for (const { op } of c.circuit.nodes) nodes.add(op)
    const error = Math.abs(analytic - numeric)
    if (!(error <= 2e-6 * scale + 2e-9 * Math.max(1, size)))
      wrong.push(`seed ${seed}: ${analytic} against ${numeric} (scale ${scale})`)
  }
  expect(wrong).toEqual([])
  // The draw must reach every op, and mostly end in circuits that can be compared.
  expect([...ops.keys()].filter(name => !nodes.has(name))).toEqual([])
  expect(drawn).toBeLessThan(3 * WANTED)
})

test('a run is the same to the last bit, whether everything is computed or only what depends on a changed leaf', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const c = caseOf(seed)
    const machine = machineOf(c)
    machine.forward()
    machine.backward()
    const at = seed % c.plan.leaves.length
    const leaf = c.plan.leaves[at]!
    const x = tensorOf(leaf.source)
    const moved = { ...x, data: x.data.map(v => v + 1) }
    for (const source of [moved, x]) {
      machine.set(c.plan.slots[leaf.slot]!, source)
      machine.forward()
      machine.backward()
      const plan = { ...c.plan, leaves: c.plan.leaves.with(at, { ...leaf, source }) }
      expect(runOf(c.program, machine), `seed ${seed}`).toEqual(execute(plan))
    }
  }
})

/** The same plan by asking each op's rules directly, with the kernels as they are written: no recording, no tape. */
function byRules({ plan }: Case): { values: Tensor[]; grads: (Tensor | undefined)[] } {
  const values: Tensor[] = []
  for (const { slot, source } of plan.leaves) values[slot] = tensorOf(source)
  const given = ({ op: name, in: slots }: Plan['forward'][number]) => {
    const op = ops.get(name) as ComputedOp
    const inputs = op.inputs.flatMap((port, i) =>
      slots[i] === null ? [] : [[port.name, values[slots[i]!]!] as const],
    )
    return { op, inputs: Object.fromEntries(inputs) }
  }
  for (const step of plan.forward) {
    const { op, inputs } = given(step)
    values[step.out] = op.forward(inputs, step.attrs)
  }
  const grads: (Tensor | undefined)[] = []
  grads[plan.root!] = ones(values[plan.root!]!.shape)
  for (const step of plan.backward) {
    const { op, inputs } = given(step)
    for (const { input } of step.deliver) {
      const slot = step.in[input]!
      const rule = op.backward[op.inputs[input]!.name]!
      const dx = rule({ ...inputs, out: values[step.out]!, g: grads[step.out]! }, step.attrs)
      const gradient = sumTo(dx, values[slot]!.shape)
      grads[slot] = grads[slot] ? add(grads[slot], gradient) : gradient
    }
  }
  return { values, grads }
}

const expectNear = (got: Tensor, wanted: Tensor, what: string) => {
  expect(got.shape, what).toEqual(wanted.shape)
  const size = Math.max(...wanted.data.map(Math.abs).filter(Number.isFinite), 0)
  for (const [i, x] of wanted.data.entries()) {
    const y = got.data[i]!
    if (!Object.is(x, y) && !(Math.abs(x - y) <= 1e-12 * size)) expect.fail(`${what}[${i}]: ${y} for ${x}`)
  }
}

test('the compiled program computes what the rules say when they are asked one by one, to 1e-12', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const c = caseOf(seed)
    const run = runWith(c, { kernels: 'plain' })
    const { values, grads } = byRules(c)
    for (const [slot, id] of c.plan.slots.entries()) {
      expectNear(run.values.get(id)!, values[slot]!, `seed ${seed}, value of ${id}`)
      const g = grads[slot]
      if (g) expectNear(run.grads.get(id)!, g, `seed ${seed}, gradient of ${id}`)
    }
  }
})

/** The largest finite size among the numbers of all tensors; at least 1. */
const largest = (tensors: Iterable<Tensor>) => {
  let most = 1
  for (const { data } of tensors)
    for (const x of data) if (Number.isFinite(x)) most = Math.max(most, Math.abs(x))
  return most
}

test('WebAssembly kernels compute what the TypeScript kernels do, to 1e-12 of the largest number in play', () => {
  let compared = 0
  for (let seed = 1; seed <= 1000; seed++) {
    const c = caseOf(seed)
    const plain = runWith(c, { kernels: 'plain' })
    if (!isTame(plain)) continue
    compared++
    const fast = runWith(c)
    for (const of of ['values', 'grads', 'edgeGrads'] as const) {
      const near = 1e-12 * largest([...plain[of].values()] as Tensor[])
      for (const [key, wanted] of plain[of] as ReadonlyMap<string, Tensor>) {
        const got = (fast[of] as ReadonlyMap<string, Tensor>).get(key)!
        const wrong = wanted.data.findIndex((x, i) => !(Math.abs(x - got.data[i]!) <= near))
        if (wrong >= 0)
          expect.fail(`seed ${seed}, ${of} ${key}[${wrong}]: ${got.data[wrong]} for ${wanted.data[wrong]}`)
      }
    }
  }
  expect(compared).toBeGreaterThan(500)
})

/**
 * A real second thread: it takes its half, changes no bit, sleeps, and is never waited for where it is not there.
 * @module-tag long
 */
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Rolldown } from 'vite'
import { afterEach, beforeAll, expect, test } from 'vitest'
// @ts-expect-error plain modules of the build, without types
import { kernels } from '../../build/kernels.mjs'
import { graphOf } from '../../shared/engine/graph'
import { Machine } from '../../shared/engine/machine'
import { compile } from '../../shared/engine/plan'
import { programOf } from '../../shared/engine/program'
import { machineFor, type Run, runOf } from '../../shared/engine/run'
import { Runner } from '../../shared/engine/runner'
import { type Assignment, DONE, SecondThread } from '../../shared/engine/secondThread'
import { initialise } from '../../shared/tensor/random'
import { cases } from '../bench/cases'

let code = ''
const workers: Worker[] = []

beforeAll(async () => {
  // Loaded when the tests run: the fast check leaves them out.
  const { build } = await import('vite')
  const input = fileURLToPath(new URL('../bench/secondWorker.ts', import.meta.url))
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [kernels()],
    build: { ssr: true, write: false, rolldownOptions: { input } },
  })) as Rolldown.RolldownOutput
  code = built.output[0].code
})

afterEach(() => Promise.all(workers.splice(0).map(worker => worker.terminate())))

/** Counts the halves that the second thread has done: the last ticket that it has done is 0 as long as there are none. */
class Watched extends SecondThread {
  private controls: Int32Array[] = []

  override assign(assignment: Omit<Assignment, 'control'>) {
    const control = super.assign(assignment)
    this.controls.push(control)
    return control
  }

  get done() {
    return this.controls.reduce((sum, control) => sum + Atomics.load(control, DONE), 0)
  }
}

function spawn() {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
  workers.push(worker)
  return worker
}

const second = () => new Watched(spawn)

const { circuit } = cases.get('B64')!()
const plan = compile(circuit, graphOf(circuit))
const program = programOf(plan)

/** The bytes of all numbers of a run. */
const bitsOf = ({ values, grads, edgeGrads }: Run) =>
  Buffer.concat(
    [...values.values(), ...grads.values(), ...edgeGrads.values()].map(({ data }) =>
      Buffer.from(data.slice().buffer),
    ),
  )

const inputs = [5, 6].map(seed => initialise([64, 64], 'normal', seed))

/** `pass(i)` is a pass with input `i`; every other number of the pass before is then wrong. */
function machineWith(thread?: SecondThread) {
  const machine = machineFor(plan, program, thread && { second: thread })
  if (!(machine instanceof Machine)) throw new Error('the circuit is refused')
  const pass = (i: number) => {
    machine.set('x', inputs[i]!)
    machine.forward({ whole: true })
    machine.backward()
    return bitsOf(runOf(program, machine))
  }
  return pass
}

const alone = machineWith()
const expected = [alone(0), alone(1)]
const isRight = (pass: (i: number) => Buffer) => [0, 1, 0].every(i => pass(i).equals(expected[i]!))

/** Runs passes until one was shared: the thread takes a moment to start. */
async function untilShared(pass: (i: number) => unknown, thread: Watched) {
  for (const before = thread.done; thread.done === before; ) {
    await new Promise(resolve => setTimeout(resolve, 5))
    for (let i = 0; i < 4; i++) pass(i % 2)
  }
}

test('two threads compute what one does, to the bit, awake and after a sleep', async () => {
  const thread = second()
  const pass = machineWith(thread)
  expect(isRight(pass)).toBe(true)
  await untilShared(pass, thread)
  expect(isRight(pass)).toBe(true)
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(isRight(pass)).toBe(true)
  await untilShared(pass, thread)
  expect(isRight(pass)).toBe(true)
})

test('after its release the halves are done where they were asked for', async () => {
  const thread = second()
  const pass = machineWith(thread)
  await untilShared(pass, thread)
  thread.release()
  const { done } = thread
  expect(isRight(pass)).toBe(true)
  expect(thread.done).toBe(done)
})

test('one thread serves one machine after the other', async () => {
  const thread = second()
  await untilShared(machineWith(thread), thread)
  const pass = machineWith(thread)
  await untilShared(pass, thread)
  expect(isRight(pass)).toBe(true)
  expect(workers).toHaveLength(1)
})

test('a runner whose circuit changes gives its thread to the new one', async () => {
  const thread = second()
  const runner = new Runner({ second: thread })
  const bits = (runner: Runner, of: typeof circuit) => bitsOf(runner.run(of).run)
  await untilShared(() => runner.run(circuit), thread)
  const other = cases.get('A64')!().circuit
  await untilShared(() => runner.run(other), thread)
  expect(bits(runner, other).equals(bits(new Runner(), other))).toBe(true)
  // Another input: only what depends on it is computed again.
  const nodes = circuit.nodes.map(node =>
    node.id === 'x' ? { ...node, value: { shape: [64, 64], init: 'normal' as const, seed: 5 } } : node,
  )
  const changed = { ...circuit, nodes }
  await untilShared(() => runner.run(circuit), thread)
  expect(bits(runner, changed).equals(bits(new Runner(), changed))).toBe(true)
})

test('a thread that fails over its half leaves that half, and all others, to who asks', async () => {
  let failure: Error | null = null
  class Failing extends SecondThread {
    override assign(assignment: Omit<Assignment, 'control'>) {
      const task = { kernel: 'no such kernel' as 'add64', args: [0, 0, 0] }
      return super.assign({ ...assignment, tasks: assignment.tasks.map(() => [task]) })
    }
  }
  const thread = new Failing(() => {
    const worker = spawn()
    worker.on('error', error => {
      failure = error as Error
    })
    return worker
  })
  const pass = machineWith(thread)
  while (!failure) {
    expect(isRight(pass)).toBe(true)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  expect(String(failure)).toMatch(/not a function/)
  expect(isRight(pass)).toBe(true)
})

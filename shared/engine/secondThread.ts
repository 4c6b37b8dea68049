/** A second thread that does its half of the calls that are split: who asks, and who answers. */
import type { Kernels } from '../wasm/exports'
import type { Memory } from '../wasm/load'
import { type Task, type Work, workOf } from './tasks'

/** What one machine gives to the second thread. Plain data, but for the shared memory and the compiled kernels. */
export interface Assignment {
  readonly control: Int32Array
  readonly module: object
  readonly memory: Memory
  readonly tasks: readonly (readonly Task[])[]
}

/** Places in `control`. */
const TICKET = 0
const COMMAND = 1
const DONE = 2
const READY = 3
const ASLEEP = 4
const LEAVE = -1

/** How often the second thread looks for a task before it sleeps: some tens of microseconds, longer than a pass goes without one. */
const looks = 20_000

/** The side that asks. Nothing waits for a thread that is starting or asleep: its half is then done by who asks. */
export class SecondThread {
  private readonly spawn: () => { postMessage(message: Assignment): void }
  private worker: ReturnType<typeof this.spawn> | null = null
  private control: Int32Array | null = null

  constructor(spawn: () => { postMessage(message: Assignment): void }) {
    this.spawn = spawn
  }

  /** From now on it does tasks of this machine; what it was given before is forgotten. */
  assign(memory: Memory, module: object, tasks: Assignment['tasks']) {
    this.release()
    this.worker ??= this.spawn()
    this.control = new Int32Array(new SharedArrayBuffer(32))
    this.worker.postMessage({ control: this.control, module, memory, tasks })
  }

  release() {
    if (this.control) hand(this.control, LEAVE)
    this.control = null
  }

  /** Work whose other half is task list `index` of the last assignment; `other` does it here. */
  shared(index: number, own: Work, other: Work): Work {
    const control = this.control!
    return () => {
      if (Atomics.load(control, READY) === 0) return alone()
      if (Atomics.load(control, ASLEEP) === 1) {
        Atomics.notify(control, TICKET)
        return alone()
      }
      const ticket = hand(control, index)
      own()
      while (Atomics.load(control, DONE) !== ticket);
    }
    function alone() {
      own()
      other()
    }
  }
}

/** The command first, then the ticket: who sees the new ticket sees its command. */
function hand(control: Int32Array, command: number): number {
  Atomics.store(control, COMMAND, command)
  const ticket = (Atomics.add(control, TICKET, 1) + 1) | 0
  // It may have gone to sleep after it was last seen awake.
  if (Atomics.load(control, ASLEEP) === 1) Atomics.notify(control, TICKET)
  return ticket
}

/** The side that answers: does tasks until it is told to leave. `kernels` are those of the assignment's memory. */
export function serve({ control, tasks }: Assignment, kernels: Kernels) {
  const works = tasks.map(list => workOf(kernels, list))
  let ticket = 0
  Atomics.store(control, READY, 1)
  for (;;) {
    ticket = nextTicket(control, ticket)
    const command = Atomics.load(control, COMMAND)
    if (command === LEAVE) return
    works[command]!()
    Atomics.store(control, DONE, ticket)
  }
}

function nextTicket(control: Int32Array, last: number): number {
  for (;;) {
    for (let i = 0; i < looks; i++) {
      const ticket = Atomics.load(control, TICKET)
      if (ticket !== last) return ticket
    }
    Atomics.store(control, ASLEEP, 1)
    Atomics.wait(control, TICKET, last)
    Atomics.store(control, ASLEEP, 0)
  }
}

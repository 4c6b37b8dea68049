/** A second thread that does its half of the calls that are split: who asks, and who answers. */
import { kernelsOf, type Memory } from '../wasm/load'
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
/** The last ticket that one of the two has taken, and the last that the second thread has done. */
const TAKEN = 2
export const DONE = 3
/** 1 while the second thread does tasks. */
const READY = 4
/** 1 while the second thread sleeps until there is a task, and while the first sleeps until one is done. */
const ASLEEP = 5
const WAITING = 6
/** 1 when no more tasks will come, or none can be done. */
const ENDED = 7
const places = 8

/** How often a thread looks for the other before it sleeps: some tens of microseconds, longer than a pass goes without a task. */
const looks = 20_000

/** The side that asks. */
export class SecondThread {
  private readonly spawn: () => { postMessage(message: Assignment): void }
  private worker: ReturnType<typeof this.spawn> | null = null
  private control: Int32Array | null = null

  /** `spawn` starts a thread that gives every message to `serve`. */
  constructor(spawn: () => { postMessage(message: Assignment): void }) {
    this.spawn = spawn
  }

  /** From now on it does these tasks, and no others; what `sharedWork` needs to ask for them. */
  assign({ memory, module, tasks }: Omit<Assignment, 'control'>): Int32Array {
    this.release()
    this.worker ??= this.spawn()
    const control = new Int32Array(new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT))
    this.worker.postMessage({ control, module, memory, tasks })
    this.control = control
    return control
  }

  /** It forgets what it was assigned, and the memory with it. */
  release() {
    if (this.control) {
      Atomics.store(this.control, ENDED, 1)
      hand(this.control, 0)
    }
    this.control = null
  }
}

/**
 * Work whose other half is list `index` of the tasks under `control`. Nothing waits for a thread that is starting, asleep, gone or
 * kept from the processor by others: as long as it has not begun, its half is done here, which is what `other` does.
 */
export function sharedWork(control: () => Int32Array | null, index: number, own: Work, other: Work): Work {
  return () => {
    const at = control()
    const awake = at && Atomics.load(at, READY) === 1 && Atomics.load(at, ENDED) === 0
    if (awake && Atomics.load(at, ASLEEP) === 0) {
      const ticket = hand(at, index)
      own()
      if (take(at, ticket)) return other()
      untilDone(at, ticket)
      // It failed over this very half.
      if (Atomics.load(at, ENDED) === 1) other()
      return
    }
    if (awake) Atomics.notify(at, TICKET)
    own()
    other()
  }
}

/** True for the first of the two threads that asks. */
const take = (control: Int32Array, ticket: number): boolean => {
  const before = (ticket - 1) | 0
  return Atomics.compareExchange(control, TAKEN, before, ticket) === before
}

function untilDone(control: Int32Array, ticket: number) {
  for (let i = 0; i < looks; i++) if (Atomics.load(control, DONE) === ticket) return
  Atomics.store(control, WAITING, 1)
  for (let done = Atomics.load(control, DONE); done !== ticket; done = Atomics.load(control, DONE))
    Atomics.wait(control, DONE, done)
  Atomics.store(control, WAITING, 0)
}

/** The command first, then the ticket: who sees the new ticket sees its command. */
function hand(control: Int32Array, command: number): number {
  Atomics.store(control, COMMAND, command)
  const ticket = (Atomics.add(control, TICKET, 1) + 1) | 0
  // It may have gone to sleep after it was last seen awake.
  if (Atomics.load(control, ASLEEP) === 1) Atomics.notify(control, TICKET)
  return ticket
}

/** The side that answers: does tasks until they have ended. */
export function serve({ control, module, memory, tasks }: Assignment) {
  const kernels = kernelsOf(module, memory)
  const works = tasks.map(list => workOf(kernels, list))
  let ticket = 0
  Atomics.store(control, READY, 1)
  for (;;) {
    ticket = nextTicket(control, ticket)
    if (Atomics.load(control, ENDED) === 1) return
    if (!take(control, ticket)) continue
    try {
      works[Atomics.load(control, COMMAND)]!()
    } catch (error) {
      Atomics.store(control, ENDED, 1)
      throw error
    } finally {
      Atomics.store(control, DONE, ticket)
      if (Atomics.load(control, WAITING) === 1) Atomics.notify(control, DONE)
    }
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

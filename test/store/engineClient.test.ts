import { beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  type EngineClient,
  engineClient,
  patienceMs,
  type Request,
  type Told,
  type WorkerLike,
} from '../../renderer/engine/client'
import type { Circuit } from '../../shared/document/document'
import { circuit } from '../helpers/circuit'

/** A worker that answers when it is told to. */
class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onmessageerror: WorkerLike['onmessageerror'] = null
  onerror: WorkerLike['onerror'] = null
  readonly asked: Request[] = []
  terminated = false
  postMessage(request: unknown) {
    this.asked.push(request as Request)
  }
  terminate() {
    this.terminated = true
  }
  answer(at = this.asked.length - 1) {
    const answer = { id: this.asked[at]!.id, ok: true, run: {}, steps: [] } as unknown as Answer
    this.onmessage?.({ data: answer } as MessageEvent<Answer>)
  }
  tell(done: number) {
    const told: Told = { id: this.asked.at(-1)!.id, progress: { node: 'x', done, of: 10 } }
    this.onmessage?.({ data: told } as MessageEvent<Told>)
  }
  die(message = '') {
    this.onerror?.(Object.assign(new Event('error'), { message }) as ErrorEvent)
  }
}

const workers: FakeWorker[] = []
const timers: { run: () => void; ms: number; stopped: boolean }[] = []
const answers: [string, Answer][] = []
const spawn = () => {
  workers.push(new FakeWorker())
  return workers.at(-1)!
}
const wait = (run: () => void, ms: number) => {
  const timer = { run, ms, stopped: false }
  timers.push(timer)
  return () => {
    timer.stopped = true
  }
}
/** Time goes by until every running timer has rung. */
const later = () => {
  for (const timer of timers.splice(0)) if (!timer.stopped) timer.run()
}

const [a, b, c] = ['x:input=1', 'x:input=2', 'x:input=3'].map(text => circuit(text).circuit) as [
  Circuit,
  Circuit,
  Circuit,
]
const nameOf = new Map([
  [a, 'a'],
  [b, 'b'],
  [c, 'c'],
])
let client: EngineClient
const run = (of: Circuit) => client.run(of, answer => answers.push([nameOf.get(of)!, answer]))
const asked = (worker: FakeWorker) => worker.asked.map(request => nameOf.get(request.circuit))
const answered = () => answers.map(([name, { ok }]) => [name, ok])

beforeEach(() => {
  for (const list of [workers, timers, answers]) list.length = 0
  client = engineClient('run', spawn, wait)
})

describe('asking the engine', () => {
  test('tells the worker which kind of question it is', () => {
    engineClient('measure', spawn, wait).run(a, () => {})
    run(b)
    expect(workers.map(worker => worker.asked.map(({ kind }) => kind))).toEqual([['measure'], ['run']])
  })

  test('tells the worker what was chosen, and hears how far it is until the answer comes', () => {
    const heard: number[] = []
    const choice = { most: 7 }
    const done = () => heard.push(-1)
    engineClient('check', spawn, wait).run(a, done, { choice, hear: ({ done }) => heard.push(done) })
    expect(workers[0]!.asked[0]).toMatchObject({ kind: 'check', choice })
    workers[0]!.tell(3)
    workers[0]!.tell(5)
    workers[0]!.answer()
    workers[0]!.tell(7)
    expect(heard).toEqual([3, 5, -1])
  })

  test('hears nothing more of what was given up', () => {
    const heard: number[] = []
    const checker = engineClient('check', spawn, wait)
    checker.run(a, () => {}, { hear: ({ done }) => heard.push(done) })
    checker.cancel()
    expect(workers[0]!.terminated).toBe(true)
    workers[0]!.tell(3)
    checker.run(b, () => {}, { hear: ({ done }) => heard.push(100 + done) })
    workers[0]!.tell(4)
    workers[1]!.tell(5)
    expect(heard).toEqual([105])
  })

  test('calls back once with the answer', () => {
    run(a)
    workers[0]!.answer()
    expect(answered()).toEqual([['a', true]])
  })

  test('keeps one worker for all runs', () => {
    run(a)
    workers[0]!.answer()
    run(b)
    workers[0]!.answer()
    expect(workers).toHaveLength(1)
    expect(answered()).toEqual([
      ['a', true],
      ['b', true],
    ])
  })
})

describe('while one circuit is computed', () => {
  test('newer ones wait, and only the newest of them is asked for', () => {
    run(a)
    run(b)
    run(c)
    expect(asked(workers[0]!)).toEqual(['a'])
    workers[0]!.answer()
    expect(asked(workers[0]!)).toEqual(['a', 'c'])
  })

  test('the answer to it is dropped when a newer one waits', () => {
    run(a)
    run(b)
    workers[0]!.answer()
    expect(answered()).toEqual([])
    workers[0]!.answer()
    expect(answered()).toEqual([['b', true]])
  })

  test('a second answer to the same question is dropped', () => {
    run(a)
    workers[0]!.answer()
    workers[0]!.answer()
    expect(answered()).toEqual([['a', true]])
  })
})

describe('a circuit that waits too long', () => {
  test('has the running one stopped and is asked for in a new worker', () => {
    run(a)
    run(b)
    expect(timers.map(timer => timer.ms)).toEqual([patienceMs])
    later()
    expect(workers[0]!.terminated).toBe(true)
    expect(asked(workers[1]!)).toEqual(['b'])
    workers[1]!.answer()
    expect(answered()).toEqual([['b', true]])
  })

  test('has waited since the first newer one came, so that steady typing is not put off for ever', () => {
    run(a)
    run(b)
    run(c)
    expect(timers).toHaveLength(1)
    later()
    expect(asked(workers[1]!)).toEqual(['c'])
  })

  test('makes what the stopped worker still says count for nothing', () => {
    run(a)
    run(b)
    later()
    workers[0]!.answer()
    workers[0]!.die()
    workers[1]!.answer()
    expect(answered()).toEqual([['b', true]])
  })

  test('is not waited for any more once it is being computed', () => {
    run(a)
    run(b)
    workers[0]!.answer()
    later()
    expect(workers[0]!.terminated).toBe(false)
  })

  test('does not stop a run behind which nothing waits, however long it takes', () => {
    run(a)
    later()
    expect(workers[0]!.terminated).toBe(false)
  })
})

describe('cancelling', () => {
  test('ends the worker at once; nobody hears of its circuit, nor of the one that waited', () => {
    run(a)
    run(b)
    client.cancel()
    expect(workers[0]!.terminated).toBe(true)
    workers[0]!.answer()
    later()
    expect(answers).toEqual([])
    expect(workers).toHaveLength(1)
  })

  test('leaves the engine ready for the next circuit, and is nothing while it rests', () => {
    run(a)
    client.cancel()
    run(b)
    workers[1]!.answer()
    client.cancel()
    expect(workers[1]!.terminated).toBe(false)
    expect(answered()).toEqual([['b', true]])
  })
})

describe('a worker that dies', () => {
  test('is told of once, with the next answer', () => {
    run(a)
    workers[0]!.die()
    workers[1]!.answer()
    run(b)
    workers[1]!.answer()
    expect(answers.map(([, answer]) => answer.ok && answer.revived === true)).toEqual([true, false])
  })

  test('is replaced, and the circuit is asked for again', () => {
    run(a)
    workers[0]!.die('out of memory')
    expect(workers[0]!.terminated).toBe(true)
    workers[1]!.answer()
    expect(answered()).toEqual([['a', true]])
  })

  test('twice over the same circuit gives its reason', () => {
    run(a)
    workers[0]!.die('out of memory')
    workers[1]!.die('out of memory')
    expect(answers).toEqual([['a', { id: expect.any(Number), ok: false, reason: 'out of memory' }]])
    expect(workers).toHaveLength(2)
  })

  test('without a word is told in a sentence', () => {
    run(a)
    workers[0]!.die()
    workers[1]!.die()
    expect(answers[0]![1]).toMatchObject({ ok: false, reason: 'The engine stopped unexpectedly.' })
  })

  test('does not stop the next circuit from being computed', () => {
    run(a)
    workers[0]!.die()
    workers[1]!.die()
    run(b)
    workers[2]!.answer()
    expect(answered()).toEqual([
      ['a', false],
      ['b', true],
    ])
  })

  test('makes way for the newest circuit when one waits', () => {
    run(a)
    run(b)
    workers[0]!.die()
    expect(asked(workers[1]!)).toEqual(['b'])
    workers[1]!.die()
    workers[2]!.answer()
    expect(answered()).toEqual([['b', true]])
  })

  test('includes one whose answer cannot be read', () => {
    run(a)
    workers[0]!.onmessageerror?.(new MessageEvent('messageerror'))
    workers[1]!.answer()
    expect(answered()).toEqual([['a', true]])
  })

  test('while nothing is asked of it is replaced at the next question', () => {
    run(a)
    workers[0]!.answer()
    workers[0]!.die()
    run(b)
    expect(asked(workers[1]!)).toEqual(['b'])
  })

  test('is no error of the page as well', () => {
    run(a)
    const event = Object.assign(new Event('error', { cancelable: true }), { message: '' }) as ErrorEvent
    workers[0]!.onerror!(event)
    expect(event.defaultPrevented).toBe(true)
  })
})

/** One run of the bench, in a process of its own: opens the peers, asks everybody in turn, writes the report. Started by bench.mjs. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import type { Precision } from '../../shared/engine/ground'
import { agrees, distanceOf } from './agree'
import { type Case, cases, taskOf } from './cases'
import type { Contestant, Opened, Prepared, Result } from './contestant'
import { measure, type Pace } from './measure'
import { prepareOurs, threads } from './ours'
import { tableOf } from './table'
import { type Score, targets, type Verdict, verdictOf } from './targets'

interface Options {
  readonly quick: boolean
  readonly only: readonly string[]
  /** Where the report goes, and the address of the folder of peers. */
  readonly json: string
  readonly peers: string
}

interface CaseScore extends Score {
  readonly quartilesUs?: readonly [number, number]
  readonly passes?: number
  /** The largest relative error against our float64, and of what. */
  readonly error?: number
  readonly errorOf?: string
}

export interface Report {
  readonly node: string
  readonly cores: number
  readonly relaxedSimd: boolean
  readonly threads: number
  readonly pace: Pace
  /** The version of each peer, or why it is missing. */
  readonly peers: Readonly<Record<string, string>>
  readonly warnings: readonly string[]
  readonly contestants: readonly { readonly key: string; readonly label: string }[]
  readonly cases: Readonly<
    Record<string, { readonly title: string; readonly scores: Readonly<Record<string, CaseScore>> }>
  >
  readonly targets: readonly Verdict[]
}

const peerFiles = ['torch', 'tfjs', 'jaxjs', 'micrograd']
const full: Pace = { rounds: 21, loopMs: 30, warmMs: 300 }
const quick: Pace = { rounds: 5, loopMs: 10, warmMs: 50 }

/** A module that needs relaxed SIMD: `f32x4.relaxed_madd` of three arguments. */
const relaxed = Uint8Array.from(
  Buffer.from('0061736d0100000001080160037b7b7b017b030201000a0d010b00200020012002fd85020b', 'hex'),
)

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
const say = (line: string) => process.stdout.write(`${line}\n`)

async function run(options: Options) {
  const unknown = options.only.filter(name => !cases.has(name))
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no case ${unknown.join(', ')}. The cases are ${[...cases.keys()].join(', ')}.\n`,
    )
    process.exitCode = 2
    return
  }
  const opened = await openPeers(options.peers)
  const pace = options.quick ? quick : full
  const about = {
    node: process.version,
    cores: availableParallelism(),
    relaxedSimd: WebAssembly.validate(relaxed),
    threads,
    pace,
    peers: Object.fromEntries(
      opened.map(([file, peer]) => [file, 'missing' in peer ? peer.missing : peer.version]),
    ),
    warnings: opened.flatMap(([, peer]) => ('warning' in peer && peer.warning ? [peer.warning] : [])),
  }
  say(`Node ${about.node}, ${about.cores} cores; relaxed SIMD ${about.relaxedSimd ? 'on' : 'off'}`)
  say(`ours: ${threads === 1 ? '1 thread' : `${threads} threads`}`)
  for (const [file, version] of Object.entries(about.peers)) say(`${file}: ${version}`)

  const peers = opened.flatMap(([, peer]) => ('missing' in peer ? [] : peer.contestants))
  const contestants = [
    { key: 'ours64', label: 'ours f64' },
    { key: 'ours32', label: 'ours f32' },
    ...peers.map(({ key, label }) => ({ key, label })),
  ]
  const names = options.only.length > 0 ? options.only : [...cases.keys()]
  const found: Record<string, Report['cases'][string]> = {}
  for (const name of names) {
    say(`measuring ${name} …`)
    const made = cases.get(name)!()
    found[name] = { title: made.title, scores: await scoresOf(made, peers, pace) }
  }
  for (const [, peer] of opened) if (!('missing' in peer)) await peer.close?.()

  const scores = Object.fromEntries(Object.entries(found).map(([name, of]) => [name, of.scores]))
  const verdicts = targets.filter(t => names.includes(t.case)).map(target => verdictOf(target, scores))
  const report: Report = { ...about, contestants, cases: found, targets: verdicts }
  mkdirSync(dirname(options.json), { recursive: true })
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
  say(`\n${tableOf(report)}\n\nwritten to ${options.json}`)
}

/** Every peer, there or not: one that cannot be loaded is missing, with its own words. */
async function openPeers(folder: string): Promise<[string, Opened][]> {
  const opened: [string, Opened][] = []
  for (const file of peerFiles) {
    try {
      const { open } = await import(/* @vite-ignore */ `${folder}/${file}.mjs`)
      opened.push([file, await open()])
    } catch (error) {
      opened.push([file, { missing: `could not be started: ${wordsOf(error)}` }])
    }
  }
  return opened
}

/** All that take this case, checked against our float64 and timed together. */
async function scoresOf(
  made: Case,
  peers: readonly Contestant[],
  pace: Pace,
): Promise<Record<string, CaseScore>> {
  const task = taskOf(made)
  const wanted = made.parts.flatMap(part => part.leaves)
  const own = (precision: Precision): Contestant => ({
    key: precision === 'float64' ? 'ours64' : 'ours32',
    label: 'ours',
    precision,
    prepare: () => prepareOurs(made.circuit, precision, wanted),
  })
  const ready: { contestant: Contestant; prepared: Prepared; result: Result }[] = []
  for (const contestant of [own('float64'), own('float32'), ...peers]) {
    try {
      const prepared = await contestant.prepare(task)
      if (!prepared) continue
      prepared.step?.()
      ready.push({ contestant, prepared, result: await prepared.read() })
    } catch (error) {
      if (!peers.includes(contestant)) throw error
      say(`  ${contestant.label} is left out: ${wordsOf(error)}`)
    }
  }
  const timings = await measure(
    ready.map(({ prepared }) => prepared),
    pace,
  )
  const scores: Record<string, CaseScore> = {}
  for (const [i, { contestant, prepared, result }] of ready.entries()) {
    const distance = distanceOf(made.parts, ready[0]!.result, result)
    scores[contestant.key] = {
      ...timings[i]!,
      agrees: agrees(distance, contestant.precision),
      error: distance.error,
      errorOf: distance.of,
    }
    await prepared.close?.()
  }
  return scores
}

await run(JSON.parse(process.argv[2]!))

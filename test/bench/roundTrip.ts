/** `npm run bench:roundTrip`: in a real Chromium, from a changed number to the new run in the app's own worker and back. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
// @ts-expect-error plain modules of the build, without types
import { freshen } from '../../build/fresh.mjs'
// @ts-expect-error see above
import { serve } from '../../build/serve.mjs'
import type { Request } from '../../renderer/engine/client'
import { parseCircuitFile } from '../../shared/document/file/parse'
import { launchChromium } from '../helpers/chromium'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const rounds = 300

await freshen()
const { url, close } = (await serve({ root: at('../../out/renderer') })) as {
  url: string
  close: () => Promise<void>
}
const worker = readdirSync(at('../../out/renderer/assets')).find(name => /^worker-.*\.js$/.test(name))!
const browser = await launchChromium()
const page = await browser.newPage()
await page.goto(url)
for (const name of ['notes-mlp-2-3-2', 'notes-mlp-2-500-2']) {
  const parsed = parseCircuitFile(readFileSync(at(`../../shared/gallery/${name}.circuit`), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.reason)
  const { circuit } = parsed.document
  const plain = {
    ...circuit,
    nodes: circuit.nodes.map(node => {
      const { value } = node
      return value && 'data' in value ? { ...node, value: { ...value, data: Array.from(value.data) } } : node
    }),
  }
  const times = await page.evaluate(
    async ({ plain, worker, rounds }) => {
      const engine = new Worker(`assets/${worker}`, { type: 'module' })
      const nodes = plain.nodes.map(node => {
        const { value } = node
        return value && 'data' in value
          ? { ...node, value: { ...value, data: Float64Array.from(value.data) } }
          : node
      })
      const input = nodes.findIndex(node => node.op === 'input')
      const taken: number[] = []
      for (let id = 0; id < rounds; id++) {
        // A number is changed as an edit does it: a new tensor in a new circuit.
        const node = nodes[input] as unknown as {
          value: { shape: readonly number[]; data?: ArrayLike<number> }
        }
        const data = Float64Array.from(node.value.data ?? [0, 0])
        data[0] = Math.sin(id)
        const changed = nodes.with(input, {
          ...nodes[input]!,
          value: { shape: node.value.shape, data },
        } as never)
        const start = performance.now()
        const answer = await new Promise<{ ok: boolean; reason?: string }>(resolve => {
          engine.onmessage = ({ data }) => resolve(data)
          const kind: Request['kind'] = 'run'
          engine.postMessage({ id, kind, circuit: { ...plain, nodes: changed } })
        })
        if (!answer.ok) throw new Error(answer.reason)
        taken.push(performance.now() - start)
      }
      engine.terminate()
      return taken.slice(20).sort((a, b) => a - b)
    },
    { plain, worker, rounds },
  )
  const quantile = (q: number) => times[Math.floor(q * (times.length - 1))]!.toFixed(2)
  process.stdout.write(`${name}: median ${quantile(0.5)} ms, 95 % within ${quantile(0.95)} ms\n`)
}
await browser.close()
await close()

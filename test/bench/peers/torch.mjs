/** PyTorch on one thread, float64 and float32: a Python process that lives as long as the bench and is asked for a round at a time. */
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** GFLOP/s of float32 on one core that any BLAS made for speed exceeds; the reference BLAS reaches about 6. */
const SLOW = 20
const warning =
  'This PyTorch has no optimised BLAS, so its times for A and B from batch 64 say nothing about PyTorch (Debian: libopenblas0-pthread)'

/** The first Python that can import torch; `null` when none can. */
function pythonWithTorch() {
  const tried = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'].filter(Boolean)
  return tried.find(python => spawnSync(python, ['-c', 'import torch']).status === 0) ?? null
}

export async function open() {
  const python = pythonWithTorch()
  if (python === null)
    return { missing: 'PyTorch was not found: neither $PYTHON nor python3 can import torch' }
  const file = fileURLToPath(new URL('torchPeer.py', import.meta.url))
  const child = spawn(python, [file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  // A process that ended is noticed when its answer does not come.
  child.stdin.on('error', () => {})
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async request => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await answers.next()
    if (done) throw new Error('PyTorch’s process ended; what it said stands above')
    return JSON.parse(value)
  }
  const { version, f32, f64 } = await ask({ do: 'about' })
  const contestant = (key, label, precision) => ({
    key,
    label,
    precision,
    prepare: task => prepareWith(ask, `${task.name} ${precision}`, task, precision),
  })
  return {
    version: `${version}, 1 thread, matrix products ${f32.toFixed(0)} GFLOP/s in f32, ${f64.toFixed(0)} in f64`,
    ...(f32 < SLOW && { warning }),
    contestants: [
      contestant('torch64', 'PyTorch f64', 'float64'),
      contestant('torch32', 'PyTorch f32', 'float32'),
    ],
    close: () => child.stdin.end(),
  }
}

const encode = data => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')
const decode = text => new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)

async function prepareWith(ask, id, task, precision) {
  const leaves = task.leaves.map(leaf => ({ ...leaf, data: encode(leaf.data) }))
  await ask({
    do: 'prepare',
    id,
    precision,
    task: { ...task, leaves, slots: task.leaves.length + task.steps.length },
  })
  const wanted = task.leaves.filter(leaf => leaf.wanted)
  return {
    time: passes => ask({ do: 'time', id, passes }),
    async read() {
      const { loss, gradients } = await ask({ do: 'read', id })
      return { loss, gradients: new Map(wanted.map((leaf, i) => [leaf.id, decode(gradients[i])])) }
    },
    close: () => ask({ do: 'close', id }),
  }
}

/** jax-js on its WebAssembly backend, float32: `jit` of `valueAndGrad`, compiled before the clock starts. */
import { readFileSync } from 'node:fs'

export async function open() {
  let jax
  try {
    jax = await import('@jax-js/jax')
  } catch (error) {
    return { missing: `jax-js is not installed (${error.code ?? error.message})` }
  }
  const devices = await jax.init('wasm')
  if (!devices.includes('wasm')) return { missing: 'jax-js could not start its WebAssembly backend' }
  jax.defaultDevice('wasm')
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('@jax-js/jax'))))
  // It takes several threads only where there are shared memory and web workers; Node has no web workers.
  const threads = typeof Worker === 'undefined' ? '1 thread' : 'with threads'
  const prepare = task => prepareWith(jax, task)
  return {
    version: `${version} jit, wasm, ${threads}`,
    contestants: [{ key: 'jaxjs', label: 'jax-js', precision: 'float32', prepare }],
  }
}

/** Every argument is used up by a call in jax-js; `.ref` keeps one for later. Gates read each value once per wire. */
const opsOf = ({ numpy: np, nn }) => ({
  tanh: x => np.tanh(x),
  relu: x => nn.relu(x),
  affine: (W, x, b) => np.matmul(x, W).add(b),
  batchNorm: (x, gamma, beta, { eps }) => {
    const centred = x.ref.sub(np.mean(x, 0))
    const variance = np.mean(np.square(centred.ref), 0)
    return centred
      .div(np.sqrt(variance.add(eps)))
      .mul(gamma)
      .add(beta)
  },
  softmaxCrossEntropy: (z, y) => {
    const rows = z.shape[0]
    return nn
      .logSoftmax(z)
      .mul(y)
      .sum()
      .mul(-1 / rows)
  },
})

async function prepareWith(jax, task) {
  const { numpy: np } = jax
  const ops = opsOf(jax)
  // Thousands of scalar ops are not what a compiler of array programs is made for: case C is not asked of it.
  if (task.steps.some(step => !(step.op in ops))) return null
  const leaves = task.leaves.map(leaf => ({
    ...leaf,
    array: np.array(Float32Array.from(leaf.data)).reshape(leaf.shape),
  }))
  const loss = (...arrays) => {
    const values = []
    for (const [i, { slot }] of leaves.entries()) values[slot] = arrays[i]
    for (const { op, in: slots, out, attrs } of task.steps)
      values[out] = ops[op](...slots.map(slot => values[slot]), attrs)
    return values[task.root]
  }
  const argnums = leaves.flatMap((leaf, i) => (leaf.wanted ? [i] : []))
  const run = jax.jit(jax.valueAndGrad(loss, { argnums }))
  const pass = () => run(...leaves.map(leaf => leaf.array.ref))
  return {
    step() {
      const [value, grads] = pass()
      // The backend computes while it is called; to read the loss is faster than `blockUntilReady`, which goes by a promise.
      value.dataSync()
      for (const grad of grads) grad.dispose()
    },
    read() {
      const [value, grads] = pass()
      return {
        loss: value.dataSync()[0],
        gradients: new Map(argnums.map((at, i) => [leaves[at].id, grads[i].dataSync()])),
      }
    },
    close: () => {
      for (const { array } of leaves) array.dispose()
      run.dispose()
    },
  }
}

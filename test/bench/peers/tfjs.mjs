/** TensorFlow.js on its WebAssembly backend, float32: eager ops, gradients by `tf.valueAndGrads`. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export async function open() {
  let tf
  let wasm
  try {
    tf = await import('@tensorflow/tfjs-core')
    wasm = await import('@tensorflow/tfjs-backend-wasm')
    // In Node the core comes without its ops' gradients; this package brings them along.
    await import('@tensorflow/tfjs-layers')
  } catch (error) {
    return { missing: `TensorFlow.js is not installed (${error.code ?? error.message})` }
  }
  const { setWasmPaths, version_wasm } = wasm.default ?? wasm
  setWasmPaths(join(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')), '/'))
  if (!(await tf.setBackend('wasm')))
    return { missing: 'TensorFlow.js could not start its WebAssembly backend' }
  const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'SIMD' : 'no SIMD'
  const prepare = task => prepareWith(tf, task)
  return {
    version: `${version_wasm} wasm, ${simd}, 1 thread`,
    contestants: [{ key: 'tfjs', label: 'TensorFlow.js wasm', precision: 'float32', prepare }],
  }
}

const opsOf = tf => ({
  add: tf.add,
  subtract: tf.sub,
  multiply: tf.mul,
  tanh: tf.tanh,
  relu: tf.relu,
  affine: (W, x, b) => tf.add(tf.matMul(x, W), b),
  // Faster here than tf.moments with tf.batchNorm.
  batchNorm: (x, gamma, beta, { eps }) => {
    const centred = tf.sub(x, tf.mean(x, 0))
    const variance = tf.mean(tf.mul(centred, centred), 0)
    return tf.add(tf.mul(centred, tf.mul(gamma, tf.rsqrt(tf.add(variance, eps)))), beta)
  },
  softmaxCrossEntropy: (z, y) => tf.losses.softmaxCrossEntropy(y, z),
})

async function prepareWith(tf, task) {
  const ops = opsOf(tf)
  const leaves = task.leaves.map(leaf => ({
    ...leaf,
    tensor: tf.tensor(Float32Array.from(leaf.data), leaf.shape),
  }))
  const wanted = leaves.filter(leaf => leaf.wanted)
  const fixed = leaves.filter(leaf => !leaf.wanted)
  const run = tf.valueAndGrads((...tensors) => {
    const values = []
    for (const [i, { slot }] of wanted.entries()) values[slot] = tensors[i]
    for (const { slot, tensor } of fixed) values[slot] = tensor
    for (const { op, in: slots, out, attrs } of task.steps)
      values[out] = ops[op](...slots.map(slot => values[slot]), attrs)
    return values[task.root]
  })
  const inputs = wanted.map(leaf => leaf.tensor)
  /** The backend computes while it is called, so reading the loss is all the waiting there is. */
  const pass = () => {
    const { value, grads } = run(inputs)
    return { loss: value.dataSync()[0], value, grads }
  }
  return {
    step() {
      const { value, grads } = pass()
      value.dispose()
      for (const grad of grads) grad.dispose()
    },
    read() {
      const { loss, value, grads } = pass()
      const gradients = new Map(wanted.map(({ id }, i) => [id, grads[i].dataSync().slice()]))
      value.dispose()
      for (const grad of grads) grad.dispose()
      return { loss, gradients }
    },
    close: () => {
      for (const { tensor } of leaves) tensor.dispose()
    },
  }
}

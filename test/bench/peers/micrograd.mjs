/**
 * micrograd (github.com/karpathy/micrograd, engine.py, MIT) written in JavaScript as it stands there: one object and one closure a
 * number, its children in a set, a topological sort by recursion for every backward pass. tanh and exp are those of its author's
 * lecture, log is added in the same way. Two things are not as there: −x and x − y make the nodes that they make in Python (x·(−1)).
 */

class Value {
  constructor(data, children = [], op = '') {
    this.data = data
    this.grad = 0
    this.backwardStep = () => {}
    this.prev = children
    this.op = op
  }

  add(other) {
    const out = new Value(this.data + other.data, [this, other], '+')
    out.backwardStep = () => {
      this.grad += out.grad
      other.grad += out.grad
    }
    return out
  }

  mul(other) {
    const out = new Value(this.data * other.data, [this, other], '*')
    out.backwardStep = () => {
      this.grad += other.data * out.grad
      other.grad += this.data * out.grad
    }
    return out
  }

  neg() {
    return this.mul(new Value(-1))
  }

  sub(other) {
    return this.add(other.neg())
  }

  relu() {
    const out = new Value(this.data < 0 ? 0 : this.data, [this], 'ReLU')
    out.backwardStep = () => {
      this.grad += (out.data > 0 ? 1 : 0) * out.grad
    }
    return out
  }

  tanh() {
    const t = Math.tanh(this.data)
    const out = new Value(t, [this], 'tanh')
    out.backwardStep = () => {
      this.grad += (1 - t * t) * out.grad
    }
    return out
  }

  exp() {
    const out = new Value(Math.exp(this.data), [this], 'exp')
    out.backwardStep = () => {
      this.grad += out.data * out.grad
    }
    return out
  }

  log() {
    const out = new Value(Math.log(this.data), [this], 'log')
    out.backwardStep = () => {
      this.grad += out.grad / this.data
    }
    return out
  }

  backward() {
    const topo = []
    const visited = new Set()
    const build = v => {
      if (visited.has(v)) return
      visited.add(v)
      for (const child of v.prev) build(child)
      topo.push(v)
    }
    build(this)
    this.grad = 1
    for (let i = topo.length - 1; i >= 0; i--) topo[i].backwardStep()
  }
}

const zip = (as, bs, f) => as.map((a, i) => f(a, bs[i]))
const sum = values => values.reduce((a, b) => a.add(b))

/** Each op on flat lists of Values; a network takes one example (a batch of one row). */
const ops = {
  add: (a, b) => zip(a, b, (x, y) => x.add(y)),
  subtract: (a, b) => zip(a, b, (x, y) => x.sub(y)),
  multiply: (a, b) => zip(a, b, (x, y) => x.mul(y)),
  tanh: x => x.map(v => v.tanh()),
  relu: x => x.map(v => v.relu()),
  /** As micrograd's Neuron: the bias first, then a product at a time. */
  affine: (W, x, b) =>
    b.map((bias, column) => x.reduce((z, v, row) => z.add(W[row * b.length + column].mul(v)), bias)),
  softmaxCrossEntropy: (z, y) => {
    const log = sum(z.map(v => v.exp())).log()
    return [sum(z.flatMap((v, i) => (y[i].data === 0 ? [] : [log.sub(v).mul(y[i])])))]
  },
}

async function prepare(task) {
  const batch = task.leaves.find(leaf => leaf.id === 'x')?.shape[0] ?? 1
  if (batch > 1 || task.steps.some(step => !(step.op in ops))) return null
  const leaves = []
  for (const { slot, data } of task.leaves) leaves[slot] = Array.from(data, x => new Value(x))
  const params = leaves.flat()
  let root = null
  return {
    step() {
      root = null
      for (const p of params) p.grad = 0
      const values = [...leaves]
      for (const { op, in: slots, out } of task.steps) {
        const [a, b, c] = slots
        values[out] = ops[op](values[a], values[b], values[c])
      }
      root = values[task.root][0]
      root.backward()
    },
    read: () => ({
      loss: root.data,
      gradients: new Map(
        task.leaves
          .filter(leaf => leaf.wanted)
          .map(({ id, slot }) => [id, Float64Array.from(leaves[slot], v => v.grad)]),
      ),
    }),
  }
}

/** The port is part of the bench, so it is always here. */
export const open = async () => ({
  version: 'written in JavaScript',
  contestants: [{ key: 'micrograd', label: 'micrograd', precision: 'float64', prepare }],
})

/** Reference cases written by hand, in the format that `chainrule conformance` reads. */

export const list = (...data: (number | string)[]) => ({ shape: [data.length], data })
export const one = (x: number | string) => ({ shape: [], data: [x] })

/** x² at (1, 2), with the gradient (1, 10) from above. */
export const square = {
  id: 'square-1',
  kind: 'op',
  op: 'square',
  attrs: {},
  tags: [],
  inputs: { x: list(1, 2) },
  output: list(1, 4),
  upstream: list(1, 10),
  grads: { x: list(2, 40) },
}

/** max(1, 1) with everything back to a; where the file allows halves, ours is right. */
export const tie = {
  ...square,
  op: 'maximum',
  inputs: { a: list(1), b: list(1) },
  output: list(1),
  upstream: list(8),
  grads: { a: list(8), b: list(0) },
}
export const halves = { rule: 'halves', grads: { a: list(4), b: list(4) } }

/** f = (a + b) · a with a = 2, b = 3: a feeds two nodes, and the file is out of order. */
export const network = {
  id: 'net-1',
  kind: 'network',
  title: 'fan-out',
  tags: ['shuffled'],
  node_count: 5,
  loss: 'f',
  nodes: [
    {
      id: 'f',
      op: 'mul',
      attrs: {},
      inputs: [
        { port: 'a', node: 's' },
        { port: 'b', node: 'a' },
      ],
    },
    {
      id: 's',
      op: 'add',
      attrs: {},
      inputs: [
        { port: 'a', node: 'a' },
        { port: 'b', node: 'b' },
      ],
    },
    { id: 'a', op: 'param', attrs: {}, inputs: [], value: one(2) },
    { id: 'b', op: 'const', attrs: {}, inputs: [], value: one(3) },
    { id: 'dead', op: 'neg', attrs: {}, inputs: [{ port: 'x', node: 'a' }] },
  ],
  outputs: { f: one(10), s: one(5), dead: one(-2) },
  grads: { f: one(1), s: one(2), a: one(7), dead: one(0) },
}

export const fileOf = (group: string, ...cases: unknown[]) => ({
  format: 'circuit-reference/1',
  group,
  count: cases.length,
  cases,
})

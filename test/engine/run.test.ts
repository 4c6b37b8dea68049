/** Plan and run: the numbers, fan-out sums, broadcasting undone, the seed, and what is not finite. */
import { describe, expect, it } from 'vitest'
import { graphOf } from '../../shared/engine/graph'
import { compile } from '../../shared/engine/plan'
import { buffersOf, execute } from '../../shared/engine/run'
import type { Tensor } from '../../shared/tensor/tensor'
import { circuit } from '../helpers/circuit'
import { computed, notes232 } from '../helpers/computed'

const list = (t: Tensor | undefined) => (t ? Array.from(t.data) : t)
const close = (t: Tensor | undefined, expected: readonly number[]) => {
  expect(t?.data.length).toBe(expected.length)
  for (const [i, x] of expected.entries()) {
    const error = Math.abs(t!.data[i]! - x) / Math.abs(x)
    expect(error, `entry ${i}: ${t!.data[i]} for ${x}`).toBeLessThan(1e-12)
  }
}

describe('the notes’ 2-3-2 network', () => {
  const { run } = computed(notes232)

  it('has PyTorch’s values', () => {
    close(run.values.get('z_1'), [-0.6900000000000001, 1.22, -1.47])
    close(run.values.get('p'), [0.5804300574057488, 0.4195699425942512])
    close(run.values.get('L'), [0.543985971915112])
  })

  it('has PyTorch’s gradients', () => {
    close(run.grads.get('z_2'), [-0.4195699425942512, 0.4195699425942512])
    close(run.grads.get('a_1'), [-0.6293549138913768, -0.33565595407540094, 0.2097849712971256])
    close(run.grads.get('b_1'), [-0.4043086274372941, -0.09901208377833026, 0.04001866607486437])
    close(run.grads.get('x'), [-0.07223887932185478, -0.0882062094408339])
  })

  it('gives every gradient the shape of its node', () => {
    for (const [node, gradient] of run.grads) expect(gradient.shape).toEqual(run.values.get(node)!.shape)
  })

  it('gives the constant target no gradient', () => expect(run.grads.has('y')).toBe(false))
})

describe('gradients', () => {
  it('add up at a fan-out, and each wire keeps its own share', () => {
    const { run } = computed('x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k)')
    expect(list(run.edgeGrads.get('s.x'))).toEqual([6])
    expect(list(run.edgeGrads.get('k.x'))).toEqual([5])
    expect(list(run.grads.get('x'))).toEqual([11])
  })

  it('add up when one node feeds two ports of the same consumer', () => {
    const { run } = computed('x:parameter=3; y:multiply(x,x)')
    expect(list(run.grads.get('x'))).toEqual([6])
  })

  it('are summed back over the axes along which a value was repeated', () => {
    const { run } = computed('x:input=[[1,2],[3,4],[5,6]]; b:parameter=[0,0]; z:add(x,b); L:sum(z)')
    expect(run.edgeGrads.get('z.b')).toEqual({ shape: [2], data: Float64Array.of(3, 3) })
  })

  it('are zero, not missing, at a parameter that the root does not depend on', () => {
    const { run } = computed('w:parameter=[1,2]; v:parameter=1; t:tanh(w); L:exp(v)', { root: 'L' })
    expect(list(run.grads.get('w'))).toEqual([0, 0])
    expect(run.edgeGrads.has('t.x')).toBe(false)
  })

  it('of the classic (x + y) z are −4, −4 and 3', () => {
    const { run } = computed('x:input=-2; y:input=5; z:input=-4; q:add(x,y); f:multiply(q,z)')
    expect(list(run.values.get('f'))).toEqual([-12])
    expect(['x', 'y', 'z'].map(n => list(run.grads.get(n)))).toEqual([[-4], [-4], [3]])
  })
})

describe('equal kernels with results of other shapes are not taken for each other:', () => {
  it('one gradient summed back to operands of other ranks', () => {
    const { run } =
      computed(`c:input=normal(1,3,2,4;1); a:parameter=normal(3,2,1;2); b:parameter=normal(1,1,2,1;3);
      p:add(c,b); q:add(p,a); s:square(q); L:sum(s)`)
    const g = run.grads.get('q')!.data
    const sumWhere = (at: (i: number) => number, n: number) =>
      Array.from({ length: n }, (_, k) => g.filter((_, i) => at(i) === k).reduce((x, y) => x + y))
    close(
      run.grads.get('b'),
      sumWhere(i => Math.floor(i / 4) % 2, 2),
    )
    close(
      run.grads.get('a'),
      sumWhere(i => Math.floor(i / 4), 6),
    )
  })

  it('one gradient spread over images of other sizes by windows at the same places', () => {
    const pool = '{"kernel":[2,2],"stride":[2,2],"padding":[0,0]}'
    const { run } = computed(`x:input=normal(1,1,4,4;1); y:input=normal(1,1,5,5;2);
      p:averagePool2d(x)${pool}; q:averagePool2d(y)${pool}; s:add(p,q); L:sum(s)`)
    expect(list(run.grads.get('x'))).toEqual(new Array(16).fill(0.25))
    const inWindow = (_: unknown, i: number) => (i % 5 < 4 && i < 20 ? 0.25 : 0)
    expect(list(run.grads.get('y'))).toEqual(Array.from({ length: 25 }, inWindow))
  })
})

describe('zeros keep their sign:', () => {
  it.each(['2', '[2,2]'])('as factors of %s', x => {
    const { run } = computed(
      `x:input=${x}; a:linear(x){"k":0}; b:linear(x){"k":-0}; c:reciprocal(a); d:reciprocal(b)`,
    )
    expect([run.values.get('c')!.data[0], run.values.get('d')!.data[0]]).toEqual([Infinity, -Infinity])
  })

  it.each([
    ['[[0],[0]]', '[[-1,-1,-2]]'],
    ['[[0],[0],[0],[0],[0]]', '[[-1,-2]]'],
    ['[[0,0]]', '[[-1,-1,-1],[-2,-2,-2]]'],
    ['[[0]]', '[[-1]]'],
  ])('a sum of products begins with 0, and 0 + −0 is 0: %s @ %s', (a, b) => {
    const { run } = computed(`a:input=${a}; b:input=${b}; p:matmul(a,b); r:reciprocal(p)`)
    for (const x of run.values.get('r')!.data) expect(x).toBe(Infinity)
  })
})

describe('the seed gradient', () => {
  it('is ones at a root that is not a scalar', () => {
    const { run } = computed('x:parameter=[1,2,3]; y:square(x)')
    expect(list(run.grads.get('y'))).toEqual([1, 1, 1])
    expect(list(run.grads.get('x'))).toEqual([2, 4, 6])
  })

  it('is the cotangent that the document gives', () => {
    const { run } = computed('x:parameter=[1,2,3]; y:square(x)', { cotangent: [0, 1, 10] })
    expect(list(run.grads.get('x'))).toEqual([0, 4, 60])
  })

  it('is ones where the given cotangent has another shape', () => {
    const { run } = computed('x:parameter=[1,2,3]; y:square(x)', { cotangent: [0, 1] })
    expect(list(run.grads.get('y'))).toEqual([1, 1, 1])
  })
})

describe('a broken circuit', () => {
  it('is computed up to the break', () => {
    const { run } = computed('x:parameter=2; t:square(x); s:add(t)')
    expect(list(run.values.get('t'))).toEqual([4])
    expect(run.values.has('s')).toBe(false)
    expect(list(run.grads.get('x'))).toEqual([4])
  })

  it('without anything to compute has values and no root', () => {
    const { run, steps } = computed('x:parameter=2')
    expect(run.root).toBeNull()
    expect(list(run.values.get('x'))).toEqual([2])
    expect(run.grads.size).toBe(0)
    expect(steps).toEqual([])
  })
})

describe('a plan that needs too much memory', () => {
  it('is refused before anything is computed, the gradients that are the same in every run included', () => {
    const { circuit: whole } = circuit(
      'x:parameter=zeros(2000,1;0); y:parameter=zeros(1,2000;0); p:multiply(x,y); L:sum(p)',
    )
    const plan = compile(whole, graphOf(whole))
    const before = process.memoryUsage().arrayBuffers
    expect(execute(plan, { limitBytes: 1e6 }).fault).toMatchObject({ code: 'memory', limitBytes: 1e6 })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8e6)
  })
})

describe('what is not finite', () => {
  it('is reported at the first node that has it, in the order of computing', () => {
    const { run } = computed('x:parameter=-1; l:log(x); e:exp(l)')
    expect(run.fault).toEqual({ code: 'nonFinite', node: 'l', what: 'value' })
  })

  it('is found in a gradient too', () => {
    const { run } = computed('x:parameter=0; z:constant=0; l:log(x); s:multiply(l,z)')
    expect(run.fault).toEqual({ code: 'nonFinite', node: 'l', what: 'value' })
    const root = computed('x:parameter=[1e-200]; y:constant=[1]; q:divide(y,x)')
    expect(root.run.fault).toEqual({ code: 'nonFinite', node: 'x', what: 'gradient' })
  })

  it('is found where only the sum of the branches overflows', () => {
    const { run } = computed('x:parameter=0; a:linear(x){"k":1e308}; b:linear(x){"k":1e308}; s:add(a,b)')
    expect(list(run.edgeGrads.get('a.x'))).toEqual([1e308])
    expect(run.fault).toEqual({ code: 'nonFinite', node: 'x', what: 'gradient' })
  })

  it('is found at the sum, not at the node that the sum is handed on to', () => {
    const { run } = computed(
      'x:parameter=0; m:negate(x); a:linear(m){"k":1e308}; b:linear(m){"k":1e308}; s:add(a,b)',
    )
    expect(list(run.edgeGrads.get('m.x'))).toEqual([-Infinity])
    expect(run.fault).toEqual({ code: 'nonFinite', node: 'm', what: 'gradient' })
  })

  it('is nothing in a circuit of finite numbers', () => expect(computed(notes232).run.fault).toBeNull())
})

it('leaves the document’s own numbers alone', () => {
  const { circuit } = computed('x:parameter=[1,2]; y:square(x)')
  expect(circuit.nodes[0]!.value).toEqual({ shape: [2], data: Float64Array.of(1, 2) })
})

it('a run can be given to another thread without a copy of its numbers', () => {
  const circuit = 'x:input=[[1,-2]]; W:parameter=glorot(2,3;7); y:matmul(x,W); L:sum(y)'
  for (const limitBytes of [undefined, 8]) {
    const run = () => execute(computed(circuit).plan, limitBytes === undefined ? {} : { limitBytes })
    const given = run()
    expect(structuredClone(given, { transfer: buffersOf(given) })).toEqual(run())
    expect(given.values.get('x')!.data).toHaveLength(0)
  }
})

/** The golden numbers, to 1e-12 relative, from the command line on the gallery's files. */
import { describe, expect, it } from 'vitest'
import { galleryFile, runJson } from './chainrule'

type Table = Readonly<Record<string, readonly number[]>>

async function holds(id: string, values: Table, gradients: Table) {
  const { code, nodes, problems } = await runJson(galleryFile(id))
  expect(code).toBe(0)
  expect(problems).toEqual([])
  for (const [what, table] of [
    ['value', values],
    ['gradient', gradients],
  ] as const)
    for (const [name, expected] of Object.entries(table)) {
      const found = nodes[name]![what]!.data as number[]
      expect(found, `${what} of ${name}`).toHaveLength(expected.length)
      // What must be 0 is a sum that cancels: it may keep the rounding of its terms.
      for (const [i, x] of expected.entries())
        expect(
          Math.abs(found[i]! - x),
          `${what} of ${name}, entry ${i}: ${found[i]} for ${x}`,
        ).toBeLessThanOrEqual(x === 0 ? 1e-15 : 1e-12 * Math.abs(x))
    }
}

const dz1 = [-0.4043086274372941, -0.09901208377833026, 0.04001866607486437]
const dW1row2 = [0.8086172548745882, 0.19802416755666052, -0.08003733214972875]
const [up, middle, low] = [0.25089527362173625, 0.3522936542783296, 0.3774356605742024]
const values232 = {
  z_1: [-0.6900000000000001, 1.22, -1.47],
  a_1: [-0.5979820004989412, 0.8396541756543754, -0.899577453619467],
  z_2: [0.5670168484635725, 0.24247778187875046],
  p: [0.5804300574057488, 0.4195699425942512],
  L: [0.543985971915112],
}
const gradients232 = {
  z_2: [-0.4195699425942512, 0.4195699425942512],
  a_1: [-0.6293549138913768, -0.33565595407540094, 0.2097849712971256],
  z_1: dz1,
  b_1: dz1,
  W_1: [...dz1, ...dW1row2],
  W_2: [up, -up, -middle, middle, low, -low],
  x: [-0.07223887932185478, -0.0882062094408339],
  L: [1],
}

describe('the golden numbers hold for', () => {
  it('the notes’ 2-3-2 network in affine blocks', () => holds('notes-mlp-2-3-2', values232, gradients232))

  it('the notes’ 2-3-2 network in gates', () => holds('notes-gates-2-3-2', values232, gradients232))

  it('batch norm', () =>
    holds(
      'batchnorm-golden',
      {
        y: [
          -1.224742575001414, 0.07418089217596124, 0, 3.7774573234721163, 1.2247425750014136,
          -0.8516382156480775,
        ],
      },
      {
        x: [
          0.20412376250023564, -0.5510829439829162, -0.40824752500047123, 0.11021698557535069,
          0.20412376250023564, 0.4408659584075656,
        ],
        gamma: [0, 0.4629095539120194],
        beta: [2, 2],
      },
    ))

  it('XOR with w₆ = −6', () =>
    holds(
      'xor',
      {
        s_3: [-0.5, 0.6134215388764588, 0.6134215388764588, -0.2847824781730628],
        y: [0, 1, 1, 0],
      },
      { w_6: [0] },
    ))

  it('(x + y) z', () => holds('cs231n', { f: [-12] }, { x: [-4], y: [-4], z: [3] }))

  it('the sigmoid neuron', () =>
    holds(
      'sigmoid-neuron',
      { f: [0.7310585786300049] },
      {
        w_0: [-0.19661193324148185],
        w_1: [-0.3932238664829637],
        w_2: [0.19661193324148185],
        x_0: [0.3932238664829637],
        x_1: [-0.5898357997244456],
      },
    ))

  it('the linear network, which collapses to k²(A₁x₁ + A₂x₂)', async () => {
    const { nodes } = await runJson(galleryFile('linear-two-hidden'))
    const at = (name: string) => nodes[name]!.value!.data[0] as number
    const k = 2
    const A1 = at('w_5') * at('w_1') + at('w_6') * at('w_2')
    const A2 = at('w_5') * at('w_3') + at('w_6') * at('w_4')
    await holds(
      'linear-two-hidden',
      { y: [k ** 2 * (A1 * at('x_1') + A2 * at('x_2'))] },
      { x_1: [k ** 2 * A1], x_2: [k ** 2 * A2] },
    )
  })
})

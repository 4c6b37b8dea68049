/** Expanded ops compute what the op computes, and the comparison says to how much, or where they do not. */
import { describe, expect, test } from 'vitest'
import { drawnOf } from '../../renderer/canvas/geometry'
import type { Document } from '../../shared/document/document'
import { contract } from '../../shared/document/edit/contract'
import { expand } from '../../shared/document/edit/expand'
import { compareRuns, ROUNDING } from '../../shared/engine/comparison'
import { comparisonText, powerText } from '../../shared/engine/comparisonWords'
import { nothingHidden } from '../../shared/engine/hidden'
import { lookInside } from '../../shared/engine/lookInside'
import { portShapes } from '../../shared/engine/portShapes'
import { normalFrom } from '../../shared/tensor/random'
import { circuit, type Nested } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'
import { galleryCircuits, sampleCircuits } from '../helpers/everyCircuit'

const wideOf = (document: Document, id: string): Document | null => {
  const { graph } = throughEngine(document.circuit)
  const wide = expand(document, id, portShapes(graph, id), drawnOf)
  return wide.ok ? wide.document : null
}
const compared = (before: Document, after: Document, id: string) =>
  compareRuns(throughEngine(before.circuit), throughEngine(after.circuit), id)
const told = (before: Document, id: string) => {
  const comparison = compared(before, wideOf(before, id)!, id)
  return comparisonText('Done', comparison, node => node, nothingHidden)
}

test('every op that is made of others gives the same numbers by them, on each of its samples', () => {
  let count = 0
  for (const { title, document } of sampleCircuits) {
    const wide = wideOf(document, 'node')
    if (!wide) continue
    const { values, gradients, worst } = compared(document, wide, 'node')
    expect(values + gradients, title).toBeGreaterThan(1)
    expect(worst?.relative ?? 0, title).toBeLessThanOrEqual(ROUNDING)
    count++
  }
  expect(count).toBeGreaterThan(80)
})

test('so does every node of the gallery, in the middle of its circuit', () => {
  for (const { title, document } of galleryCircuits)
    for (const { id } of document.circuit.nodes) {
      const wide = wideOf(document, id)
      if (wide)
        expect(compared(document, wide, id).worst?.relative ?? 0, `${title} ${id}`).toBeLessThan(ROUNDING)
    }
})

describe('batch norm', () => {
  const golden = circuit(
    'X:input=[[1,2],[3,6],[5,1]]; gamma:parameter=[1,2]; beta:parameter=[0,1]; Y:batchNorm(X,gamma,beta)',
    {
      cotangent: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
    },
  )
  test('expanded gives the numbers of PyTorch', () => {
    const { run } = throughEngine(wideOf(golden, 'Y')!.circuit)
    const close = (got: ArrayLike<number> | undefined, wanted: readonly number[]) => {
      for (const [i, x] of wanted.entries()) expect(Math.abs(got![i]! - x)).toBeLessThanOrEqual(1e-12)
    }
    close(
      run.values.get('Y')?.data,
      [
        -1.224742575001414, 0.07418089217596124, 0, 3.7774573234721163, 1.2247425750014136,
        -0.8516382156480775,
      ],
    )
    close(
      run.grads.get('X')?.data,
      [
        0.20412376250023564, -0.5510829439829162, -0.40824752500047123, 0.11021698557535069,
        0.20412376250023564, 0.4408659584075656,
      ],
    )
    close(run.grads.get('gamma')?.data, [0, 0.4629095539120194])
    close(run.grads.get('beta')?.data, [2, 2])
  })

  test('expanded, and contracted again, agrees to 1e-12 in 100 random cases', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const draw = normalFrom(seed)
      const [n, d] = [1 + (seed % 7), 1 + (seed % 4)]
      const row = (size: number) => Array.from({ length: size }, () => 3 * draw())
      const rows: Nested = Array.from({ length: n }, () => row(d))
      const before = circuit(
        `X:input=${JSON.stringify(rows)}; c:parameter=${JSON.stringify(row(d))}; h:add(X,c);
         gamma:parameter=${JSON.stringify(row(d))}; beta:parameter=${JSON.stringify(row(d))};
         Y:batchNorm(h,gamma,beta){"eps":${10 ** -(1 + (seed % 5))}}; a:tanh(Y)`,
        { cotangent: Array.from({ length: n }, () => row(d)) },
      )
      const wide = wideOf(before, 'Y')!
      const { values, gradients, worst } = compared(before, wide, 'Y')
      expect(values).toBe(n * d)
      // X, h, Y, a, and c, γ, β
      expect(gradients).toBe(4 * n * d + 3 * d)
      expect(worst?.relative ?? 0, `seed ${seed}`).toBeLessThanOrEqual(1e-12)
      const { byId } = throughEngine(wide.circuit).graph
      const back = contract(wide, 0, id => byId.get(id)?.shape ?? null, drawnOf)
      expect(back.ok && back.document).toEqual(before)
    }
  })
})

describe('the comparison', () => {
  const of = (text: string) => circuit(text)

  test('finds what differs most, in values and in gradients', () => {
    const before = of('x:parameter=[1,2]; s:multiply(x,x); L:sum(s)')
    const scaled = of('x:parameter=[1,2]; s:square(x); k:constant=1.5; t:multiply(k,s); L:sum(t)')
    const { worst } = compared(before, scaled, 's')
    expect(worst).toEqual({ what: 'gradient', node: 'x', before: 4, after: 6, relative: 1 / 3 })
    const other = of('x:parameter=[1,2]; s:multiply(x,x){}; L:sum(s)')
    const doubled = of('x:parameter=[1,2]; s:add(x,x); L:sum(s)')
    expect(compared(before, other, 's').worst).toBeNull()
    expect(compared(before, doubled, 'L').worst).toMatchObject({
      what: 'gradient',
      node: 'x',
      before: 4,
      after: 2,
    })
    expect(compared(before, doubled, 's').worst).toMatchObject({ what: 'gradient', relative: 0.5 })
  })

  test('takes the rounding of a gradient that is 0 for what it is', () => {
    // The sum of a column of the gradient before batch norm.
    const text =
      'X:parameter=normal(5,3;3); b:parameter=[0.1,0.2,0.3]; h:add(X,b); g:parameter=[1,2,3]; Y:batchNorm(h,g,b2); b2:parameter=[0,0,0]; a:tanh(Y)'
    const before = of(text)
    const { run } = throughEngine(before.circuit)
    expect(Math.abs(run.grads.get('b')!.data[0]!)).toBeLessThan(1e-14)
    expect(compared(before, wideOf(before, 'Y')!, 'Y').worst!.relative).toBeLessThan(1e-14)
  })

  test('says that what overflows inside is no longer the same, where and how', () => {
    const { agree, text } = told(of('x:parameter=[1000,0]; p:softmax(x); L:sum(p)'), 'p')
    expect(agree).toBe(false)
    expect(text).toBe(
      'Done, but in the value of p an entry was 1 and is NaN now. A number on the way is too large or too small for the machine.',
    )
    expect(told(of('x:parameter=[-800]; s:sigmoid(x)'), 's')).toMatchObject({ agree: false })
    expect(told(of('x:parameter=[[40,0]]; y:constant=[[1,0]]; L:softmaxCrossEntropy(x,y)'), 'L').agree).toBe(
      true,
    )
  })

  test('tells a difference that is more than rounding, and no number that is hidden', () => {
    const worst = { what: 'gradient', node: 'x_1', before: 1, after: 1.5, relative: 1 / 3 } as const
    const text = (hidden: boolean) =>
      comparisonText(
        'Done',
        { values: 1, gradients: 1, worst },
        id => id,
        () => hidden,
      ).text
    expect(text(false)).toBe(
      'Done, but the gradient of x₁ differs by 3.3 × 10⁻¹: an entry was 1 and is 1.500 now. One of the two rounds on the way.',
    )
    expect(text(true)).not.toMatch(/1\.5/)
  })

  test.each([
    [{ values: 0, gradients: 0, worst: null }, 'Done. Nothing could be computed to compare.'],
    [{ values: 2, gradients: 0, worst: null }, 'Done: values are the same to the last bit.'],
    [
      {
        values: 2,
        gradients: 3,
        worst: { what: 'value', node: 'a', before: 1, after: 1, relative: 2.2e-16 },
      },
      'Done: values and gradients agree to 2.2 × 10⁻¹⁶.',
    ],
  ] as const)('of %j is told', (comparison, text) => {
    expect(comparisonText('Done', comparison, id => id, nothingHidden)).toEqual({ text, agree: true })
  })

  test('writes powers of ten', () => {
    expect([1, 0.02, 3.25e12].map(powerText)).toEqual(['1.0 × 10⁰', '2.0 × 10⁻²', '3.3 × 10¹²'])
  })
})

describe('the look inside', () => {
  test('computes from the inputs and the gradient of the run what the node computes, and leaves the document alone', () => {
    for (const { title, document } of galleryCircuits) {
      const { graph, run } = throughEngine(document.circuit)
      for (const { id } of document.circuit.nodes) {
        if (!wideOf(document, id)) continue
        const found = lookInside(document, graph, run, id, drawnOf)
        if (!found.ok) throw new Error(found.reason)
        const inside = throughEngine(found.document.circuit)
        expect(inside.graph.problems, title).toEqual([])
        const same = (a: Float64Array, b: Float64Array) => {
          for (const [i, x] of a.entries()) expect(Math.abs(x - b[i]!)).toBeLessThan(1e-12)
        }
        same(inside.run.values.get(id)!.data, run.values.get(id)!.data)
        const { sources } = graph.byId.get(id)!
        for (const edge of document.circuit.edges.filter(edge => edge.to === id)) {
          const share = run.edgeGrads.get(`${id}.${edge.port}`)
          const twice = sources.filter(source => source === edge.from).length > 1
          if (share && !twice) same(inside.run.grads.get(edge.from)!.data, share.data)
        }
      }
    }
  })

  test('is refused where nothing is inside, or nothing is computed', () => {
    const { circuit: whole, graph, run } = throughEngine(circuit('x:input=1; e:exp(x); s:sigmoid()').circuit)
    const document = { ...circuit(''), circuit: whole }
    const why = (id: string) => {
      const found = lookInside(document, graph, run, id, drawnOf)
      return found.ok ? '' : found.reason
    }
    expect(why('s')).toBe('What is inside s is known once it can be computed; it cannot be yet.')
    expect(why('gone')).toBe('That node is not there any more.')
  })
})

/** Gradients in values alone: what they say is what the engine computes, and they are those of the notes, corrected. */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import type { Circuit } from '../../shared/document/document'
import { closedForms } from '../../shared/engine/closedForm'
import { gradientName, rowsIn, valueName } from '../../shared/engine/inValues'
import { isComputed } from '../../shared/engine/rules'
import { evaluate } from '../../shared/formula/evaluate'
import { namesIn } from '../../shared/formula/parse'
import { scalar, type Tensor } from '../../shared/tensor/tensor'
import { circuit, type Extras } from '../helpers/circuit'
import { computed, throughEngine } from '../helpers/computed'
import { galleryCircuits, sampleCircuits } from '../helpers/everyCircuit'

const formsOf = (text: string, extras?: Extras) => {
  const { circuit: whole, graph } = computed(text, extras)
  const forms = closedForms(whole, graph)
  const at = (name: string) => forms.gradientAt(graph.byId.get(name)!)
  const merged = (source: string, reader: string) => {
    const node = graph.byId.get(reader)!
    return isComputed(node) ? forms.mergedAt(graph.byId.get(source)!, node) : null
  }
  return { at, merged }
}

/** The formula with the run's numbers for its names. */
function valueIn({ graph, run }: ReturnType<typeof throughEngine>, formula: Parameters<typeof evaluate>[0]) {
  const values: Record<string, Tensor> = {}
  for (const [id, value] of run.values) values[valueName(id)] = value
  for (const [id, gradient] of run.grads) values[gradientName(id)] = gradient
  for (const name of namesIn(formula)) {
    const rows = rowsIn(name)
    if (rows !== null) values[name] = scalar(rows)
  }
  expect(graph.problems).toEqual([])
  return evaluate(formula, { values, attrs: {} })
}

/** How many gradients of the circuit are told in values, each of which must be the engine's. */
function toldIn(whole: Circuit): number {
  const engine = throughEngine(whole)
  const forms = closedForms(whole, engine.graph)
  let told = 0
  for (const node of engine.graph.nodes) {
    const form = node.needsGradient && node.feedsRoot ? forms.gradientAt(node) : null
    if (!form) continue
    told++
    katex.renderToString(form.tex, { throwOnError: true })
    const { shape, data } = engine.run.grads.get(node.id)!
    const found = valueIn(engine, form.formula)
    for (const [i, x] of data.entries()) {
      // A gradient that is the same for every entry is told once.
      const y = found.data[found.data.length === 1 ? 0 : i]!
      expect(Math.abs(x - y), `${node.name} ${shape}: ${form.tex}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(x)),
      )
    }
  }
  return told
}

describe('what a gradient in values alone comes to is the engine’s', () => {
  it.each(galleryCircuits)('in $title', ({ document }) => {
    expect(toldIn(document.circuit)).toBeGreaterThan(0)
  })

  it('for each op on each of its samples, and most of them have one', () => {
    const told = sampleCircuits.filter(({ document }) => toldIn(document.circuit) > 0)
    expect(told.length).toBeGreaterThan(sampleCircuits.length / 2)
  })

  it('for a batch, whose mean and sums over rows a single example would not show', () => {
    const batch = circuit(`x:input=normal(4,3;1); W_1:parameter=normal(3,2;2); b_1:parameter=[0.1,-0.2];
      z_1:affine(W_1,x,b_1); a_1:tanh(z_1); p:softmax(a_1); y:constant=oneHot(4,2); L:crossEntropy(p,y)`)
    expect(toldIn(batch.circuit)).toBe(7)
  })

  it('where branches come together and a bias is computed itself', () => {
    const { circuit: whole } = circuit(
      'x:input=normal(3,2;1); c:parameter=[0.3,0.4]; b:tanh(c); s:add(x,b); t:multiply(s,s); d:sigmoid(b); u:add(t,d); L:mean(u)',
    )
    const engine = throughEngine(whole)
    expect(closedForms(whole, engine.graph).gradientAt(engine.graph.byId.get('c')!)).toBeNull()
    const { circuit: summed } = circuit(
      'x:input=normal(3,2;1); c:parameter=[0.3,0.4]; b:tanh(c); s:add(x,b); t:multiply(s,s); d:sigmoid(b); u:add(t,d)',
    )
    expect(toldIn(summed)).toBe(7)
  })
})

const notes = `x:input=normal(4,2;1); W_1:parameter=normal(2,3;2); b_1:parameter=zeros(3); W_2:parameter=normal(3,2;3);
  b_2:parameter=zeros(2); y:constant=oneHot(4,2); z_1:affine(W_1,x,b_1); a_1:tanh(z_1); z_2:affine(W_2,a_1,b_2); p:softmax(z_2);
  L:crossEntropy(p,y)`

describe('the notes’ network', () => {
  const { at, merged } = formsOf(notes)
  const delta = String.raw`\frac{p - y}{N}`

  it.each([
    ['z_2', delta],
    ['W_2', String.raw`a_{1}^{\top}\,${delta}`],
    ['b_2', String.raw`\sum_{\text{rows}} ${delta}`],
    ['W_1', String.raw`x^{\top}\,\left(${delta}\,W_{2}^{\top} \odot (1 - a_{1}^{2})\right)`],
    ['b_1', String.raw`\sum_{\text{rows}} ${delta}\,W_{2}^{\top} \odot (1 - a_{1}^{2})`],
  ])('has for %s the corrected gradient', (name, tex) => {
    expect(at(name)!.tex).toBe(tex)
    expect(at(name)!.where).toEqual([
      { left: 'N', right: '= 4' },
      { left: String.raw`\sum_{\text{columns}} y`, right: '= 1' },
    ])
  })

  it('sends p − y back through softmax and cross-entropy at once', () => {
    expect(merged('z_2', 'p')!.tex).toBe(delta)
    expect([...merged('z_2', 'p')!.merged.steps.keys()]).toEqual(['loss', 'p'])
    expect(merged('a_1', 'z_2')).toBeNull()
  })
})

describe('steps are one loss only', () => {
  const loss = (rest: string) =>
    `z:parameter=[[1,2]]; y:constant=[[1,0]]; p:softmax(z)${rest}; L:crossEntropy(p,y)`

  it('where nothing else reads what stands between them', () => {
    expect(formsOf(loss('')).merged('z', 'p')).not.toBeNull()
    const text =
      'z:parameter=[[1,2]]; y:constant=[[1,0]]; p:softmax(z); L:crossEntropy(p,y); s:sum(p); T:add(L,s)'
    expect(formsOf(text).merged('z', 'p')).toBeNull()
  })

  it('where they have the settings that the loss means', () => {
    expect(formsOf(loss('{"axis":0}')).merged('z', 'p')).toBeNull()
  })

  it('and targets whose rows do not add up to 1 keep their sum in the rule', () => {
    const form = formsOf(loss('').replace('[[1,0]]', '[[1,1]]')).merged('z', 'p')!
    expect(form.tex).toBe(String.raw`\frac{\left(p \odot \sum_{\text{columns}} y\right) - y}{N}`)
    expect(form.where).toEqual([{ left: 'N', right: '= 1' }])
  })

  it('as sigmoid with binary cross-entropy, and difference, square and mean', () => {
    const sigmoid = 'z:parameter=[[1,2]]; y:constant=[[1,0]]; p:sigmoid(z); L:binaryCrossEntropy(p,y)'
    expect(formsOf(sigmoid).merged('z', 'p')!.tex).toContain(String.raw`\sigma(z) - y`)
    const squares = 'p:parameter=[1,2]; y:constant=[1,0]; d:subtract(p,y); s:square(d); L:mean(s)'
    expect(formsOf(squares).merged('p', 'd')!.tex).toContain('p - y')
  })

  it('in terms of the gradient where they end, where that is not 1', () => {
    const further = formsOf(`${loss('')}; k:linear(L){"k":3}`)
    expect(further.merged('z', 'p')!.tex).toContain(String.raw`\frac{\partial k}{\partial L}`)
    expect(formsOf(loss(''), { cotangent: 2 }).merged('z', 'p')!.tex).toContain(
      String.raw`\frac{\partial L}{\partial L}`,
    )
  })
})

it('what a step multiplies by 0, and what nobody would read, is not told', () => {
  expect(formsOf('x:parameter=[3,4]; y:threshold(x); z:tanh(y)').at('x')).toBeNull()
  const long = Array.from({ length: 40 }, (_, i) => `n${i + 1}:tanh(n${i})`).join('; ')
  const { at } = formsOf(`n0:parameter=1; ${long}`)
  expect(at('n39')).not.toBeNull()
  expect(at('n0')).toBeNull()
})

it('a circuit may be as deep as it likes', () => {
  const deep = Array.from({ length: 6000 }, (_, i) => `n${i + 1}:tanh(n${i})`).join('; ')
  const { at } = formsOf(`n0:parameter=1; ${deep}`)
  expect(at('n0')).toBeNull()
  expect(at('n5999')!.tex).toBe('1 - n_{6000}^{2}')
})

/** The step cards: the rule, the numbers in it, and what is special about a step. */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { explainStep } from '../../shared/engine/explain'
import { type RichText, textOfStep } from '../../shared/engine/stepWords'
import type { Extras } from '../helpers/circuit'
import { computed, notes232 } from '../helpers/computed'

const plain = (rich: RichText | null) =>
  rich?.map(part => (typeof part === 'string' ? part : `$${part.tex}$`)).join('') ?? null
const all = (text: string, extras?: Extras) => {
  const done = computed(text, extras)
  return done.steps.map((step, index) => ({
    step,
    text: textOfStep(done.run, done.graph, step),
    ...explainStep({ ...done, index }),
  }))
}
const back = (text: string, node: string, extras?: Extras) =>
  all(text, extras).find(card => card.phase === 'backward' && card.step.node === node)!
const texts = (lines: readonly object[]) =>
  lines.map(line => ('tex' in line ? line.tex : plain((line as { words: RichText }).words)))

describe('a forward step', () => {
  const card = all(notes232)[1]!

  it('shows the rule in the circuit’s names and then its numbers', () => {
    expect(texts(card.rules)).toEqual([String.raw`a_{1} = \tanh z_{1}`])
    expect(texts(card.numbers)[0]).toBe(
      String.raw`\begin{bmatrix}-0.5980 & 0.8397 & -0.8996\end{bmatrix} = \tanh \begin{bmatrix}-0.6900 & 1.220 & -1.470\end{bmatrix}`,
    )
  })

  it('says what happens and what comes next', () => {
    expect(plain(card.title)).toBe('through tanh, to $a_{1}$')
    expect(card.sentence).toBe('Every entry is squashed into (−1, 1).')
    expect(plain(card.next)).toBe('forward through affine, to $z_{2}$')
  })

  it('spells out the shorthand that its rule uses', () => {
    const [norm] = all(
      'X:input=[[1,2],[3,6],[5,1]]; s:parameter=[1,2]; t:parameter=[0,1]; Y:batchNorm(X,s,t)',
    )
    expect(texts(norm!.rules)[1]).toContain(String.raw`\hat{X} = \frac{X - `)
  })
})

describe('a step of dropout', () => {
  const text = 'x:parameter=[[1,2,3],[4,5,6]]; d:dropout(x); L:sum(d)'
  // What is kept counts double at p = 0.5.
  const mask = String.raw` \odot \begin{bmatrix}2 & 2 & 0 \\ 2 & 2 & 0\end{bmatrix}`

  it('shows the mask that was drawn, forward and back, and from which seed', () => {
    const forward = all(text)[0]!
    expect(texts(forward.rules)).toEqual([
      String.raw`d = x \odot m`,
      String.raw`m = \operatorname{mask}_{p = 0.5,\,\text{seed 1}}(x)`,
    ])
    expect(texts(forward.numbers)[0]).toContain(mask)
    expect(texts(back(text, 'd').numbers)[0]).toContain(mask)
  })
})

describe('a backward step', () => {
  const card = back(notes232, 'a_1')

  it('marks downstream, upstream and local', () => {
    expect(texts(card.rules)).toEqual([
      String.raw`\underbrace{\frac{\partial L}{\partial z_{1}}}_{\text{downstream}} = \underbrace{\frac{\partial L}{\partial a_{1}}}_{\text{upstream}} \odot \underbrace{(1 - a_{1}^{2})}_{\text{local}}`,
    ])
  })

  it('shows result = upstream ⊙ local with the numbers of the run', () => {
    expect(texts(card.numbers)).toEqual([
      String.raw`\begin{bmatrix}-0.4043 & -0.0990 & 0.0400\end{bmatrix} = \begin{bmatrix}-0.6294 & -0.3357 & 0.2098\end{bmatrix} \odot \begin{bmatrix}0.6424 & 0.2950 & 0.1908\end{bmatrix}`,
    ])
  })

  it('shows the rule per channel where a batch of images is normalised', () => {
    const text =
      'X:input=normal(2,3,1,2;1); s:parameter=[1,2,3]; t:parameter=[0,1,2]; Y:batchNorm(X,s,t); L:sum(Y)'
    const there = all(text)[0]!
    expect(texts(there.rules)).toEqual([
      String.raw`Y = s \odot \hat{X} + t`,
      String.raw`\hat{X} = \frac{X - \operatorname{mean}_{\text{all axes but 1}}(X)}{\sqrt{\operatorname{Var}_{\text{all axes but 1}}(X) + \varepsilon}}`,
    ])
    const { rules, numbers } = back(text, 'Y')
    expect(rules).toHaveLength(4)
    expect(texts(rules)[2]).toBe(
      String.raw`\underbrace{\frac{\partial L}{\partial t}}_{\text{downstream}} = \sum_{\text{all axes but 1}} \underbrace{\frac{\partial L}{\partial Y}}_{\text{upstream}}`,
    )
    expect(texts(numbers)[2]).toBe(
      String.raw`\frac{\partial L}{\partial t} = \begin{bmatrix}4 & 4 & 4\end{bmatrix}`,
    )
  })

  it('has one equation per input that gets a gradient', () => {
    const last = back(notes232, 'z_1')
    expect(last.rules).toHaveLength(3)
    expect(plain(last.title)).toBe('through affine, to $W_{1}$, $x$ and $b_{1}$')
    expect(last.next).toBeNull()
  })

  it('shows a sum where a gradient is summed back over the rows', () => {
    const { rules, numbers } = back(
      'x:input=[[1,2],[3,4]]; b:parameter=[0,0]; z:subtract(x,b); L:sum(z)',
      'z',
    )
    expect(texts(rules)[1]).toMatch(/= \\sum_\{\\text\{rows\}\} \\Bigl\(-/)
    expect(texts(numbers)[1]).toMatch(/^\\begin\{bmatrix\}-2 & -2\\end\{bmatrix\} = \\sum_\{\\text\{rows\}\}/)
  })

  it('shows that sum also behind a shorthand', () => {
    const norm = back(
      'X:input=[[1,2],[3,6],[5,1]]; s:parameter=[1,2]; t:parameter=[0,1]; Y:batchNorm(X,s,t)',
      'Y',
      {
        cotangent: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      },
    )
    expect(texts(norm.numbers)[1]).toMatch(
      /^\\begin\{bmatrix\}0 & 0.4629\\end\{bmatrix\} = \\sum_\{\\text\{rows\}\}/,
    )
  })

  it('shows the result alone where the formula’s numbers are too long', () => {
    const norm = back(
      'X:input=[[1,2],[3,6],[5,1]]; s:parameter=[1,2]; t:parameter=[0,1]; Y:batchNorm(X,s,t)',
      'Y',
    )
    expect(texts(norm.numbers)[0]).toMatch(/^\\frac\{\\partial S_\{Y\}\}\{\\partial X\} = \\begin\{bmatrix\}/)
  })

  it('says how many numbers there are when they do not fit', () => {
    const { numbers } = back('W:parameter=normal(20,30;1); s:square(W); L:mean(s)', 's')
    expect(texts(numbers)[0]).toBe(
      String.raw`What comes back, $\frac{\partial L}{\partial W}$, has 600 numbers (20 × 30); the inspector shows them all.`,
    )
  })

  it('speaks of vectors where these are multiplied', () => {
    const { numbers } = back('a:parameter=[1,2,3]; b:parameter=[4,5,6]; d:matmul(a,b)', 'd')
    expect(texts(numbers)[0]).toBe(
      String.raw`\begin{bmatrix}4 & 5 & 6\end{bmatrix} = 1 \cdot \begin{bmatrix}4 & 5 & 6\end{bmatrix}`,
    )
  })
})

describe('the first backward step says where the seed comes from', () => {
  const seed = (text: string, extras?: Extras) =>
    plain(all(text, extras).find(c => c.phase === 'backward')!.remarks[0]!)

  it('1 at a scalar', () =>
    expect(seed(notes232)).toBe(
      String.raw`Backprop starts with the seed gradient $\frac{\partial L}{\partial L} = 1$.`,
    ))
  it('ones at a tensor, and why', () =>
    expect(seed('x:parameter=[1,2]; y:square(x)')).toBe(
      'Backprop starts with ones, because $y$ is not a scalar: $S_{y}$ is the sum of its entries, so every $\\frac{\\partial S_{y}}{\\partial y}$ is 1.',
    ))
  it('the given cotangent', () =>
    expect(seed('x:parameter=[1,2]; y:square(x)', { cotangent: [3, 4] })).toBe(
      'Backprop starts with the given seed gradient, because $y$ is not a scalar: $S_{y}$ is the sum of its entries, each times its seed $\\frac{\\partial S_{y}}{\\partial y}$.',
    ))
  it('a given cotangent that does not fit is not passed over in silence', () =>
    expect(seed('x:parameter=[1,2]; y:square(x)', { cotangent: [3] })).toContain('is (1); it must be (2).'))
})

describe('a fan-out', () => {
  const text = 'x:parameter=3; s:square(x); k:linear(x){"k":5}; L:add(s,k)'

  it('is told branch by branch, each rule naming its branch', () => {
    const first = back(text, 'k')
    expect(plain(first.remarks[0]!)).toBe(
      'Gradients return to $x$ on 2 wires: 1 of 2 has come, and they add up there.',
    )
    expect(texts(first.rules)[0]).toContain(
      String.raw`\left.\frac{\partial L}{\partial x}\right|_{\text{via }k}`,
    )
    expect(first.numbers).toHaveLength(1)
  })

  it('shows the sum once a second share has come', () => {
    expect(texts(back(text, 's').numbers)[1]).toBe(String.raw`\frac{\partial L}{\partial x} = 5 + 6 = 11`)
  })

  it('keeps the sum open while shares are missing', () => {
    const three = 'x:parameter=3; s:square(x); k:linear(x){"k":-5}; e:negate(x); a:add(s,k); L:add(a,e)'
    const cards = all(three).filter(c => ['k', 's'].includes(c.step.node) && c.numbers.length > 1)
    expect(cards.map(c => texts(c.numbers)[1])).toEqual([
      String.raw`\frac{\partial L}{\partial x} = -1 + (-5) + \cdots`,
      String.raw`\frac{\partial L}{\partial x} = -1 + (-5) + 6 = 0`,
    ])
  })

  it('into two ports of one node is spoken of once', () => {
    const { remarks, rules } = back('w:parameter=3; x:exp(w); y:multiply(x,x)', 'y')
    expect(remarks.slice(1).map(plain)).toEqual([
      'Gradients return to $x$ on 2 wires: 2 of 2 have come, and they add up there.',
    ])
    expect(texts(rules)[0]).not.toBe(texts(rules)[1])
  })
})

describe('a signal that ends', () => {
  it('is told by threshold itself', () => {
    expect(back('x:parameter=1; t:threshold(x); L:exp(t)', 't').sentence).toContain('no learning signal')
  })

  it('is told at a dead ReLU', () => {
    const { remarks } = back('x:parameter=[-1,-2]; r:relu(x); L:sum(r)', 'r')
    expect(remarks.map(plain)).toEqual(['No learning signal: every entry that reaches $x$ is exactly 0.'])
  })

  it('is not told where one entry still gets through', () =>
    expect(back('x:parameter=[-1,2]; r:relu(x); L:sum(r)', 'r').remarks).toEqual([]))

  it('is told where it ends, not again at every node behind', () => {
    const text = 'x:parameter=[-1,-2]; e:linear(x); r:relu(e); L:sum(r)'
    expect(back(text, 'r').remarks).toHaveLength(1)
    expect(back(text, 'e').remarks).toEqual([])
  })

  it('is told of the input at which it ends, and of no other', () => {
    const { remarks } = back('a:parameter=0; b:parameter=3; p:multiply(a,b); L:exp(p)', 'p')
    expect(remarks.map(plain)).toEqual(['No learning signal: every entry that reaches $b$ is exactly 0.'])
  })

  it('is told where it stops being finite', () => {
    const { remarks } = back('x:parameter=0; l:log(x); L:exp(l)', 'l')
    expect(plain(remarks.at(-1)!)).toBe('The gradient of $x$ is not finite.')
  })
})

describe('the plain line of a step', () => {
  it('names op, node, direction and numbers', () => {
    expect(
      all(notes232)
        .map(c => c.text)
        .slice(7, 9),
    ).toEqual([
      'affine z₂, backward: gradient of W₂ is (0.2509, −0.2509; −0.3523, 0.3523; 0.3774, −0.3774); gradient of a₁ is (−0.6294, −0.3357, 0.2098); gradient of b₂ is (−0.4196, 0.4196)',
      'tanh a₁, backward: gradient of z₁ is (−0.4043, −0.0990, 0.0400)',
    ])
  })

  it('tells a large tensor by its shape', () => {
    expect(all('W:parameter=normal(20,30;1); s:square(W)')[0]!.text).toBe(
      'square s, forward: value is 20 × 30 numbers',
    )
  })
})

it('every formula of every card is typeset without an error', () => {
  const zoo = [
    notes232,
    'x:parameter=[[1,2],[3,4]]; y:constant=[[1,0],[0,1]]; m:mean(x){"axes":[0]}; n:negate(m); d:divide(x,n); L:softmaxCrossEntropy(d,y)',
    'x:parameter=[[1,2],[3,4]]; s:sigmoid(x); r:relu(s); l:log(r); e:exp(l); q:sum(e){"axes":[1],"keepDims":true}; L:meanSquaredError(q,q)',
  ]
  for (const card of zoo.flatMap(text => all(text)))
    for (const line of [...card.rules, ...card.numbers, ...card.remarks.flat(), ...card.title])
      if (typeof line === 'object' && 'tex' in line)
        expect(() => katex.renderToString(line.tex)).not.toThrow()
})

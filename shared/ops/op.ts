/** The record that an op is: everything the program knows about one kind of node stands in its one file. */
import { broadcastShape } from '../tensor/broadcast'
import { placesOf, type Window } from '../tensor/patches'
import type { Init } from '../tensor/random'
import { reducedShape } from '../tensor/reduce'
import { type Shape, sameShape, scalar, shapeText, type Tensor } from '../tensor/tensor'

/** What a wire into a port carries: data flows through, a parameter is learned, a target is what a loss compares with. */
export type Role = 'data' | 'parameter' | 'target'

export interface Port {
  readonly name: string
  /** How the port's variable is written when nothing is wired to it, e.g. `\\gamma`. */
  readonly tex: string
  readonly role: Role
  /** The op does without it. A canvas shows it once the ports before it are wired. */
  readonly optional?: true
  /** What a leaf is filled with that is made for this port, so that it fits the inputs whose shapes are known already. */
  readonly start?: (known: Readonly<Record<string, Shape>>) => { readonly shape: Shape; readonly init: Init }
}

export type AttrSpec =
  | {
      readonly kind: 'number'
      readonly label: string
      readonly default: number
      readonly min?: number
      readonly max?: number
    }
  | { readonly kind: 'boolean'; readonly label: string; readonly default: boolean }
  | {
      readonly kind: 'choice'
      readonly label: string
      readonly default: string
      readonly options: readonly string[]
    }
  /** Axes of a tensor; `null` means all of them unless `none` calls it something else, a negative axis counts from the last. */
  | {
      readonly kind: 'axes'
      readonly label: string
      readonly default: readonly number[] | null
      readonly none?: string
    }
  /** Whole numbers in order, such as a shape or (height, width); `length` is how many, where that is fixed. */
  | {
      readonly kind: 'sizes'
      readonly label: string
      readonly default: readonly number[]
      readonly min: number
      readonly length?: number
    }

export type AttrSpecs = Readonly<Record<string, AttrSpec>>
export type AttrValue = number | boolean | string | readonly number[] | null
export type Attrs = Readonly<Record<string, AttrValue>>

type AttrOf<S extends AttrSpec> = S extends { kind: 'number' }
  ? number
  : S extends { kind: 'boolean' }
    ? boolean
    : S extends { kind: 'choice'; options: readonly (infer O)[] }
      ? O
      : S extends { kind: 'sizes' }
        ? readonly number[]
        : readonly number[] | null
export type AttrsOf<A extends AttrSpecs> = { readonly [K in keyof A]: AttrOf<A[K]> }

export type Category =
  | 'Sources'
  | 'Arithmetic'
  | 'Linear algebra'
  | 'Layers'
  | 'Activations'
  | 'Reductions'
  | 'Shaping'
  | 'Losses'

/** How a node is drawn: a pill, a round gate, a titled block with named ports, or the loss's double ring. */
export type Look = 'pill' | 'gate' | 'block' | 'loss'

export interface Palette {
  readonly label: string
  /** A few characters that stand for the op in the palette and inside a gate: `×`, `σ`, `CE`. */
  readonly symbol: string
  /** Instead of the symbol inside a gate: an SVG path in a 24 × 24 box, drawn as a stroke. */
  readonly glyph?: string
  readonly look: Look
  readonly category: Category
  readonly keywords: readonly string[]
  /** What it does, in one to three plain sentences; shown in the inspector. */
  readonly about: string
}

/** A shape that does not fit: the port, and what it must be (`be (3, k)`); what was found is added by who reports it. */
export interface Mismatch {
  readonly mismatch: { readonly port: string; readonly must: string }
}

/** For an op's `shape` rule: `port` must … (the sentence reads "`W` of z_1 must be (3, k); it is (4, 2)."). */
export const mismatch = (port: string, must: string): Mismatch => ({ mismatch: { port, must } })
export const isMismatch = (x: Shape | Mismatch): x is Mismatch => !Array.isArray(x)

/** Where the entries of a sample are drawn from, so that finite differences make sense. */
export type Domain = 'any' | 'positive' | 'awayFromZero' | 'probability' | 'distribution' | 'oneHot' | Indices

/**
 * Whole numbers from 0 on and less than `below`, which name rows or classes. Nothing lies between them, so there is no
 * derivative: the gradient is 0, and finite differences leave them alone.
 */
export interface Indices {
  readonly below: (shapes: Readonly<Record<string, Shape>>) => number
}

export const isIndices = (domain: Domain | undefined): domain is Indices => typeof domain === 'object'

export interface Sample<P extends string = string, O extends P = never> {
  readonly shapes: Given<P, O, Shape>
  readonly attrs?: Attrs
}

/** Shapes (or attributes) that the op must refuse, and the words its sentence must contain. */
export interface ErrorSample<P extends string = string, O extends P = never> extends Sample<P, O> {
  readonly port: P
  readonly must: string
}

/**
 * The op's formulas in the small language of `formula/parse.ts`: names are the input ports, `out`, `g` (the gradient of
 * the root with respect to `out`), the attributes and the names bound in `where`. `backward[port]` evaluates to the same
 * number as the rule of that port; the contract test holds the two against each other.
 */
export interface FormulaText<P extends string = string> {
  readonly forward: string
  readonly backward: Readonly<Record<P, string>>
  readonly where?: Readonly<Record<string, { readonly tex: string; readonly is: string }>>
}

/**
 * Source text with `{port}` and `{attr}` places, and the ONNX operator's name (`null` where it takes several). So far read by
 * the contract tests only; the exporters to PyTorch, NumPy and ONNX will write a circuit with it.
 */
export interface ExportText {
  readonly torch: string
  readonly numpy: string
  readonly onnx: string | null
}

interface Named {
  readonly name: string
  readonly palette: Palette
}

/** An op without inputs: its value is typed in by a person and stands in the document. */
export interface LeafOp extends Named {
  readonly kind: 'leaf'
  readonly inputs: readonly []
  readonly attrs: Readonly<Record<never, AttrSpec>>
  /** Whether backprop delivers a gradient here. */
  readonly gradient: boolean
  /** Whether training may change it. */
  readonly learned: boolean
}

/** Something for each port; an optional port (`O`) may be left out. */
export type Given<P extends string, O extends P, T> = { readonly [K in Exclude<P, O>]: T } & {
  readonly [K in O]?: T
}

/** The shapes of the ports that are wired; `null` where a shape is not known. */
export type Wired<P extends string> = { readonly [K in P]?: Shape | null }

/** What a backward rule knows beside the inputs. */
interface Known {
  readonly g: Tensor
  readonly out: Tensor
}

/** One node inside an op: another op on earlier steps or on the op's own ports, or fixed numbers. */
export type InsideStep =
  | {
      readonly name: string
      readonly op: string
      /** Per port of that op, the name of a step or of a port of the op around it. */
      readonly inputs: Readonly<Record<string, string>>
      readonly attrs?: Attrs
    }
  | { readonly name: string; readonly value: Tensor }

/** An op that computes its one output, named `out`, from its inputs. Its rules are pure and see whole tensors only. */
export interface ComputedOp<P extends string = string, A = Attrs, O extends P = never> extends Named {
  readonly kind: 'computed'
  readonly inputs: readonly (Port & { readonly name: P })[]
  readonly attrs: AttrSpecs
  /** The output's shape, or which port does not fit. */
  readonly shape: (shapes: Given<P, O, Shape>, attrs: A) => Shape | Mismatch
  readonly forward: (values: Given<P, O, Tensor>, attrs: A) => Tensor
  /**
   * The vector-Jacobian product per input port, given `g` = ∂L/∂out, the inputs and `out`. The result has the shape of the
   * input, or a shape that the input was broadcast to: summing back and accumulating belong to the walk, never to an op.
   */
  readonly backward: {
    readonly [K in P]: (values: Given<P, Exclude<O, K>, Tensor> & Known, attrs: A) => Tensor
  }
  /** Where it depends on what is wired or on the attributes: a function of the shapes (`null` while one is unknown) and of these. */
  readonly formula: FormulaText<P> | ((shapes: Wired<P>, attrs: A) => FormulaText<P>)
  /** Each entry of the output is made of the entry in the same place of its one input: there it has a slope. */
  readonly entrywise?: true
  /** One sentence each for the step card: what happens going forward, and what happens to the gradient going back. */
  readonly says: { readonly forward: string; readonly backward: string }
  /** The same op as a small circuit of other ops, whose last step is the output; left out where it is made of none. */
  readonly inside?: (shapes: Given<P, O, Shape>, attrs: A) => readonly InsideStep[]
  readonly check: {
    readonly samples: readonly Sample<P, O>[]
    readonly errors: readonly ErrorSample<P, O>[]
    readonly domain?: Readonly<Partial<Record<P, Domain>>>
    /** The side taken at each kink (0 or 1 per place); finite differences are valid only where it does not change. */
    readonly sides?: (values: Given<P, O, Tensor>, attrs: A) => Tensor
    /** Relative tolerance against central differences when 1e-6 is too strict for this op's curvature. */
    readonly tolerance?: number
  }
  readonly export: ExportText
}

export type Op = LeafOp | ComputedOp

type OptionalOf<P extends Port> = P extends { readonly optional: true } ? P['name'] : never

/** Defines an op so that a missing gradient, a misspelt port or a misspelt attribute fails the type check. */
export function defineOp<const Ports extends readonly Port[], const A extends AttrSpecs>(
  record: { readonly inputs: Ports; readonly attrs: A } & Omit<
    ComputedOp<Ports[number]['name'], AttrsOf<A>, OptionalOf<Ports[number]>>,
    'kind' | 'inputs' | 'attrs'
  >,
): ComputedOp {
  // The engine calls every op with string-keyed records; the narrower types above are only for the author of the op.
  return { kind: 'computed', ...record } as unknown as ComputedOp
}

export const defineLeaf = (record: Omit<LeafOp, 'kind' | 'inputs' | 'attrs'>): LeafOp => ({
  kind: 'leaf',
  inputs: [],
  attrs: {},
  ...record,
})

/** The op's attributes with defaults filled in; attributes it does not know are dropped here and kept in the document. */
export function attrsOf(op: Op, given: Attrs): Attrs {
  const specs: AttrSpecs = op.attrs
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      Object.hasOwn(given, name) ? given[name]! : spec.default,
    ]),
  )
}

/** The op's formulas for these attributes and the shapes of the ports that are wired. */
export const formulaOf = (op: ComputedOp, wired: Wired<string>, attrs: Attrs): FormulaText =>
  typeof op.formula === 'function' ? op.formula(wired, attrs) : op.formula

/** Shape text for a `must` clause with some sizes free: `dims(3, 'k')` is `(3, k)`. */
export const dims = (...sizes: (number | string)[]): string => shapeText(sizes as number[])

/** What all ops of one input that work entry by entry have in common; an op spreads it into its record and adds its own. */
export const elementwise = {
  entrywise: true,
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {},
  shape: ({ x }: { readonly x: Shape }) => x,
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [1, 3] } },
      { shapes: { x: [4, 2] } },
      { shapes: { x: [2, 2, 2] } },
    ],
    errors: [],
  },
} as const

/** The shape rule of a loss: one number, if the targets `y` have the shape of the `predictions` they are compared with. */
export const comparedWith = (y: Shape, shape: Shape, predictions: string): Shape | Mismatch =>
  sameShape(shape, y)
    ? []
    : mismatch('y', `be ${shape.length > 0 ? dims(...shape) : 'a scalar'}, like the ${predictions}`)

/** How many examples a batch of shape (N, C) has; a vector is one example. */
export const examplesIn = (shape: Shape): number => (shape.length === 2 ? shape[0]! : 1)

/** As `elementwise`, for two inputs that are repeated until they fit each other. */
export const pairwise = {
  inputs: [
    { name: 'a', tex: 'a', role: 'data' },
    { name: 'b', tex: 'b', role: 'data' },
  ],
  attrs: {},
  shape: ({ a, b }: { readonly a: Shape; readonly b: Shape }) =>
    broadcastShape(a, b) ??
    mismatch('b', `match a, ${dims(...a)}, on each axis from the last, or be 1 there`),
  check: {
    samples: [
      { shapes: { a: [], b: [] } },
      { shapes: { a: [2, 3], b: [2, 3] } },
      { shapes: { a: [4, 3], b: [3] } },
      { shapes: { a: [], b: [2, 2] } },
      { shapes: { a: [3, 1], b: [1, 4] } },
      { shapes: { a: [2, 1], b: [3] } },
      { shapes: { a: [2, 1, 2], b: [3, 1] } },
    ],
    errors: [{ shapes: { a: [2, 3], b: [2] }, port: 'b', must: 'match a, (2, 3)' }],
  },
} as const

/** As `elementwise`, for ops that bring the entries along axes together into one. */
export const overAxes = {
  inputs: [{ name: 'x', tex: 'x', role: 'data' }],
  attrs: {
    axes: { kind: 'axes', label: 'Axes', default: null },
    keepDims: { kind: 'boolean', label: 'Keep dimensions', default: false },
  },
  shape: (
    { x }: { readonly x: Shape },
    { axes, keepDims }: { readonly axes: readonly number[] | null; readonly keepDims: boolean },
  ) =>
    reducedShape(x, axes, keepDims) ??
    mismatch('x', `have ${axes?.length === 1 ? 'an axis' : 'the distinct axes'} ${axes?.join(', ')}`),
  check: {
    samples: [
      { shapes: { x: [] } },
      { shapes: { x: [3, 4] } },
      { shapes: { x: [3, 4] }, attrs: { axes: [0], keepDims: false } },
      { shapes: { x: [2, 5] }, attrs: { axes: [-1], keepDims: true } },
      { shapes: { x: [2, 3, 2] }, attrs: { axes: [0, 2], keepDims: false } },
      { shapes: { x: [2, 3, 2] }, attrs: { axes: null, keepDims: true } },
    ],
    errors: [
      { shapes: { x: [2, 3] }, attrs: { axes: [2], keepDims: false }, port: 'x', must: 'have an axis 2' },
      {
        shapes: { x: [2, 3] },
        attrs: { axes: [0, -2], keepDims: true },
        port: 'x',
        must: 'have the distinct axes 0, -2',
      },
    ],
  },
} as const

/** The steps from `x` to `xhat`, which has mean 0 and variance 1 over the axes: what norm layers are made of inside. */
export const standardising = (axes: readonly number[], eps: number): readonly InsideStep[] => [
  { name: 'mu', op: 'mean', inputs: { x: 'x' }, attrs: { axes, keepDims: true } },
  { name: 'centred', op: 'subtract', inputs: { a: 'x', b: 'mu' } },
  { name: 'squares', op: 'square', inputs: { x: 'centred' } },
  { name: 'var', op: 'mean', inputs: { x: 'squares' }, attrs: { axes, keepDims: true } },
  { name: 'eps', value: scalar(eps) },
  { name: 'var_eps', op: 'add', inputs: { a: 'var', b: 'eps' } },
  { name: 'sigma', op: 'sqrt', inputs: { x: 'var_eps' } },
  { name: 'xhat', op: 'divide', inputs: { a: 'centred', b: 'sigma' } },
]

/** As `elementwise`, for ops that bring what a window sees of one channel together into one entry. */
export const pooling = {
  inputs: [
    { name: 'x', tex: 'x', role: 'data', start: () => ({ shape: [1, 1, 4, 4], init: 'normal' as const }) },
  ],
  attrs: {
    kernel: { kind: 'sizes', label: 'Kernel (height, width)', default: [2, 2], min: 1, length: 2 },
    stride: { kind: 'sizes', label: 'Stride (down, across)', default: [2, 2], min: 1, length: 2 },
    padding: {
      kind: 'sizes',
      label: 'Padding (above and below, left and right)',
      default: [0, 0],
      min: 0,
      length: 2,
    },
  },
  shape: ({ x }: { readonly x: Shape }, window: Window) => {
    const { kernel, padding } = window
    if (x.length !== 4) return mismatch('x', `be ${dims('N', 'C', 'H', 'W')}, a batch of images`)
    // So every window sees some of the image.
    if (kernel.some((size, i) => padding[i]! >= size))
      return mismatch('x', `be padded by less than the kernel, ${dims(...kernel)}, on each side`)
    const places = placesOf(x, window)
    return places
      ? [x[0]!, x[1]!, ...places]
      : mismatch('x', `be at least as high and wide as the kernel, ${dims(...kernel)}, with its padding`)
  },
  check: {
    samples: [
      { shapes: { x: [1, 1, 4, 4] } },
      { shapes: { x: [2, 3, 2, 3] }, attrs: { kernel: [1, 2], stride: [1, 1] } },
      { shapes: { x: [2, 2, 3, 5] }, attrs: { kernel: [3, 2], stride: [2, 1], padding: [1, 1] } },
      { shapes: { x: [1, 2, 2, 3] }, attrs: { kernel: [1, 1], stride: [1, 2] } },
    ],
    errors: [
      { shapes: { x: [4, 4] }, port: 'x', must: 'be (N, C, H, W)' },
      { shapes: { x: [1, 1, 1, 4] }, port: 'x', must: 'at least as high and wide as the kernel, (2, 2)' },
      {
        shapes: { x: [1, 1, 4, 4] },
        attrs: { padding: [0, 2] },
        port: 'x',
        must: 'be padded by less than the kernel, (2, 2)',
      },
    ],
  },
} as const

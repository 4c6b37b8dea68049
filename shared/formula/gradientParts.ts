/** Takes a backward formula apart into the upstream gradient and the local factors before and after it. */
import { type BinarySign, type Expression, namesIn } from './parse'

/** `rule` is the same formula, regrouped as before · upstream · after; the other three are nodes of that tree. */
export interface GradientParts {
  readonly rule: Expression
  readonly before: Expression | null
  readonly upstream: Expression
  readonly after: Expression | null
}

interface Chain {
  readonly negative: boolean
  /** Scalar factors; they may stand on either side. */
  readonly scale: Expression | null
  readonly scaleLeads: boolean
  readonly before: Expression | null
  readonly upstream: Expression
  readonly after: Expression | null
  /** The product of the non-scalar factors. Mixed products are no chain, since regrouping would change them. */
  readonly sign: '*' | '@' | null
}

/**
 * The parts of a formula that is one product with exactly one bare factor `g` (or `spread(g)`, `column(g)`, `row(g)`), possibly negated and
 * divided by something without `g`; `null` for every other formula, such as that of softmax. The minus and the scalars
 * become part of the local factor, so that upstream times local is the whole.
 */
export function gradientParts(
  e: Expression,
  isScalar: (e: Expression) => boolean = () => false,
): GradientParts | null {
  const chain = chainOf(e, isScalar)
  if (!chain) return null
  let { before, after } = chain
  const { scale, scaleLeads, sign, negative } = chain
  if (scale) {
    const atBefore = before && after ? sign === '@' : before ? true : after ? false : scaleLeads
    if (atBefore) before = times('*', scale, before)
    else after = times('*', scale, after)
  }
  if (negative && before) before = negated(before)
  else if (negative && after) after = negated(after)
  const { upstream } = chain
  let rule = negative && !before && !after ? negated(upstream) : upstream
  if (before) rule = times(joint(chain.before, sign), before, rule)
  if (after) rule = times(joint(chain.after, sign), rule, after)
  return { rule, before, upstream, after }
}

/** A side that holds nothing but scalars is joined by `*`. */
const joint = (factors: Expression | null, sign: '*' | '@' | null): '*' | '@' => (factors && sign) || '*'

const negated = (of: Expression): Expression => ({ kind: 'negate', of })
const binary = (sign: BinarySign, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  sign,
  left,
  right,
})
const times = (sign: '*' | '@', left: Expression | null, right: Expression | null): Expression =>
  left && right ? binary(sign, left, right) : (left ?? right)!

/** `x / d` where x may be nothing, that is 1; a fraction below is turned over. */
function over(x: Expression | null, d: Expression): Expression {
  if (!x && d.kind === 'binary' && d.sign === '/') return binary('/', d.right, d.left)
  return binary('/', x ?? { kind: 'number', value: 1 }, d)
}

function chainOf(e: Expression, isScalar: (e: Expression) => boolean): Chain | null {
  if (isUpstream(e))
    return {
      negative: false,
      scale: null,
      scaleLeads: false,
      before: null,
      upstream: e,
      after: null,
      sign: null,
    }
  if (e.kind === 'negate') {
    const chain = chainOf(e.of, isScalar)
    return chain && { ...chain, negative: !chain.negative }
  }
  if (e.kind !== 'binary' || e.sign === '+' || e.sign === '-' || e.sign === '^') return null
  const onLeft = hasUpstream(e.left)
  if (onLeft === hasUpstream(e.right)) return null
  const chain = chainOf(onLeft ? e.left : e.right, isScalar)
  if (!chain) return null
  const factor = onLeft ? e.right : e.left

  if (isScalar(factor) && e.sign !== '@') {
    if (e.sign === '/') return onLeft ? { ...chain, scale: over(chain.scale, factor) } : null
    const scale = onLeft ? times('*', chain.scale, factor) : times('*', factor, chain.scale)
    return { ...chain, scale, scaleLeads: chain.scale ? chain.scaleLeads : !onLeft }
  }
  if (e.sign === '/') {
    if (!onLeft || chain.sign === '@') return null
    return { ...chain, after: over(chain.after, factor), sign: '*' }
  }
  if (chain.sign && chain.sign !== e.sign) return null
  return onLeft
    ? { ...chain, after: times(e.sign, chain.after, factor), sign: e.sign }
    : { ...chain, before: times(e.sign, factor, chain.before), sign: e.sign }
}

const hasUpstream = (e: Expression): boolean => namesIn(e).includes('g')
const isUpstream = (e: Expression): boolean =>
  (e.kind === 'name' && e.name === 'g') || (e.kind === 'call' && around.has(e.fn) && isUpstream(e.args[0]!))
/** What only lays out a gradient otherwise. */
const around: ReadonlySet<string> = new Set(['spread', 'column', 'row'])

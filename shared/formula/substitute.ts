/** Puts other expressions in the place of parts of one, and leaves out the factors 1 that this leaves behind. */
import type { Expression } from './parse'

/** `swap` answers what stands for a part, or `null` to look inside it; what it puts in is not looked at again. */
export function substitute(e: Expression, swap: (part: Expression) => Expression | null): Expression {
  const put = swap(e)
  if (put) return put
  const inside = (part: Expression) => substitute(part, swap)
  switch (e.kind) {
    case 'number':
    case 'name':
      return e
    case 'negate':
    case 'transpose':
      return { ...e, of: inside(e.of) }
    case 'call':
      return { ...e, args: e.args.map(inside) }
    case 'indicator':
      return { ...e, left: inside(e.left), right: inside(e.right) }
    case 'binary':
      return withoutOnes({ ...e, left: inside(e.left), right: inside(e.right) })
  }
}

/** A scalar 1 changes neither value nor shape of what it multiplies or divides. */
function withoutOnes(e: Extract<Expression, { kind: 'binary' }>): Expression {
  const { sign, left, right } = e
  if ((sign === '*' || sign === '/') && isOne(right)) return left
  return sign === '*' && isOne(left) ? right : e
}

const isOne = (e: Expression): boolean => e.kind === 'number' && e.value === 1

/** The formula inside a titled block, written with the names of its ports. */
import { namesOf } from '../../shared/formula/names'
import { parse } from '../../shared/formula/parse'
import { toTex } from '../../shared/formula/tex'
import { attrsOf, formulaOf, type Op } from '../../shared/ops/op'

export function blockFormula(op: Op): string {
  if (op.kind === 'leaf') return ''
  const formula = formulaOf(op, {}, attrsOf(op, {}))
  return toTex(parse(formula.forward), namesOf(op, {}, formula))
}

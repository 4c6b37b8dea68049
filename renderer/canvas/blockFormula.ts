/** The formula inside a titled block, written with the names of its ports. */
import { namesOf } from '../../shared/formula/names'
import { parse } from '../../shared/formula/parse'
import { toTex } from '../../shared/formula/tex'
import type { Op } from '../../shared/ops/op'

export const blockFormula = (op: Op): string =>
  op.kind === 'leaf' ? '' : toTex(parse(op.formula.forward), namesOf(op, {}))

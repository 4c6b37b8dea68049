import { expect, test } from 'vitest'
import { ops } from '../../shared/ops/index'
import { attrsOf, isMismatch } from '../../shared/ops/op'
import type { Shape } from '../../shared/tensor/tensor'

const starting = [...ops.values()].flatMap(op =>
  op.kind === 'computed' &&
  op.inputs.every(port => port.start || port.role === 'data') &&
  op.inputs.some(port => port.start)
    ? [{ op, name: op.name }]
    : [],
)

const orders = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((first, i) => orders(items.filter((_, j) => j !== i)).map(rest => [first, ...rest]))

test.each(starting)(
  'leaves made for the ports of $name fit together, in whatever order they are made',
  ({ op }) => {
    for (const ports of orders(op.inputs)) {
      const shapes: Record<string, Shape> = {}
      for (const port of ports) shapes[port.name] = port.start?.(shapes).shape ?? [1, 2]
      expect(
        isMismatch(op.shape(shapes, attrsOf(op, {}))),
        `${ports.map(p => p.name)}: ${JSON.stringify(shapes)}`,
      ).toBe(false)
    }
  },
)

/** Which ops quick-add offers for the loose end of a wire, and where the wire goes. */
import { expect, test } from 'vitest'
import { entryPort, fittingOps, portAt } from '../../renderer/canvas/fitting'
import { ops } from '../../shared/ops/index'
import { circuit } from '../helpers/circuit'

const document = circuit('x:input=[[1]]; z:affine(,x); q:quux(x)')
const names = (...wire: Parameters<typeof fittingOps>) => fittingOps(...wire).map(op => op.name)

test('without a wire every op fits', () => {
  expect(names(document, null)).toEqual([...ops.keys()])
})

test('a wire that comes out of a node fits the ops that read something', () => {
  const fitting = names(document, { from: 'x' })
  expect(fitting).toContain('tanh')
  expect(fitting).not.toContain('parameter')
  expect(fitting).toHaveLength([...ops.values()].filter(op => op.inputs.length > 0).length)
})

test('an open port takes every op, and first the leaf that it is made for', () => {
  expect(names(document, { to: 'z', port: 'W' }).slice(0, 4)).toEqual([
    'parameter',
    'input',
    'constant',
    'abs',
  ])
  expect(names(document, { to: 'z', port: 'x' }).slice(0, 4)).toEqual([
    'input',
    'parameter',
    'constant',
    'abs',
  ])
  expect(names(document, { to: 'z', port: 'x' })).toHaveLength(ops.size)
})

test('the port of a loose end is known where its op is', () => {
  expect(portAt(document, { to: 'z', port: 'b' })?.role).toBe('parameter')
  expect(portAt(document, { to: 'z', port: 'nothing' })).toBeUndefined()
  expect(portAt(document, { to: 'q', port: 'port1' })).toBeUndefined()
  expect(portAt(document, { to: 'gone', port: 'x' })).toBeUndefined()
})

test('a wire enters a new node by its first data port, or by its first where it has none', () => {
  expect(entryPort(ops.get('affine')!)).toBe('x')
  expect(entryPort(ops.get('add')!)).toBe('a')
  expect(
    entryPort({ ...ops.get('affine')!, inputs: [{ name: 'W', tex: 'W', role: 'parameter' }] } as never),
  ).toBe('W')
  expect(entryPort(ops.get('input')!)).toBeUndefined()
})

/** `chainrule cost`: its tables, its JSON, and what it says of circuits that are broken, empty or too large. */
import { expect, it } from 'vitest'
import { answered, answeredFor, chainrule, expectError, galleryFile } from './chainrule'

const notes = galleryFile('notes-mlp-2-3-2')
const priced = (text: string, ...flags: string[]) => answeredFor(text, 'cost', ...flags)

it('prints what every node costs in numbers and in symbols, and the time it takes', async () => {
  const { code, out, err } = await chainrule(['cost', notes])
  expect(out).toMatch(/\nz_1 +affine +6 +0 +112 +12 +0 +176\n/)
  expect(out).toContain('\nWith N = 1, D = 2, H = 3, k = 2:\n')
  expect(out).toMatch(/\nin all +N D H \+ N H k .* 2 N D H \+ 2 N H k /)
  expect(out).toMatch(/\nz_1 +affine +8 N D \+ 8 N H \+ 8 D H \+ 8 H +16 N D /)
  expect(out).toMatch(/\nTime on this machine: forward [\d.,]+ .s, backward [\d.,]+ .s \(medians\)\.\n$/)
  expect([code, err]).toEqual([0, ''])
})

it('writes JSON with the axes, the counts and the times', async () => {
  const { out } = await answered(['cost', notes, '--json'])
  const { axes, nodes, all, memoryBytes, time } = JSON.parse(out)
  expect(axes).toEqual({ N: 1, D: 2, H: 3, k: 2 })
  // 2 · 3 + 3 · 2 forward; backward twice as many, for the weights and for what they are multiplied with.
  expect(all.forward.multiplyAdds).toEqual({ number: 12, symbols: 'N D H + N H k' })
  expect(all.backward.multiplyAdds).toEqual({ number: 24, symbols: '2 N D H + 2 N H k' })
  expect(nodes.z_1.backward.multiplyAdds).toEqual({ number: 12, symbols: '2 N D H' })
  expect(nodes.z_1.forward.bytes).toEqual({
    number: 8 * (2 + 3 + 6 + 3),
    symbols: '8 N D + 8 N H + 8 D H + 8 H',
  })
  expect(memoryBytes).toBeGreaterThan(0)
  expect(time.forwardMs * time.backwardMs).toBeGreaterThan(0)
})

it('counts a convolution: each of 2 · 4 places of 3 filters sees 2 channels of 3 · 3 pixels', async () => {
  const { out } = await priced(
    'x:input=normal(2,2,4,4;1); w:parameter=normal(3,2,3,3;2); b:parameter=zeros(3); c:conv2d(x,w,b); L:sum(c)',
    '--json',
  )
  const { c } = JSON.parse(out).nodes
  expect(c.forward.multiplyAdds).toEqual({ number: 2 * 4 * 3 * 2 * 9, symbols: '36 N C O' })
  expect(c.backward.multiplyAdds).toEqual({ number: 2 * 432, symbols: '72 N C O' })
})

it('says why the symbols come to more where a size is 1, and only there', async () => {
  const said = 'The symbols also count what only a longer N makes work of'
  expect((await answered(['cost', notes])).out).toContain(said)
  expect((await answered(['cost', galleryFile('xor')])).out).not.toContain(said)
})

it('counts the good part of a broken circuit, and exits with 1 for the problem', async () => {
  const ran = await priced('x:input=normal(2,3;1); y:tanh(x); z:add(y)')
  expect(ran.out).toMatch(/\ny +tanh +0 +6 +96 +0 +6 +144\n/)
  expectError(ran, 1, /z waits for a wire into b\./)
})

it('has nothing to count where nothing computes', async () => {
  const { code, out } = await priced('x:parameter=[1,2]')
  expect(out).toMatch(/\nin all +0 +0 +0 +0 +0 +0\n/)
  expect([code, JSON.parse((await priced('x:parameter=[1,2]', '--json')).out).nodes]).toEqual([0, {}])
})

it('counts a circuit that is too large to be run, and says that no time was measured', async () => {
  const layers = Array.from({ length: 9 }, (_, i) => `h${i + 1}:tanh(h${i})`).join('; ')
  const large = `h0:parameter=zeros(3000,3000;0); ${layers}`
  const ran = await priced(large)
  expect(ran.out).toMatch(/\nh9 +tanh +0 +9,000,000 +144,000,000 /)
  expect(ran.out).toContain('so no time was measured.')
  expectError(ran, 1, /This circuit needs 1\.4 GB of memory/)
  expect(JSON.parse((await priced(large, '--json')).out).time).toBeNull()
})

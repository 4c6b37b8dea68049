import { describe, expect, test } from 'vitest'
import { boxAround, followZoom, presentedView, wholeZoom } from '../../renderer/canvas/presentedView'

const size = { width: 1440, height: 600 }
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })
/** Where a box of the canvas stands on screen. */
const seen = (view: ReturnType<typeof presentedView>, { x, y, width, height }: ReturnType<typeof box>) => ({
  left: x * view.zoom + view.x,
  right: (x + width) * view.zoom + view.x,
  top: y * view.zoom + view.y,
  bottom: (y + height) * view.zoom + view.y,
})

describe('a circuit that can be read whole', () => {
  const bounds = box(-40, 20, 900, 340)

  test('is enlarged to fill the window, and stands in its middle, whatever the step is about', () => {
    const view = presentedView(bounds, box(0, 20, 90, 40), size)
    const { left, right, top, bottom } = seen(view, bounds)
    expect(view.zoom).toBeGreaterThan(1.3)
    expect(left).toBeCloseTo(size.width - right)
    expect(top).toBeCloseTo(size.height - bottom)
    expect(left).toBeGreaterThanOrEqual(64)
    expect(presentedView(bounds, null, size)).toEqual(view)
  })

  test('is not blown up without end', () => {
    expect(presentedView(box(0, 0, 90, 40), null, size).zoom).toBe(wholeZoom.most)
  })
})

describe('a circuit that cannot', () => {
  const bounds = box(0, 0, 6000, 900)

  test('is shown whole only where no step is taken', () => {
    const view = presentedView(bounds, null, size)
    expect(view.zoom).toBeLessThan(wholeZoom.least)
    expect(seen(view, bounds).left).toBeGreaterThan(0)
    expect(seen(view, bounds).right).toBeLessThan(size.width)
  })

  test('is shown where the step is, so large that it can be read', () => {
    const about = box(3000, 400, 300, 120)
    const view = presentedView(bounds, about, size)
    const { left, right, top, bottom } = seen(view, about)
    expect(view.zoom).toBe(followZoom.most)
    expect((left + right) / 2).toBeCloseTo(size.width / 2)
    expect(Math.min(left, top, size.width - right, size.height - bottom)).toBeGreaterThan(0)
  })

  test('shows no emptiness beyond its edge', () => {
    const { left, top } = seen(presentedView(bounds, box(0, 0, 90, 40), size), bounds)
    expect([left, top]).toEqual([72, 28])
    const { right, bottom } = seen(presentedView(bounds, box(5910, 860, 90, 40), size), bounds)
    expect([size.width - right, size.height - bottom]).toEqual([72, 28])
  })

  test('gets smaller for a step whose parts lie far apart, but not too small to read', () => {
    expect(presentedView(bounds, box(0, 0, 1500, 100), size).zoom).toBeCloseTo(0.864)
    expect(presentedView(bounds, box(0, 0, 5000, 100), size).zoom).toBe(followZoom.least)
  })
})

test('the box around boxes reaches to all their edges; around none there is none', () => {
  expect(boxAround([box(0, 50, 10, 10), box(-5, 0, 10, 20)])).toEqual(box(-5, 0, 15, 60))
  expect(boxAround([])).toBeNull()
})

test('an empty canvas has a view as well', () => {
  expect(Number.isFinite(presentedView(box(0, 0, 0, 0), null, size).zoom)).toBe(true)
})

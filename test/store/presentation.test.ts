/** While presenting, the document and the selection stay as they are, whoever wants to change them. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  beginGesture,
  currentDocument,
  edit,
  openDocument,
  redo,
  undo,
  useDocument,
} from '../../renderer/store/documentStore'
import { endPresentation, followFullscreen, isPresenting, present } from '../../renderer/store/presentation'
import { select, useSession } from '../../renderer/store/sessionStore'
import { removeNodes, rename } from '../../shared/document/edit/nodes'
import { circuit } from '../helpers/circuit'

const renamed = (to: string) =>
  edit(document => {
    const result = rename(document, 'x', to)
    return result.ok ? result.document : document
  })
const selection = () => [...useSession.getState().nodes]

/** A page whose full screen is granted, or refused. */
class Page extends EventTarget {
  fullscreenElement: unknown = null
  readonly refuses: boolean
  constructor(refuses = false) {
    super()
    this.refuses = refuses
  }
  documentElement = {
    requestFullscreen: async () => {
      if (this.refuses) throw new TypeError('fullscreen is not allowed')
      this.fullscreenElement = this.documentElement
      this.dispatchEvent(new Event('fullscreenchange'))
    },
  }
  exitFullscreen = vi.fn(async () => {
    this.fullscreenElement = null
    this.dispatchEvent(new Event('fullscreenchange'))
  })
}
const asPage = (page: Page) => page as unknown as Document

beforeEach(() => {
  openDocument(circuit('x:parameter=1; a:tanh(x)'))
  select(['a'])
})
afterEach(() => {
  endPresentation(null)
  select([])
})

describe('while presenting', () => {
  test('edits, undo and redo do nothing', () => {
    renamed('y')
    renamed('w')
    undo()
    present(null)
    const before = useDocument.getState().history
    edit(document => removeNodes(document, ['a']))
    undo()
    redo()
    expect(useDocument.getState().history).toBe(before)
    endPresentation(null)
    redo()
    expect(currentDocument().circuit.nodes[0]?.name).toBe('w')
  })

  test('nothing is selected, and what was comes back afterwards', () => {
    present(null)
    select(['x'])
    expect(selection()).toEqual([])
    endPresentation(null)
    expect(selection()).toEqual(['a'])
  })

  test('another document may be opened; then nothing of the first is selected afterwards', () => {
    present(null)
    openDocument(circuit('a:parameter=1'))
    endPresentation(null)
    expect(selection()).toEqual([])
  })
})

test('what was begun before is one undo entry of its own', () => {
  beginGesture()
  renamed('y')
  present(null)
  expect(useDocument.getState().history).toMatchObject({ mark: null, past: [{}] })
})

describe('full screen', () => {
  test('is asked for, and left with the presentation', async () => {
    const page = new Page()
    const stop = followFullscreen(asPage(page))
    present(asPage(page))
    await Promise.resolve()
    expect(page.fullscreenElement).not.toBeNull()
    expect(isPresenting()).toBe(true)
    endPresentation(asPage(page))
    expect(page.exitFullscreen).toHaveBeenCalledOnce()
    stop()
  })

  test('where it is left by the system’s own key, so is the presentation', async () => {
    const page = new Page()
    const stop = followFullscreen(asPage(page))
    present(asPage(page))
    await Promise.resolve()
    await page.exitFullscreen()
    expect(isPresenting()).toBe(false)
    stop()
  })

  test('where it is refused, the window will do', async () => {
    const page = new Page(true)
    const stop = followFullscreen(asPage(page))
    present(asPage(page))
    await new Promise(done => setTimeout(done))
    expect(isPresenting()).toBe(true)
    stop()
  })

  test('that is granted when the presentation is over already is left at once', () => {
    const page = new Page()
    const stop = followFullscreen(asPage(page))
    page.fullscreenElement = page.documentElement
    page.dispatchEvent(new Event('fullscreenchange'))
    expect(page.exitFullscreen).toHaveBeenCalledOnce()
    stop()
  })
})

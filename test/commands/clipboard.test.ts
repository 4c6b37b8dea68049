import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copiedText, listenToClipboard, pastePlace, pasteText } from '../../renderer/commands/clipboard'
import { noCanvas, registerCanvasActions } from '../../renderer/store/canvasActions'
import { currentDocument, openDocument, undo, useDocument } from '../../renderer/store/documentStore'
import { select, useSession } from '../../renderer/store/sessionStore'
import { circuit } from '../helpers/circuit'

const circuitHere = () => currentDocument().circuit
const entries = () => useDocument.getState().history.past.length
const notice = () => useSession.getState().notice
const positionsOf = (name: string) =>
  currentDocument().layout.positions[circuitHere().nodes.find(node => node.name === name)!.id]

let stop: () => void = () => {}
let unregister: () => void = () => {}
beforeEach(() => {
  useSession.setState({ notice: null })
  openDocument(
    circuit('x:input=[1,2]; W:parameter=[0.1,-0]; z:multiply(x,W); L:sum(z)', {
      positions: { x: [10, 20], W: [10, 80], z: [200, 50], L: [400, 50] },
    }),
  )
  select(['x', 'W', 'z'])
})
afterEach(() => {
  stop()
  unregister()
})

describe('copying', () => {
  test('gives the selected nodes and their inner wires as the text of a circuit file', () => {
    const text = copiedText()!
    openDocument(circuit(''))
    pasteText(text, { x: 0, y: 0 })
    expect(circuitHere().nodes.map(node => node.name)).toEqual(['x', 'W', 'z'])
    expect(circuitHere().edges).toHaveLength(2)
  })

  test('gives nothing when nothing is selected', () => {
    select([])
    expect(copiedText()).toBeNull()
  })
})

describe('pasting', () => {
  test('lands with its corner at the place, keeping the distances', () => {
    pasteText(copiedText()!, { x: 1000, y: 500 })
    expect([positionsOf('x_2'), positionsOf('W_2'), positionsOf('z_2')]).toEqual([
      { x: 1000, y: 500 },
      { x: 1000, y: 560 },
      { x: 1190, y: 530 },
    ])
  })

  test('gives fresh ids and names, keeps the values to the last bit, and wires the copies to each other', () => {
    pasteText(copiedText()!, { x: 0, y: 0 })
    const { nodes, edges } = circuitHere()
    expect(new Set(nodes.map(node => node.id)).size).toBe(7)
    expect(nodes.map(node => node.name)).toEqual(['x', 'W', 'z', 'L', 'x_2', 'W_2', 'z_2'])
    const copy = nodes.find(node => node.name === 'W_2')!
    expect(copy.value).toEqual(nodes.find(node => node.name === 'W')!.value)
    const z = nodes.find(node => node.name === 'z_2')!.id
    expect(edges.filter(edge => edge.to === z).map(edge => edge.from)).toEqual([
      nodes.find(node => node.name === 'x_2')!.id,
      copy.id,
    ])
  })

  test('is one undo entry, and selects what was pasted', () => {
    pasteText(copiedText()!, { x: 0, y: 0 })
    expect(entries()).toBe(1)
    expect(useSession.getState().nodes).toEqual(
      new Set(
        circuitHere()
          .nodes.slice(4)
          .map(node => node.id),
      ),
    )
    undo()
    expect(circuitHere().nodes).toHaveLength(4)
  })

  test('twice at one place does not hide the first copy', () => {
    const text = copiedText()!
    pasteText(text, { x: 0, y: 0 })
    pasteText(text, { x: 0, y: 0 })
    expect(positionsOf('x_3')).not.toEqual(positionsOf('x_2'))
  })

  test('of foreign text says so and changes nothing', () => {
    pasteText('hello', { x: 0, y: 0 })
    expect(notice()?.text).toBe('There is no circuit on the clipboard to paste.')
    expect(entries()).toBe(0)
  })

  test('of a broken circuit says what is wrong and changes nothing', () => {
    pasteText('{"format": "chainrule-circuit", "version": 99}', { x: 0, y: 0 })
    expect(notice()).toMatchObject({ tone: 'error', text: expect.stringContaining('newer version') })
    expect(entries()).toBe(0)
  })
})

describe('the place of a paste', () => {
  const canvas = (pointer: { x: number; y: number } | null) => {
    unregister = registerCanvasActions({
      ...noCanvas,
      centre: () => ({ x: 7, y: 8 }),
      pointerPosition: () => pointer,
    })
  }

  test('is the pointer while it is over the canvas', () => {
    canvas({ x: 300, y: 40 })
    expect(pastePlace()).toEqual({ x: 300, y: 40 })
  })

  test('is the middle of the canvas otherwise', () => {
    canvas(null)
    expect(pastePlace()).toEqual({ x: 7, y: 8 })
  })
})

describe('the clipboard events', () => {
  /** A page with a clipboard, as far as the listener needs it. */
  const page = Object.assign(new EventTarget(), { getSelection: () => null })
  const fire = (type: string, held: Map<string, string>) => {
    const clipboardData = {
      setData: (kind: string, text: string) => held.set(kind, text),
      getData: (kind: string) => held.get(kind) ?? '',
    }
    const event = Object.assign(new Event(type, { cancelable: true }), { clipboardData })
    page.dispatchEvent(event)
    return event
  }
  beforeEach(() => {
    stop = listenToClipboard(page as unknown as Document)
  })

  test('cut and paste move nodes through the clipboard, as one undo entry each', () => {
    const held = new Map<string, string>()
    fire('cut', held)
    expect(circuitHere().nodes.map(node => node.name)).toEqual(['L'])
    fire('paste', held)
    expect(circuitHere().nodes.map(node => node.name)).toEqual(['L', 'x', 'W', 'z'])
    expect(entries()).toBe(2)
  })

  test('are left to the browser when no node is selected', () => {
    select([])
    const held = new Map<string, string>()
    expect(fire('copy', held).defaultPrevented).toBe(false)
    expect(held.size).toBe(0)
  })
})

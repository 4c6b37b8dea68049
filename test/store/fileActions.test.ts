import { beforeEach, describe, expect, test } from 'vitest'
import {
  beginGesture,
  currentDocument,
  edit,
  isEdited,
  openDocument,
  undo,
  useDocument,
} from '../../renderer/store/documentStore'
import {
  newDocument,
  openDropped,
  openFile,
  openFromGallery,
  openRecent,
  save,
  saveAs,
  useFiles,
} from '../../renderer/store/fileActions'
import { select, useSession } from '../../renderer/store/sessionStore'
import { startFiles } from '../../renderer/store/startFiles'
import type { Document } from '../../shared/document/document'
import { addNode } from '../../shared/document/edit/nodes'
import { serializeCircuitFile } from '../../shared/document/file/serialize'
import { gallery } from '../../shared/gallery/index'
import type { FileHandle, Outcome, SaveChoice, SavedFile } from '../../shared/host'
import { circuit } from '../helpers/circuit'
import { type MemoryHost, memoryHost } from '../helpers/memoryHost'

const small = serializeCircuitFile(circuit('x:input=1; y:tanh(x)'))
const other = serializeCircuitFile(circuit('u:input=2; v:exp(u)'))

let host: MemoryHost
let stop: () => void
let page: EventTarget

beforeEach(() => {
  stop?.()
  host = memoryHost({ 'small.circuit': small, 'other.circuit': other, 'bad.circuit': '{"format": 1}' })
  page = new EventTarget()
  useSession.setState({ notice: null })
  stop = startFiles(host, page)
})

const addOne = () => edit(document => addNode(document, { op: 'relu', at: { x: 0, y: 0 } }).document)
const names = () => currentDocument().circuit.nodes.map(node => node.name)
const edited = () => isEdited(useDocument.getState())
const notice = () => useSession.getState().notice
const openNamed = (name: string) => {
  host.opens.push(name)
  return openFile()
}
/** A promise that is fulfilled by hand. */
function later<T>() {
  let fulfil!: (value: T) => void
  const promise = new Promise<T>(resolve => {
    fulfil = resolve
  })
  return { promise, fulfil }
}

describe('starting', () => {
  test('opens the network of the notes, unedited', () => {
    expect(currentDocument().about.title).toContain('2-3-2')
    expect(host.title).toBe('notes-mlp-2-3-2.circuit — Chainrule')
  })

  test('shows the file that the system hands over', async () => {
    await host.arrive('small.circuit')
    await expect.poll(names).toEqual(['x', 'y'])
    expect(host.asked).toEqual([])
  })
})

describe('opening', () => {
  test('shows the file, its name in the title, and no selection', async () => {
    select(['n1'])
    await openNamed('small.circuit')
    expect(names()).toEqual(['x', 'y'])
    expect(host.title).toBe('small.circuit — Chainrule')
    expect(useSession.getState().nodes.size).toBe(0)
  })

  test('a bad file says one sentence and leaves the open document untouched', async () => {
    const before = useDocument.getState()
    await openNamed('bad.circuit')
    expect(notice()).toEqual({
      text: 'bad.circuit cannot be opened: /format must be “chainrule-circuit”; it is 1.',
      tone: 'error',
    })
    expect(useDocument.getState()).toBe(before)
  })

  test('a bad file is refused before anybody is asked about unsaved work', async () => {
    addOne()
    await openNamed('bad.circuit')
    expect(host.asked).toEqual([])
  })

  test('a cancelled dialog changes nothing and says nothing', async () => {
    addOne()
    const before = useDocument.getState()
    await openFile()
    expect(useDocument.getState()).toBe(before)
    expect([notice(), host.asked]).toEqual([null, []])
  })

  test('a read that fails says why', async () => {
    host.failures.push('small.circuit is locked.')
    await openNamed('small.circuit')
    expect(notice()?.text).toBe('small.circuit is locked.')
  })

  test('a recent file brings it back', async () => {
    await openNamed('small.circuit')
    await newDocument()
    await expect.poll(() => useFiles.getState().recent.map(file => file.name)).toEqual(['small.circuit'])
    await openRecent(useFiles.getState().recent[0]!)
    expect(names()).toEqual(['x', 'y'])
  })

  test('a file that is no circuit, or that was not opened in the end, is not offered again', async () => {
    await openNamed('bad.circuit')
    await openNamed('small.circuit')
    addOne()
    await openNamed('other.circuit')
    expect(host.asked).toEqual(['small.circuit'])
    expect((await host.recent()).map(file => file.name)).toEqual(['small.circuit'])
  })

  test('a gallery circuit has no file of its own, so that saving asks where', async () => {
    await openFromGallery(gallery.find(item => item.id === 'xor')!)
    expect(useDocument.getState().file).toEqual({ handle: null, name: 'xor.circuit' })
    expect(await save()).toBe(false)
    host.saves.push(true)
    expect(await save()).toBe(true)
    expect(host.files.get('xor.circuit')).toBe(serializeCircuitFile(currentDocument()))
  })

  test('every gallery circuit opens', async () => {
    for (const item of gallery) {
      await openFromGallery(item)
      expect(currentDocument().about.title).toBe(item.title)
    }
  })

  test('of two files wished for, the later wish wins, whichever is read first', async () => {
    const slow = later<Outcome<never>>()
    const read = host.read
    host.read = handle => slow.promise.then(() => read(handle))
    const first = openRecent({ handle: 'memory:small.circuit' as FileHandle, name: 'small.circuit' })
    await openNamed('other.circuit')
    slow.fulfil({ ok: false, reason: '' })
    await first
    expect(names()).toEqual(['u', 'v'])
  })

  test('a new document is empty and has its own undo history', async () => {
    addOne()
    host.choices.push('discard')
    await newDocument()
    undo()
    expect(names()).toEqual([])
  })
})

describe('dropping a file on the window', () => {
  const dragged = (type: string, files: readonly File[]) =>
    Object.assign(new Event(type, { cancelable: true }), {
      dataTransfer: {
        types: files.length > 0 ? ['Files'] : ['application/x-chainrule-op'],
        files,
        dropEffect: 'none',
      },
    })

  test('opens it', async () => {
    page.dispatchEvent(dragged('drop', [new File([small], 'small.circuit')]))
    await expect.poll(names).toEqual(['x', 'y'])
  })

  test('is announced while it hovers', () => {
    const over = dragged('dragover', [new File([small], 'small.circuit')])
    page.dispatchEvent(over)
    expect(over.defaultPrevented).toBe(true)
    expect(over.dataTransfer.dropEffect).toBe('copy')
  })

  test('leaves a dragged op to the canvas', () => {
    const drop = dragged('drop', [])
    page.dispatchEvent(drop)
    expect(drop.defaultPrevented).toBe(false)
  })

  test('asks about unsaved work first', async () => {
    addOne()
    await openDropped(new File([small], 'small.circuit'))
    expect(host.asked).toEqual(['notes-mlp-2-3-2.circuit'])
    expect(names()).toContain('W_1')
  })
})

describe('unsaved work', () => {
  test('is marked in the title until it is undone or saved', async () => {
    await openNamed('small.circuit')
    addOne()
    expect(host.title).toBe('● small.circuit — Chainrule')
    undo()
    expect(host.title).toBe('small.circuit — Chainrule')
    addOne()
    await save()
    expect(host.title).toBe('small.circuit — Chainrule')
  })

  test('stays when the question is cancelled', async () => {
    await openNamed('small.circuit')
    addOne()
    await openNamed('other.circuit')
    expect(host.asked).toEqual(['small.circuit'])
    expect(names()).toHaveLength(3)
  })

  test('is saved before another file is opened when the person says so', async () => {
    await openNamed('small.circuit')
    addOne()
    const text = serializeCircuitFile(currentDocument())
    host.choices.push('save')
    await openNamed('other.circuit')
    expect(host.files.get('small.circuit')).toBe(text)
    expect(names()).toEqual(['u', 'v'])
  })

  test('stays open when saving it fails, with the reason', async () => {
    await openNamed('small.circuit')
    addOne()
    host.choices.push('save')
    const opening = openNamed('other.circuit')
    host.save = async () => ({ ok: false, reason: 'The disk is full.' })
    await opening
    expect(names()).toHaveLength(3)
    expect(notice()).toEqual({ text: 'The disk is full.', tone: 'error' })
    expect(edited()).toBe(true)
  })

  test('made while the question stands is asked about again', async () => {
    await openNamed('small.circuit')
    addOne()
    const saving = later<void>()
    const write = host.save
    host.save = (handle, text) => saving.promise.then(() => write(handle, text))
    host.choices.push('save', 'cancel')
    const opening = openNamed('other.circuit')
    await expect.poll(() => host.asked.length).toBe(1)
    addOne()
    saving.fulfil()
    await opening
    expect(host.asked).toEqual(['small.circuit', 'small.circuit'])
    expect(names()).toHaveLength(4)
  })

  test('asked about for a file that is no longer wished for goes to the newer one', async () => {
    await openNamed('small.circuit')
    addOne()
    const answers = [later<SaveChoice>(), later<SaveChoice>()]
    let asked = 0
    host.askToSave = () => answers[asked++]!.promise
    const older = newDocument()
    await expect.poll(() => asked).toBe(1)
    const newer = openNamed('other.circuit')
    await expect.poll(() => asked).toBe(2)
    answers[1]!.fulfil('discard')
    await newer
    answers[0]!.fulfil('discard')
    await older
    expect(names()).toEqual(['u', 'v'])
  })

  test('of a running gesture counts', async () => {
    await openNamed('small.circuit')
    beginGesture()
    addOne()
    await newDocument()
    expect(host.asked).toEqual(['small.circuit'])
  })

  test('holds the window open when the question is cancelled', async () => {
    addOne()
    expect(await host.close()).toBe(false)
    host.choices.push('discard')
    expect(await host.close()).toBe(true)
  })

  test('that does not exist lets the window close without a question', async () => {
    expect(await host.close()).toBe(true)
    expect(host.asked).toEqual([])
  })
})

describe('a host that throws', () => {
  const broken = () => Promise.reject(new Error('internal: broken'))
  const told = { text: 'This did not work, by a fault in the program: internal: broken', tone: 'error' }

  test('while opening is told, and the document stays', async () => {
    const before = useDocument.getState()
    host.open = broken
    await openFile()
    expect(notice()).toEqual(told)
    expect(useDocument.getState()).toBe(before)
  })

  test('while saving is told, and the document stays edited', async () => {
    await openNamed('small.circuit')
    addOne()
    host.save = broken
    expect(await save()).toBe(false)
    host.saveAs = broken
    expect(await saveAs()).toBe(false)
    expect(notice()).toEqual(told)
    expect(edited()).toBe(true)
  })

  test('while it asks about unsaved work is told, and nothing is lost', async () => {
    addOne()
    host.askToSave = broken
    await openNamed('small.circuit')
    expect(notice()).toEqual(told)
    expect(await host.close()).toBe(false)
  })

  test('while it remembers or lists the recent files opens the file all the same', async () => {
    host.remember = broken
    host.recent = broken
    await openNamed('small.circuit')
    expect(names()).toEqual(['x', 'y'])
    expect(useFiles.getState().recent).toEqual([])
  })
})

describe('saving', () => {
  test('writes the text of the document to its file', async () => {
    await openNamed('small.circuit')
    addOne()
    expect(await save()).toBe(true)
    expect(host.files.get('small.circuit')).toBe(serializeCircuitFile(currentDocument()))
    expect(edited()).toBe(false)
  })

  test('under another name goes on with that file', async () => {
    await openNamed('small.circuit')
    host.saves.push('copy.circuit')
    await saveAs()
    addOne()
    await save()
    expect(host.files.get('small.circuit')).toBe(small)
    expect(host.files.get('copy.circuit')).toBe(serializeCircuitFile(currentDocument()))
    expect(host.title).toBe('copy.circuit — Chainrule')
  })

  test('that fails says why, and the document stays edited', async () => {
    await openNamed('small.circuit')
    addOne()
    host.failures.push('The disk is full.')
    expect(await save()).toBe(false)
    expect(notice()?.text).toBe('The disk is full.')
    expect(edited()).toBe(true)
  })

  test('keeps the mark for what was edited while it wrote', async () => {
    await openNamed('small.circuit')
    addOne()
    const saving = save()
    addOne()
    await saving
    expect(edited()).toBe(true)
  })

  test('that ends after another document was opened never touches that one', async () => {
    await openNamed('small.circuit')
    addOne()
    const slow = later<Outcome<SavedFile>>()
    host.save = () => slow.promise
    const saving = save()
    const opened: Document = circuit('u:input=2')
    openDocument(opened, { handle: null, name: 'fresh.circuit' })
    slow.fulfil({ ok: true, value: { handle: 'memory:small.circuit' as FileHandle, name: 'small.circuit' } })
    await saving
    expect(useDocument.getState().file).toEqual({ handle: null, name: 'fresh.circuit' })
    expect(edited()).toBe(false)
    addOne()
    expect(edited()).toBe(true)
  })

  test('a circuit without a file late does not name the next such circuit', async () => {
    const slow = later<Outcome<SavedFile>>()
    host.saveAs = () => slow.promise
    const saving = saveAs()
    await openFromGallery(gallery.find(item => item.id === 'xor')!)
    slow.fulfil({ ok: true, value: { handle: 'memory:late.circuit' as FileHandle, name: 'late.circuit' } })
    await saving
    expect(useDocument.getState().file).toEqual({ handle: null, name: 'xor.circuit' })
  })

  test('twice in a row writes the older text first', async () => {
    await openNamed('small.circuit')
    let calls = 0
    const first = later<void>()
    const write = host.save
    host.save = async (handle, text) => {
      if (calls++ === 0) await first.promise
      return write(handle, text)
    }
    addOne()
    const one = save()
    addOne()
    const two = save()
    setTimeout(first.fulfil)
    await Promise.all([one, two])
    expect(host.files.get('small.circuit')).toBe(serializeCircuitFile(currentDocument()))
    expect(edited()).toBe(false)
  })
})

/** The derivation that is exported and printed is that of the circuit on screen, as it is shown. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canDerive, exportDerivation, printDerivation, usePrinting } from '../../renderer/store/derivation'
import { edit, openDocument, useDocument } from '../../renderer/store/documentStore'
import { setHost } from '../../renderer/store/fileActions'
import { useResult } from '../../renderer/store/resultStore'
import { useSession } from '../../renderer/store/sessionStore'
import { isShown } from '../../renderer/store/sidePanels'
import { addNode } from '../../shared/document/edit/nodes'
import { circuit } from '../helpers/circuit'
import { throughEngine } from '../helpers/computed'
import { memoryHost } from '../helpers/memoryHost'

let host = memoryHost()
beforeEach(() => {
  host = memoryHost()
  setHost(host)
  const document = circuit('x:parameter=3; L:square(x)', { about: { title: 'A square' } })
  openDocument(document, { handle: null, name: 'square.circuit' })
  const { run, steps } = throughEngine(document.circuit)
  useResult.setState({ circuit: document.circuit, run, steps, failure: null })
})
afterEach(() => {
  useSession.setState({ derivation: false, derivationIn: 'symbols', notice: null })
  useResult.setState({ circuit: null, run: null, steps: [] })
  vi.unstubAllGlobals()
})

const notice = () => useSession.getState().notice

describe('an export', () => {
  it('is named as the file, and touches neither it nor the document', async () => {
    host.saves.push(true, 'other.md')
    const before = useDocument.getState()
    await exportDerivation('latex')
    expect(host.files.get('square.tex')).toContain('\\title{A square}')
    expect(notice()).toEqual({ text: 'square.tex was saved.', tone: 'info' })
    await exportDerivation('markdown')
    expect(host.files.get('other.md')).toMatch(/^# A square\n/)
    expect(useDocument.getState()).toBe(before)
    expect(await host.recent()).toEqual([])
  })

  it('has numbers where they are shown', async () => {
    host.saves.push(true, true)
    await exportDerivation('markdown')
    expect(host.files.get('square.md')).not.toContain('= 9')
    useSession.setState({ derivationIn: 'numbers' })
    await exportDerivation('markdown')
    expect(host.files.get('square.md')).toContain('= 9')
  })

  it('says in a sentence why it failed, and nothing when it was cancelled', async () => {
    host.saves.push(null)
    await exportDerivation('latex')
    expect(notice()).toBeNull()
    host.saves.push(true)
    host.failures.push('square.tex was not saved: the disk is full.')
    await exportDerivation('latex')
    expect(notice()).toEqual({ text: 'square.tex was not saved: the disk is full.', tone: 'error' })
  })
})

it('there is nothing to export before the circuit on screen has been computed, or where it is empty', () => {
  expect(canDerive()).toBe(true)
  edit(document => addNode(document, { op: 'tanh', at: { x: 0, y: 0 } }).document)
  expect(canDerive()).toBe(false)
  openDocument(circuit(''))
  const { circuit: empty } = useDocument.getState().history.present
  useResult.setState({ circuit: empty })
  expect(canDerive()).toBe(false)
})

it('is shown with every equation typeset while the page is printed, and not longer', async () => {
  const seen: boolean[] = []
  const page = {
    document: { fonts: { ready: Promise.resolve() } },
    print: () => seen.push(useSession.getState().derivation, usePrinting.getState().printing),
  }
  await printDerivation(page as never)
  expect(seen).toEqual([true, true])
  expect(usePrinting.getState().printing).toBe(false)
})

it('takes the place of the inspector where there is no room for both, unless the person wants both', () => {
  const shown = (innerWidth: number, derivation: boolean) => {
    vi.stubGlobal('innerWidth', innerWidth)
    useSession.setState({ derivation })
    return isShown('inspector')
  }
  expect([shown(1440, false), shown(1440, true), shown(1700, true)]).toEqual([true, false, true])
  useSession.setState({ panels: { palette: null, inspector: true } })
  expect(shown(1440, true)).toBe(true)
  useSession.setState({ panels: { palette: null, inspector: null } })
})

/** The derivation of the circuit that was computed last, for the document beside the canvas, for export and for print. */
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Document } from '../../shared/document/document'
import { derivationOf, type Section } from '../../shared/engine/derivation'
import { latexOf } from '../../shared/export/latex'
import { markdownOf } from '../../shared/export/markdown'
import type { Derivation } from '../../shared/export/numbered'
import type { ExportKind } from '../../shared/host'
import { selectCircuit, selectDocument, useDocument } from './documentStore'
import { exportAs } from './fileActions'
import { graphFor, useResult } from './resultStore'
import { useSession } from './sessionStore'

type Result = Pick<ReturnType<typeof useResult.getState>, 'circuit' | 'run' | 'steps'>

/** `null` until something has been computed. */
function sectionsOf({ circuit, run, steps }: Result, withNumbers: boolean): readonly Section[] | null {
  if (!circuit) return null
  const derived = { circuit, graph: graphFor(circuit), steps }
  return derivationOf(withNumbers && run ? { ...derived, run } : derived)
}

/** While a number waits for its prediction, an equation with numbers could tell it. */
const isAnyHidden = ({ lesson }: Document): boolean => lesson.hidden.some(({ state }) => state === 'open')
export const useAnyHidden = (): boolean => useDocument(state => isAnyHidden(selectDocument(state)))

/** Made once per result. */
export function useSections(): readonly Section[] | null {
  const { circuit, run, steps } = useResult()
  const hidden = useAnyHidden()
  const withNumbers = useSession(({ derivationIn }) => derivationIn === 'numbers') && !hidden
  return useMemo(() => sectionsOf({ circuit, run, steps }, withNumbers), [circuit, run, steps, withNumbers])
}

/** There is something to derive, and it belongs to the circuit on screen. */
export function canDerive(): boolean {
  const { circuit } = useResult.getState()
  return circuit !== null && circuit.nodes.length > 0 && circuit === selectCircuit(useDocument.getState())
}

export const derivationName = (file: string): string => file.replace(/\.(circuit|json)$/i, '')

const writers: Readonly<Record<ExportKind, (derivation: Derivation) => string>> = {
  latex: latexOf,
  markdown: markdownOf,
}

/** In symbols or with numbers, as it is shown. */
export async function exportDerivation(kind: ExportKind): Promise<void> {
  const { history, file } = useDocument.getState()
  const withNumbers = useSession.getState().derivationIn === 'numbers' && !isAnyHidden(history.present)
  const sections = sectionsOf(useResult.getState(), withNumbers)
  if (!sections) return
  const name = derivationName(file.name)
  await exportAs(kind, name, writers[kind]({ about: history.present.about, name, sections }))
}

/** While the page is printed, every equation is typeset, also those that nobody has scrolled to yet. */
export const usePrinting = create<{ readonly printing: boolean }>()(() => ({ printing: false }))

/** Shows the derivation and prints the page, of which nothing else is seen on paper. */
export async function printDerivation(page: Pick<Window, 'print' | 'document'> = window): Promise<void> {
  useSession.setState({ derivation: true })
  usePrinting.setState({ printing: true })
  // The equations are drawn by the end of this task, and then their letters are fetched.
  await new Promise(resolve => setTimeout(resolve))
  await page.document.fonts.ready
  page.print()
  usePrinting.setState({ printing: false })
}

/** What belongs to this window only: selection, theme, open dialogs, notices. Not undoable, not saved with the document. */
import { create } from 'zustand'
import type { EdgeKey, NodeId, Point } from '../../shared/document/document'

export type Theme = 'system' | 'light' | 'dark'

/** What may stand below the timeline. */
export type TimelineTab = 'explain' | 'check' | 'predict' | 'cost'

/** Where quick-add opened: the screen place, the canvas place, and the loose end of a wire if one was dropped. */
export interface QuickAdd {
  readonly screen: Point
  readonly at: Point
  readonly wire: { readonly from: NodeId } | { readonly to: NodeId; readonly port: string } | null
}

interface SessionState {
  readonly nodes: ReadonlySet<NodeId>
  readonly edges: ReadonlySet<EdgeKey>
  readonly quickAdd: QuickAdd | null
  readonly commandPalette: boolean
  readonly shortcuts: boolean
  readonly about: boolean
  /** The circuit is shown to a class: `presentation.ts`. */
  readonly presenting: boolean
  readonly minimap: boolean
  /** Whether what the run shows of a node's health stands at it on the canvas. */
  readonly healthChips: boolean
  /** Shown or folded away by the person; `null` leaves it to the window's width. */
  readonly panels: { readonly palette: boolean | null; readonly inspector: boolean | null }
  /** One sentence shown at the bottom of the canvas until it is dismissed or replaced. */
  readonly notice: { readonly text: string; readonly tone: 'info' | 'error' } | null
  readonly theme: Theme
  readonly inspectorTab: 'value' | 'gradient' | 'settings'
  readonly timelineTab: TimelineTab
  readonly costIn: 'numbers' | 'symbols'
  /** The derivation stands beside the canvas. */
  readonly derivation: boolean
  readonly derivationIn: 'symbols' | 'numbers'
}

export const useSession = create<SessionState>()(() => ({
  nodes: new Set<NodeId>(),
  edges: new Set<EdgeKey>(),
  quickAdd: null,
  commandPalette: false,
  shortcuts: false,
  about: false,
  presenting: false,
  minimap: true,
  healthChips: true,
  panels: { palette: null, inspector: null },
  notice: null,
  theme: 'system',
  inspectorTab: 'value',
  timelineTab: 'explain',
  costIn: 'numbers',
  derivation: false,
  derivationIn: 'symbols',
}))

/** While presenting, nothing is selected. */
export const select = (nodes: Iterable<NodeId>, edges: Iterable<EdgeKey> = []) =>
  useSession.setState(({ presenting }) =>
    presenting ? {} : { nodes: new Set(nodes), edges: new Set(edges) },
  )
export const notify = (text: string, tone: 'info' | 'error' = 'info') =>
  useSession.setState({ notice: { text, tone } })
export const dismissNotice = () => useSession.setState({ notice: null })

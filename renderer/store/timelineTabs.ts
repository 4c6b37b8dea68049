/** The tabs below the timeline, in their order: one record each, which the tab row, the menu and the shortcuts are made from. */
import type { TimelineTab } from './sessionStore'

export interface TabRecord {
  readonly id: TimelineTab
  readonly label: string
  /** What the command that shows it is called. */
  readonly command: string
  readonly keywords: readonly string[]
}

export const timelineTabs: readonly TabRecord[] = [
  {
    id: 'explain',
    label: 'Explain',
    command: 'Show explanation',
    keywords: ['explain', 'step', 'rule', 'cards'],
  },
  {
    id: 'check',
    label: 'Gradient check',
    command: 'Show gradient check',
    keywords: ['check', 'finite differences', 'numeric', 'kink', 'error', 'proof'],
  },
  {
    id: 'predict',
    label: 'Predict',
    command: 'Show predictions',
    keywords: ['predict', 'hidden', 'exercise', 'quiz', 'score', 'answer'],
  },
  {
    id: 'cost',
    label: 'Cost',
    command: 'Show cost',
    keywords: ['multiply-adds', 'flops', 'bytes', 'memory', 'time', 'measure', 'performance'],
  },
]

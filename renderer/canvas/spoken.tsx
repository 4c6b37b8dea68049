/** What a screen reader hears at a node, written to React Flow's focusable wrapper without passing through its state. */
import { useEffect, useRef } from 'react'
import type { CircuitNode } from '../../shared/document/document'
import { findingSentence } from '../../shared/engine/healthFindings'
import { tensorText } from '../../shared/engine/stepWords'
import { nameToText } from '../../shared/formula/nameToTex'
import type { Op } from '../../shared/ops/op'
import { useFindings } from '../store/health'
import { useGradient, useHidden, useValue, useView } from '../store/view'
import { useCheckText } from './checkBadge'
import type { NodeView } from './nodeView'

export function Spoken({ node, op, view }: { node: CircuitNode; op: Op | undefined; view: NodeView }) {
  const mark = useRef<HTMLSpanElement>(null)
  const value = useValue(node.id)
  const gradient = useGradient(node.id)?.gradient ?? null
  const findings = useFindings(node.id)
  const hidden = {
    value: useHidden({ kind: 'value', node: node.id }),
    gradient: useHidden({ kind: 'gradient', node: node.id }),
  }
  const known = useView(({ run }) => run !== null)
  const check = useCheckText(node.id)
  const text = [
    `${op?.palette.label ?? node.op} ${nameToText(node.name)}`,
    known && `output value ${hidden.value ? 'hidden' : value ? tensorText(value) : 'not reached'}`,
    known && `gradient ${hidden.gradient ? 'hidden' : gradient ? tensorText(gradient) : 'not reached'}`,
    view.isRoot && 'backprop starts here',
    check,
    ...findings.map(findingSentence),
    view.faults.replaceAll('\n', ' '),
  ]
    .filter(Boolean)
    .join(', ')
  useEffect(() => {
    mark.current?.closest('.react-flow__node')?.setAttribute('aria-label', text)
  }, [text])
  return <span ref={mark} hidden />
}

/** One attribute of an op, as the field its kind asks for. */
import './attrField.css'
import { attrFits, attrMust } from '../../../shared/document/attrs'
import type { NodeId } from '../../../shared/document/document'
import { setAttr } from '../../../shared/document/edit/nodes'
import { formatExact } from '../../../shared/formula/formatNumber'
import type { Outcome } from '../../../shared/host'
import type { AttrSpec, AttrValue } from '../../../shared/ops/op'
import { edit } from '../../store/documentStore'
import { axesWords, parseAxes } from './axesEntry'
import { EntryField } from './entryField'
import { parseNumber } from './numberEntry'

interface Props {
  readonly node: NodeId
  readonly name: string
  readonly spec: AttrSpec
  readonly value: AttrValue
  /** Of the tensor that axes belong to; `null` while it is not known. */
  readonly rank: number | null
}

export function AttrField({ node, name, spec, value, rank }: Props) {
  const set = (next: AttrValue) => edit(document => setAttr(document, node, name, next))
  switch (spec.kind) {
    case 'number':
      return (
        <EntryField
          label={spec.label}
          value={formatExact(value as number)}
          parse={numberFor(spec)}
          onChange={set}
        />
      )
    case 'axes':
      return (
        <EntryField
          label={spec.label}
          value={axesWords(value as readonly number[] | null, spec.none)}
          placeholder={spec.none ?? 'all'}
          parse={text => parseAxes(text, rank, spec.none)}
          onChange={set}
        />
      )
    case 'sizes':
      return (
        <EntryField
          label={spec.label}
          value={(value as readonly number[]).join(', ')}
          placeholder="()"
          parse={sizesFor(spec)}
          onChange={set}
        />
      )
    case 'boolean':
      return (
        <label className="inspector-check">
          <input type="checkbox" checked={value as boolean} onChange={event => set(event.target.checked)} />
          {spec.label}
        </label>
      )
    case 'choice':
      return (
        <label className="inspector-entry">
          <span className="caption">{spec.label}</span>
          <select className="field" value={value as string} onChange={event => set(event.target.value)}>
            {spec.options.map(option => (
              <option key={option}>{option}</option>
            ))}
          </select>
        </label>
      )
  }
}

const sizesFor =
  (spec: AttrSpec) =>
  (text: string): Outcome<readonly number[]> => {
    const sizes = (text.match(/[^\s,()[\]]+/g) ?? []).map(size => Number(size.replace(/[−–]/, '-')))
    return attrFits(spec, sizes)
      ? { ok: true, value: sizes }
      : {
          ok: false,
          reason: `${spec.label} must be ${attrMust(spec)}, such as ${(spec.default as readonly number[]).join(', ')}.`,
        }
  }

const numberFor =
  (spec: AttrSpec) =>
  (text: string): Outcome<number> => {
    const number = parseNumber(text)
    if (!number.ok || attrFits(spec, number.value)) return number
    return { ok: false, reason: `${spec.label} must be ${attrMust(spec)}; it is ${text.trim()}.` }
  }

/** Whether a value fits an attribute of an op: asked by the file, by the inspector and by the edits' callers. */
import type { AttrSpec } from '../ops/op'

/** What the attribute must be, for the sentence "axis must be …". */
export function attrMust(spec: AttrSpec): string {
  switch (spec.kind) {
    case 'number':
      if (spec.min !== undefined && spec.max !== undefined) return `a number from ${spec.min} to ${spec.max}`
      if (spec.min !== undefined) return `a number of at least ${spec.min}`
      return spec.max === undefined ? 'a number' : `a number of at most ${spec.max}`
    case 'boolean':
      return 'true or false'
    case 'choice':
      return `one of ${spec.options.join(', ')}`
    case 'axes':
      return 'a list of axes (different whole numbers) or null'
    case 'sizes':
      return `a list of ${spec.length ?? ''} whole numbers of at least ${spec.min}`.replace('  ', ' ')
  }
}

/** Numbers must be finite and in range; axes different integers (whether they exist depends on the shape). */
export function attrFits(spec: AttrSpec, value: unknown): boolean {
  switch (spec.kind) {
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= (spec.min ?? Number.NEGATIVE_INFINITY) &&
        value <= (spec.max ?? Number.POSITIVE_INFINITY)
      )
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && spec.options.includes(value)
    case 'axes':
      return (
        value === null ||
        (Array.isArray(value) && value.every(Number.isSafeInteger) && new Set(value).size === value.length)
      )
    case 'sizes':
      return (
        Array.isArray(value) &&
        value.length === (spec.length ?? value.length) &&
        value.every(size => Number.isSafeInteger(size) && size >= spec.min)
      )
  }
}

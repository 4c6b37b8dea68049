/** JSON text that keeps every number: −0 stays −0, and what JSON has no number for stands as a word. */

/** Indented by two; arrays of numbers stand on one line. */
export function jsonText(x: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (typeof x === 'number') return numberText(x)
  if (x instanceof Float64Array) return `[${Array.from(x, numberText).join(', ')}]`
  if (Array.isArray(x)) {
    if (x.every(entry => typeof entry === 'number')) return `[${x.map(numberText).join(', ')}]`
    return `[\n${x.map(entry => inner + jsonText(entry, inner)).join(',\n')}\n${indent}]`
  }
  if (typeof x !== 'object' || x === null) return JSON.stringify(x)
  const fields = Object.entries(x).map(
    ([key, value]) => `${inner}${JSON.stringify(key)}: ${jsonText(value, inner)}`,
  )
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`
}

const numberText = (x: number): string =>
  Object.is(x, -0) ? '-0' : Number.isFinite(x) ? String(x) : JSON.stringify(String(x))

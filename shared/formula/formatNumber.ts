/** Numbers as people read them on wires, in grids and in formulas. */

/**
 * `x` with `digits` significant digits (at least 2): `−0.4043`, `1.220`, `12.35`, `1235`.
 * Integers below 100 000 stay integers, so that 3 is exactly 3 and `3.000` is only near it. Below 1 there are `digits`
 * decimals, so that columns line up (`0.0400`), as long as that shows two significant digits; what is smaller, and
 * what is larger than the digits can tell, is written `9.600e−4`, `1.235e5`. Nothing but 0 is ever shown as 0.
 * The minus is the real one (U+2212); infinity is `∞`, not-a-number `NaN`.
 */
export function formatNumber(x: number, digits = 4): string {
  if (Number.isNaN(x)) return 'NaN'
  if (x === 0) return '0'
  const size = Math.abs(x)
  return (x < 0 ? '−' : '') + (size === Infinity ? '∞' : formatPositive(size, digits))
}

function formatPositive(x: number, digits: number): string {
  if (Number.isInteger(x) && x < 1e5) return String(x)
  const [mantissa, power] = x.toExponential(digits - 1).split('e') as [string, string]
  const exponent = Number(power)
  // The exponent of the rounded number: 0.99996 is 1.000, not 1.0000.
  if (exponent >= digits || exponent < 1 - digits)
    return `${mantissa}e${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`
  return x.toFixed(Math.min(digits, digits - 1 - exponent))
}

/** The shortest text that `Number` reads back as exactly `x`, for editing and copying: plain ASCII, `-0` kept. */
export const formatExact = (x: number): string => (Object.is(x, -0) ? '-0' : String(x))

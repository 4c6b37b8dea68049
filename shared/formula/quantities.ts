/** Counts, memory and durations as people read them. */

/** A whole number with its thousands apart: `10,000`. */
export const countText = (x: number): string => x.toLocaleString('en')

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']

/** In steps of 1000, to 3 digits: `96 B`, `1.62 kB`, `128 MB`. */
export const bytesText = (bytes: number): string => scaled(bytes, byteUnits)

const durationUnits = ['ns', 'µs', 'ms']

/** Of a duration in milliseconds, to 3 digits: `820 ns`, `1.24 ms`, `2,310 ms`. */
export const durationText = (ms: number): string => scaled(ms * 1e6, durationUnits)

function scaled(x: number, units: readonly string[]): string {
  let at = 0
  let rest = x
  // 999.6 would be rounded to 1000 of its unit.
  for (; rest >= 999.5 && at < units.length - 1; at++) rest /= 1000
  const digits = rest >= 100 || (at === 0 && Number.isInteger(rest)) ? 0 : rest >= 10 ? 1 : 2
  return `${rest.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[at]}`
}

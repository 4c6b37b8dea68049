/** Counts, bytes and durations as text. */
import { expect, it } from 'vitest'
import { bytesText, countText, durationText } from '../../shared/formula/quantities'

it('thousands stand apart', () => expect([0, 999, 10_000].map(countText)).toEqual(['0', '999', '10,000']))

it('bytes have three digits and the unit that fits', () =>
  expect([0, 96, 999, 1616, 16_160, 999_600, 128e6].map(bytesText)).toEqual([
    '0 B',
    '96 B',
    '999 B',
    '1.62 kB',
    '16.2 kB',
    '1.00 MB',
    '128 MB',
  ]))

it('durations run from nanoseconds to many milliseconds', () =>
  expect([0.00000051, 0.00082, 0.00124, 1.24, 2310].map(durationText)).toEqual([
    '0.51 ns',
    '820 ns',
    '1.24 µs',
    '1.24 ms',
    '2,310 ms',
  ]))

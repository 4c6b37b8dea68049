/** The error function and the normal distribution against values worked out with 60 digits (mpmath 1.3), rounded once. */
import { expect, test } from 'vitest'
import { erf, normalBelow, normalDensity } from '../../shared/tensor/erf'
import { scalar } from '../../shared/tensor/tensor'

const at = (f: typeof erf, x: number) => f(scalar(x)).data[0]!

/** x, erf x, Φ(x), Φ(−x): both sides of every place where the approximation changes, and the far tail. */
const table: readonly (readonly [x: number, erf: number, below: number, above: number])[] = [
  [1e-300, 1.1283791670955126e-300, 0.5, 0.5],
  [1e-8, 1.1283791670955126e-8, 0.5000000039894228, 0.4999999960105772],
  [0.1, 0.1124629160182849, 0.539827837277029, 0.460172162722971],
  [0.5, 0.5204998778130465, 0.6914624612740131, 0.3085375387259869],
  [0.843, 0.7668101232293674, 0.8003857781028878, 0.19961422189711214],
  [0.844, 0.7673640570940911, 0.8006652971979071, 0.19933470280209287],
  [1.0, 0.8427007929497149, 0.8413447460685429, 0.15865525393145705],
  [1.249, 0.922663311315066, 0.8941674630749677, 0.10583253692503229],
  [1.251, 0.923136353895032, 0.8945327612799924, 0.1054672387200076],
  [2.0, 0.9953222650189527, 0.9772498680518208, 0.02275013194817921],
  [2.857, 0.9999466417399131, 0.9978616708093501, 0.002138329190649899],
  [2.858, 0.9999469625944368, 0.9978683980423794, 0.0021316019576206437],
  [3.5, 0.9999992569016276, 0.9997673709209645, 0.00023262907903552504],
  [5.5, 0.9999999999999927, 0.9999999810104375, 1.8989562465887718e-8],
  [6.5, 1.0, 0.99999999995984, 4.016000583859118e-11],
  [20.0, 1.0, 1.0, 2.7536241186062337e-89],
  [37.0, 1.0, 1.0, 5.725571222524577e-300],
]

const off = (found: number, wanted: number) => Math.abs(found - wanted) / wanted

test('erf is right to the last bit or two of float64, and odd', () => {
  for (const [x, wanted] of table) {
    expect(off(at(erf, x), wanted), `erf ${x}`).toBeLessThanOrEqual(4e-16)
    expect(at(erf, -x)).toBe(-at(erf, x))
  }
})

test('Φ keeps its digits in the tail, up to the rounding of x itself', () => {
  for (const [x, , below, above] of table) {
    expect(off(at(normalBelow, x), below), `Φ(${x})`).toBeLessThanOrEqual(4e-16)
    // Half a unit in the last place of x moves Φ by the factor e^(x² 2⁻⁵³).
    expect(off(at(normalBelow, -x), above), `Φ(${-x})`).toBeLessThanOrEqual(4e-16 * Math.max(1, x * x))
  }
})

test('the ends are exact, and NaN stays NaN', () => {
  expect([-Infinity, 0, Infinity, NaN].map(x => at(erf, x))).toEqual([-1, 0, 1, NaN])
  expect([-Infinity, 0, Infinity, NaN].map(x => at(normalBelow, x))).toEqual([0, 0.5, 1, NaN])
  expect([-Infinity, 0, Infinity, NaN].map(x => at(normalDensity, x))).toEqual([
    0,
    1 / Math.sqrt(2 * Math.PI),
    0,
    NaN,
  ])
})

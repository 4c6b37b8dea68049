/** A sign for each kind of health finding, drawn as strokes in a 12 × 12 box. */

const paths = {
  /** A curve that has levelled off. */
  saturated: 'M1 10C5 10 4 3 7 3H11',
  /** A switch that is open. */
  dead: 'M1 8.5H3.5L9 4M8.5 8.5H11',
  /** A way back that is struck out. */
  noGradient: 'M11 6H1.5M4 3.5L1.5 6L4 8.5M4.5 10.5L8.5 1.5',
  /** Bars that shrink, or grow, on the way back. */
  vanishing: 'M10.5 2V10M7.5 5V10M4.5 8V10M1.5 9.5V10',
  exploding: 'M10.5 9.5V10M7.5 8V10M4.5 5V10M1.5 2V10',
  nonFinite: 'M6 2V6.8M6 9.8V9.9',
} as const

export const HealthIcon = ({ kind }: { kind: keyof typeof paths }) => (
  <svg
    className="health-icon"
    viewBox="0 0 12 12"
    width="12"
    height="12"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[kind]} />
  </svg>
)

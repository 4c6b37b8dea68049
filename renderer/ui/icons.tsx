/** The few icons that stand without a word beside them, drawn as strokes in a 16 × 16 box. */

const Stroke = ({ d }: { d: string }) => (
  <svg
    className="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={d} />
  </svg>
)

export const SunIcon = () => (
  <Stroke d="M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1.5V2.7M8 13.3V14.5M1.5 8H2.7M13.3 8H14.5M3.4 3.4L4.25 4.25M11.75 11.75L12.6 12.6M3.4 12.6L4.25 11.75M11.75 4.25L12.6 3.4" />
)
export const MoonIcon = () => <Stroke d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z" />
export const ScreenIcon = () => <Stroke d="M2 3.5H14V11H2ZM6 13.5H10M8 11V13.5" />
export const CopyIcon = () => <Stroke d="M5.5 5.5H13.5V13.5H5.5ZM3 10.5H2.5V2.5H10.5V3" />
export const TickIcon = () => <Stroke d="M3 8.5L6.5 12L13 4.5" />
export const CloseIcon = () => <Stroke d="M4 4L12 12M12 4L4 12" />
/** A bookmark: a ribbon, filled where it is set. */
export const RibbonIcon = ({ filled }: { filled: boolean }) => (
  <svg viewBox="0 0 10 12" width="10" height="12" aria-hidden="true">
    <path
      d="M1.5 1H8.5V10.6L5 8L1.5 10.6Z"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
    />
  </svg>
)
/** A window with its left or right part set apart. */
export const LeftPanelIcon = () => <Stroke d="M2 3H14V13H2ZM6 3V13" />
export const RightPanelIcon = () => <Stroke d="M2 3H14V13H2ZM10 3V13" />
export const CheckIcon = () => <Stroke d="M3.5 8.5L6.5 11.5L12.5 4.5" />
export const EyeIcon = () => (
  <Stroke d="M1.5 8C4 3.8 12 3.8 14.5 8C12 12.2 4 12.2 1.5 8M8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6" />
)

/** The icons of the step buttons, filled, in a 16 × 16 box. */

const Filled = ({ d }: { d: string }) => (
  <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
    <path d={d} />
  </svg>
)

export const FirstIcon = () => <Filled d="M3 3.5h1.8v9H3zM13 3.5v9L5.8 8z" />
export const BackIcon = () => <Filled d="M10.5 3.5v9L4.5 8z" />
export const PlayIcon = () => <Filled d="M4.5 2.5v11L13.5 8z" />
export const PauseIcon = () => <Filled d="M4 3h2.8v10H4zM9.2 3H12v10H9.2z" />
export const ForwardIcon = () => <Filled d="M5.5 3.5v9l6-4.5z" />
export const LastIcon = () => <Filled d="M11.2 3.5H13v9h-1.8zM3 3.5v9L10.2 8z" />

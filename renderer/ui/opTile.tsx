/** The small framed symbol that stands for an op in lists. */
import './opTile.css'
import type { Op } from '../../shared/ops/op'

export function OpTile({ op: { palette } }: { op: Op }) {
  return (
    <span className="op-tile" aria-hidden="true">
      {palette.glyph ? (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={palette.glyph} />
        </svg>
      ) : (
        palette.symbol
      )}
    </span>
  )
}

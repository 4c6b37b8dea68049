/** How much a document may hold: the file refuses more, so the edits and the engine keep to it as well. */

/** All tensors of a document together, and what one node may compute. */
export const MOST_NUMBERS = 16_000_000

/** Positions lie within ± this many canvas pixels. */
export const FARTHEST = 1_000_000

/** Answers counted per hidden number. */
export const MOST_TRIES = 1_000_000

/** Characters of a bookmark's caption. */
export const LONGEST_CAPTION = 500

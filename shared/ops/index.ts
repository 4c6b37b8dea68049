/** The registry: it is the folder. Every file here whose default export is an op is an op; nothing is listed by hand. */
import type { Op } from './op'

const modules = import.meta.glob<Op>(['./*.ts', '!./index.ts', '!./op.ts'], {
  eager: true,
  import: 'default',
})

/** Every op by its name, in the order of the names. */
export const ops: ReadonlyMap<string, Op> = new Map(
  Object.values(modules)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(op => [op.name, op]),
)

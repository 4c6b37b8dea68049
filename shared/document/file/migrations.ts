/** How files of older versions become files of the current one, a version at a time. */
import type { Json } from './json'
import { VERSION } from './schema'

export type JsonObject = { readonly [key: string]: Json }

/**
 * From the version it stands under to the next, and says so in `version`. It sees the file before the schema does: what it
 * does not find or understand it leaves as it is, for the schema to refuse.
 */
export type Migration = (file: JsonObject) => JsonObject
export type Migrations = Readonly<Record<number, Migration>>

/** A migration is never changed once it is released. */
export const migrations: Migrations = {
  // Version 2 remembers what was expanded, bookmarks and hidden numbers.
  1: ({ layout, ...file }) => ({
    ...file,
    version: 2,
    ...(layout === undefined ? {} : { layout: isObject(layout) ? { ...layout, groups: [] } : layout }),
    lesson: { bookmarks: [], hidden: [] },
  }),
}

const isObject = (json: Json): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** `file` of version `from` as a file of version `to`. Throws `internal:` when a step is missing from the table. */
export function migrate(
  file: JsonObject,
  from: number,
  to: number = VERSION,
  table: Migrations = migrations,
): JsonObject {
  let migrated = file
  for (let version = from; version < to; version++) {
    const step = table[version]
    if (!step) throw new Error(`internal: no migration from version ${version}`)
    migrated = step(migrated)
  }
  return migrated
}

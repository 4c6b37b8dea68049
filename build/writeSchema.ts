/** Writes the JSON Schema of `.circuit` files next to its source: `node build/run.mjs build/writeSchema.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jsonSchemaText } from '../shared/document/file/schema'

const path = join(process.cwd(), 'shared/document/circuit.schema.json')
writeFileSync(path, jsonSchemaText())
console.log(`Wrote ${path}`)

/** The shape of a `.circuit` file, version 2: the parser and `circuit.schema.json` both come from here. */
import { z } from 'zod'
import { FARTHEST, LONGEST_CAPTION, MOST_NUMBERS, MOST_TRIES } from '../limits'
import { numberWords } from './tensorCodec'

// The window's content security policy forbids `eval`, which zod would otherwise try.
z.config({ jitless: true })

export const FORMAT = 'chainrule-circuit'
export const VERSION = 2

const MOST_AXES = 8

/** Every message is what must stand there, for the sentence "/circuit/root must be …; it is …". */
const must = (expected: string) => ({ error: expected })
const strict = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject(shape, must('an object'))
const words = (most: number) => z.string(must('text')).max(most, must(`text of at most ${most} characters`))

const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
/**
 * A schema over many items that stops at the first bad one: left alone, zod collects an issue for each of a million bad
 * items, and overflows the stack with them. `few` splits the whole into parts that `all` can judge on their own.
 */
function stopping<L extends z.ZodType, A extends z.ZodType>(
  loose: L,
  all: A,
  few: (whole: z.output<L>) => Iterable<readonly [key: PropertyKey, part: unknown]>,
) {
  return loose
    .check(({ value, issues }) => {
      for (const [key, part] of few(value)) {
        const issue = all.safeParse(part).error?.issues[0]
        if (!issue) continue
        issues.push({ ...issue, path: [key, ...issue.path.slice(1)], input: part } as z.core.$ZodRawIssue)
        return
      }
    })
    .pipe(all as z.ZodType<z.output<A>, z.output<L>>)
}

const listOf = <S extends z.ZodType>(item: S, expected: string) =>
  stopping(z.array(z.unknown(), must(expected)), z.array(item), function* (list) {
    for (const [i, entry] of list.entries()) yield [i, [entry]]
  })

const idText = must('an id: a letter, then up to 63 letters, digits, “_” or “-”')
const id = z.string(idText).regex(idPattern, idText).meta({ id: 'nodeId' })

export const namePattern = /^(?=.*\S)\P{Cc}{1,64}$/u
const nameText = must('a name of 1 to 64 characters on one line')
const name = z.string(nameText).regex(namePattern, nameText)

const shortText = must('text of 1 to 64 characters')
const short = z.string(shortText).min(1, shortText).max(64, shortText)

const sizeText = must('a whole number from 1 to 16,000,000')
const size = z.int(sizeText).min(1, sizeText).max(MOST_NUMBERS, sizeText)
const shapeOf = <S extends z.ZodType>(item: S) =>
  z.array(item, must('a list of sizes')).max(MOST_AXES, must(`a list of at most ${MOST_AXES} sizes`))
// In two stages, so that a list of a million bad sizes is refused for its length, not for each of them.
const shape = shapeOf(z.unknown())
  .pipe(shapeOf(size))
  .meta({ id: 'shape', description: 'Sizes per axis; [] is a scalar.' })

const seedText = must('a whole number from 0 to 9,007,199,254,740,991')
const inits = ['zeros', 'ones', 'normal', 'glorot', 'he', 'oneHot'] as const

// The numbers are looked at where they are read: millions of them would take zod seconds.
const data = z.array(z.unknown(), must('a list of numbers')).meta({
  description: 'The entries in row-major order; what JSON has no number for stands as a word.',
  items: { anyOf: [{ type: 'number' }, { enum: [...numberWords] }] },
})

const valueSchema = z
  .union(
    [
      strict({ shape, data }),
      strict({
        shape,
        base64: z.string(must('text')).meta({ description: 'Little-endian float64, row-major.' }),
      }),
      strict({
        shape,
        init: z.enum(inits, must(`one of ${inits.join(', ')}`)),
        seed: z.int(seedText).min(0, seedText),
      }),
    ],
    must('an object with a shape and data, base64, or init and seed'),
  )
  .meta({ id: 'value' })

const attrs = z.record(z.string(), z.unknown(), must('an object')).meta({
  description: 'The settings of the op; those that are absent have their defaults, unknown ones are kept.',
})

const node = strict({ id, op: short, name, attrs, value: valueSchema.optional() }).meta({ id: 'node' })
const edge = strict({ from: id, to: id, port: short }).meta({
  id: 'edge',
  description: 'A wire into a port; a port takes one.',
})

const coordinateText = must('a number from −1,000,000 to 1,000,000')
const coordinate = z.number(coordinateText).min(-FARTHEST, coordinateText).max(FARTHEST, coordinateText)
const position = z.tuple([coordinate, coordinate], must('a position [x, y]')).meta({ id: 'position' })

const group = strict({
  op: short,
  attrs,
  at: position,
  out: id,
  steps: z.record(z.string(), id, must('an object of node ids')),
}).meta({ id: 'group', description: 'An op that was expanded: the nodes that stand where it stood.' })

const bookmark = strict({
  phase: z.enum(['start', 'forward', 'backward'], must('“start”, “forward” or “backward”')),
  node: z.union([id, z.null()], must('the id of a node, or null at the start')),
  caption: words(LONGEST_CAPTION),
}).meta({ id: 'bookmark', description: 'A place of the timeline that is worth showing.' })

const countText = must('a whole number from 0 to 1,000,000')
const hidden = strict({
  of: z.enum(['value', 'gradient'], must('“value” or “gradient”')),
  node: id,
  state: z.enum(['open', 'found', 'shown'], must('“open”, “found” or “shown”')),
  tries: z.int(countText).min(0, countText).max(MOST_TRIES, countText),
  hints: z.int(must('0, 1 or 2')).min(0, must('0, 1 or 2')).max(2, must('0, 1 or 2')),
}).meta({ id: 'hidden', description: 'A number that is hidden until it is predicted.' })

export const fileSchema = strict({
  format: z.literal(FORMAT, must(`“${FORMAT}”`)),
  version: z.literal(VERSION, must(String(VERSION))),
  about: strict({ title: words(200), text: words(4000), question: words(4000) }),
  circuit: strict({
    nodes: listOf(node, 'a list of nodes'),
    edges: listOf(edge, 'a list of wires'),
    root: z
      .union([id, z.null()], must('the id of a node, or null'))
      .meta({ description: 'Where backprop starts; null lets the program choose.' }),
    cotangent: z
      .union([valueSchema, z.null()], must('a value or null'))
      .meta({ description: 'The seed gradient at the root; null means ones.' }),
  }),
  layout: strict({
    positions: stopping(
      z.record(z.string(), z.unknown(), must('an object of positions')),
      z.record(id, position),
      function* (positions) {
        for (const [key, entry] of Object.entries(positions)) yield [key, { [key]: entry }]
      },
    ).meta({ description: 'The top-left corner of every node.' }),
    groups: listOf(group, 'a list of groups'),
  }),
  lesson: strict({
    bookmarks: listOf(bookmark, 'a list of bookmarks'),
    hidden: listOf(hidden, 'a list of hidden numbers'),
  }),
}).meta({
  title: 'Chainrule circuit',
  description:
    'A circuit diagram of a neural network: meaning in "circuit", positions in "layout", what a teacher adds in "lesson".',
})

export type CircuitFile = z.infer<typeof fileSchema>
export type FileValue = z.infer<typeof valueSchema>

/** The JSON Schema (2020-12) of the file, as text. */
export const jsonSchemaText = (): string => `${JSON.stringify(z.toJSONSchema(fileSchema), null, 2)}\n`

/**
 * The table of build/boundaries.cjs refuses what it claims to refuse, seen on a small house in which every room breaks a rule.
 * @module-tag long
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IConfiguration, ICruiseResult, IResolveOptions } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const boundaries: IConfiguration = createRequire(import.meta.url)('../build/boundaries.cjs')

/** `file imports what`, by paths from the top of the house. */
const refused = [
  ['shared/tensor/dense.ts', 'shared/ops/op.ts'],
  ['shared/ops/silu.ts', 'shared/ops/tanh.ts'],
  ['shared/ops/silu.ts', 'shared/ops/index.ts'],
  ['shared/formula/ink.ts', 'shared/document/document.ts'],
  ['shared/document/cycle.ts', 'shared/engine/graph.ts'],
  ['shared/document/edit/turn.ts', 'zod'],
  ['shared/document/file/disk.ts', 'node:fs'],
  ['shared/gallery/index.ts', 'shared/tensor/tensor.ts'],
  ['shared/host.ts', 'react'],
  ['shared/engine/graph.ts', 'shared/engine/stepWords.ts'],
  ['shared/engine/plan.ts', 'shared/engine/rules.ts'],
  ['shared/engine/plan.ts', 'react'],
  ['shared/engine/problems.ts', 'shared/engine/graph.ts'],
  ['shared/engine/rules.ts', 'shared/engine/run.ts'],
  ['shared/engine/explain.ts', 'shared/engine/run.ts'],
  ['shared/engine/brandNew.ts', 'shared/tensor/tensor.ts'],
  ['shared/export/onnx.ts', 'node:fs'],
  ['shared/export/onnx.ts', 'renderer/store/kept.ts'],
  ['shared/loose.ts', 'react'],
  ['renderer/host/bridge.ts', 'zod'],
  ['renderer/engine/client.ts', 'react'],
  ['renderer/ui/tile.tsx', 'renderer/store/kept.ts'],
  ['renderer/store/kept.ts', 'renderer/commands/act.ts'],
  ['renderer/store/kept.ts', 'shared/engine/run.ts'],
  ['renderer/commands/act.ts', 'renderer/panels/panel.tsx'],
  ['renderer/canvas/canvas.tsx', 'renderer/panels/panel.tsx'],
  ['renderer/canvas/canvas.tsx', 'electron/files.ts'],
  ['renderer/canvas/canvas.tsx', 'node:fs'],
  ['renderer/canvas/canvas.tsx', 'zod'],
  ['renderer/panels/panel.tsx', 'node:fs'],
  ['renderer/panels/panel.tsx', 'electron'],
  ['renderer/panels/panel.tsx', 'zod'],
  ['renderer/panels/panel.tsx', '@xyflow/react'],
  ['renderer/panels/panel.tsx', '@xyflow/react/dist/style.css'],
  ['renderer/main.tsx', 'node:fs'],
  ['renderer/main.tsx', 'electron'],
  ['renderer/main.tsx', 'electron/files.ts'],
  ['renderer/main.tsx', 'zod'],
  ['renderer/attic/box.ts', 'react'],
  ['electron/main.ts', 'zustand'],
  ['electron/main.ts', 'shared/engine/graph.ts'],
  ['electron/main.ts', 'renderer/store/kept.ts'],
  ['electron/main.ts', 'electron/cli/show.ts'],
  ['electron/cli/show.ts', 'electron'],
  ['electron/cli/show.ts', 'renderer/store/kept.ts'],
  ['electron/cli/show.ts', 'electron/files.ts'],
] as const

const allowed = [
  ['shared/ops/silu.ts', 'shared/ops/op.ts'],
  ['shared/document/file/schema.ts', 'zod'],
  ['shared/engine/plan.ts', 'shared/engine/graph.ts'],
  ['shared/export/onnx.ts', 'shared/tensor/tensor.ts'],
  ['renderer/engine/worker.ts', 'shared/engine/run.ts'],
  ['renderer/canvas/canvas.tsx', '@xyflow/react'],
  ['renderer/panels/panel.tsx', 'renderer/canvas/place.ts'],
  ['electron/main.ts', 'electron'],
  ['electron/cli/show.ts', 'shared/engine/run.ts'],
  ['electron/cli/show.ts', 'node:fs'],
] as const

const pair = (from: string, to: string) => `${from} → ${to}`
const isFile = (target: string) => /^(shared|renderer|electron)\//.test(target)
const house = mkdtempSync(join(tmpdir(), 'boundaries-'))
const found = new Set<string>()

function write(path: string, text: string) {
  const file = join(house, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** The text of each file of the house: its imports, by a relative path where they are files of the house. */
function textsOf(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [file, target] of pairs) {
    const up = '../'.repeat(file.split('/').length - 1)
    const path = isFile(target) ? up + target.replace(/\.tsx?$/, '') : target
    texts.set(file, `${texts.get(file) ?? ''}import '${path}'\n`)
    if (isFile(target)) texts.set(target, texts.get(target) ?? '')
  }
  return texts
}

beforeAll(async () => {
  // Loaded when the tests run: it takes more than a second, and the fast check leaves them out.
  const { cruise } = await import('dependency-cruiser')
  for (const name of ['react', 'zod', 'zustand', 'electron', '@xyflow/react']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  write('node_modules/@xyflow/react/dist/style.css', '')
  const texts = textsOf([...refused, ...allowed])
  for (const [path, text] of texts) write(path, text)

  const { options = {}, forbidden = [] } = boundaries
  const { tsConfig: _, enhancedResolveOptions, ...rest } = options
  const result = await cruise(
    [...texts.keys()],
    { ...rest, baseDir: house, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions as Partial<IResolveOptions>,
  )
  for (const { from, to } of (result.output as ICruiseResult).summary.violations)
    found.add(
      pair(from, to.replace(/^node_modules\/(@[^/]+\/[^/]+|[^/]+)\/(index\.js$)?/, '$1/').replace(/\/$/, '')),
    )
  // A machine with much else to do takes its time.
}, 60_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

const shown = (target: string) => target.replace(/^node:/, '')

describe('the boundaries refuse that', () => {
  test.each(refused)('%s imports %s', (file, target) => {
    expect([...found]).toContain(pair(file, shown(target)))
  })
})

describe('the boundaries allow that', () => {
  test.each(allowed)('%s imports %s', (file, target) => {
    expect([...found]).not.toContain(pair(file, shown(target)))
  })
})

// The cruiser does not follow `import.meta.glob`, so that it could reach into any room unseen.
const globbing = /import\.meta\.glob[^(]*\(\s*(\[[^\]]*\]|[^,)]*)/g
const quotedText = /^'!?\.\/[^/']*'$/

/** The patterns of all globs in a source text that are not plain names of files in the same folder. */
const strayGlobs = (text: string): string[] =>
  [...text.matchAll(globbing)].flatMap(([, patterns]) =>
    patterns!
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map(pattern => pattern.trim())
      .filter(pattern => pattern !== '' && !quotedText.test(pattern)),
  )

test('a glob that leaves its folder is noticed', () => {
  expect(strayGlobs(`import.meta.glob('../engine/*.ts', { eager: true })`)).toEqual([`'../engine/*.ts'`])
  expect(strayGlobs(`import.meta.glob<Op>([\n './*.ts', '/renderer/**'])`)).toEqual([`'/renderer/**'`])
  expect(strayGlobs(`import.meta.glob('./*.ts')`)).toEqual([])
})

test('no glob of the product leaves its folder', () => {
  const top = fileURLToPath(new URL('..', import.meta.url))
  const sources = ['shared', 'renderer', 'electron'].flatMap(room =>
    readdirSync(join(top, room), { recursive: true, encoding: 'utf8' })
      .filter(path => /\.(tsx?|mjs)$/.test(path))
      .map(path => join(room, path)),
  )
  expect(sources.length).toBeGreaterThan(100)
  for (const path of sources) expect(strayGlobs(readFileSync(join(top, path), 'utf8')), path).toEqual([])
})

/** Who may import whom: the table of the README, for dependency-cruiser. A room imports only what is listed for it. */
const room = path => `^${path}`
const only = (from, allowed, name = from) => ({
  name: `${name} imports only its neighbours`,
  severity: 'error',
  from: { path: room(from) },
  to: { pathNot: allowed.map(a => (a.startsWith('^') ? a : room(a))) },
})
const npm = (...packages) => packages.map(p => `^node_modules/(@types/)?${p}(/|$)`)

const format = ['shared/tensor/', 'shared/formula/', 'shared/ops/']
const engine = [...format, 'shared/document/', 'shared/engine/']
const view = [
  'react',
  'react-dom',
  'zustand',
  'katex',
  'radix-ui',
  'cmdk',
  'react-resizable-panels',
  '@fontsource-variable/inter',
]
const stages = ['problems', 'graph|shapes', 'plan', 'run', 'steps', 'explain']

module.exports = {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no unresolved imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared/tensor/', ['shared/tensor/']),
    only('shared/formula/', ['shared/tensor/', 'shared/formula/', 'shared/ops/op.ts']),
    only('shared/ops/(?!index\\.ts|op\\.ts)', ['shared/tensor/', 'shared/ops/op.ts'], 'an op'),
    only('shared/ops/op.ts', ['shared/tensor/'], 'the op record'),
    only('shared/document/', [...format, 'shared/document/', ...npm('zod')]),
    only('shared/gallery/', ['shared/gallery/']),
    only('shared/engine/', engine),
    only('shared/host.ts', []),
    ...stages.slice(1).map((later, i) => ({
      name: `engine stages look back only: ${stages[i]} before ${later}`,
      severity: 'error',
      from: { path: `^shared/engine/(${stages.slice(0, i + 1).join('|')})\\.ts$` },
      to: { path: `^shared/engine/(${later})\\.ts$`, dependencyTypesNot: ['type-only'] },
    })),
    only('renderer/host/', ['renderer/host/', 'shared/host.ts', ...npm('zod')]),
    only('renderer/engine/', ['renderer/engine/', ...engine]),
    only('renderer/ui/', ['renderer/ui/', ...format, 'shared/document/', ...npm(...view)]),
    only('renderer/store/', [
      'renderer/store/',
      'renderer/engine/',
      'renderer/host/',
      'shared/',
      ...npm('zustand', 'react'),
    ]),
    only('renderer/commands/', [
      'renderer/commands/',
      'renderer/store/',
      'renderer/engine/',
      'renderer/host/',
      'shared/',
      ...npm('react'),
    ]),
    {
      name: 'React Flow stays behind one door',
      severity: 'error',
      from: { path: '^(renderer|electron|shared)/', pathNot: '^renderer/canvas/' },
      to: { path: '^node_modules/@xyflow' },
    },
    {
      name: 'the canvas does not know the panels',
      severity: 'error',
      from: { path: '^renderer/canvas/' },
      to: { path: '^(renderer/panels/|electron/)' },
    },
    {
      name: 'only the worker computes',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/engine/worker\\.ts$' },
      to: { path: '^shared/engine/(plan|run)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the shell knows the host interface only',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/cli' },
      to: { path: '^(shared|renderer)/', pathNot: '^(shared/host\\.ts|renderer/host/bridge\\.ts)$' },
    },
    {
      name: 'the product does not lean on its tests',
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|circuit|svg)(\\?|$)' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}

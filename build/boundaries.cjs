/**
 * Who may import whom, for dependency-cruiser. Every file of shared/, renderer/ and electron/ stands in one room of the table; it
 * may import its own room and what the table lists behind it, types included, and nothing else. A file that stands in no room is
 * refused, so a new folder begins with a line here. `import.meta.glob` is not seen by the cruiser: test/boundaries.test.ts reads it.
 */
const { builtinModules } = require('node:module')

const npm = (...packages) => packages.map(name => `node_modules/(@types/)?${name}/`)
const node = builtinModules.map(name => `${name}$`)

const tensor = ['shared/tensor/']
const format = [...tensor, 'shared/formula/', 'shared/ops/(op|index)\\.ts']
const document = 'shared/document/'
const core = [
  ...format,
  document,
  'shared/engine/',
  'shared/export/',
  'shared/gallery/index\\.ts',
  'shared/host\\.ts',
]
const view = [...core, 'renderer/store/', 'renderer/commands/', 'renderer/ui/']
const widgets = npm('react', 'radix-ui', 'cmdk', 'zustand')

/** [room, what it may import beside itself]: beginnings of paths, as patterns. */
const rooms = [
  ['shared/host\\.ts', []],
  ['shared/tensor/', []],
  ['shared/ops/op\\.ts', tensor],
  ['shared/ops/index\\.ts', ['shared/ops/op\\.ts']],
  ['shared/ops/(?!(op|index)\\.ts)', [...tensor, 'shared/ops/op\\.ts'], { alone: true }],
  ['shared/formula/', [...tensor, 'shared/ops/op\\.ts']],
  ['shared/document/[^/]+$', format],
  ['shared/document/edit/', [...format, document]],
  ['shared/document/file/', [...format, `${document}[^/]+$`, ...npm('zod')]],
  ['shared/gallery/', []],
  ['shared/wasm/', ['virtual:kernels/']],
  ...engine({
    problems: '',
    order: '',
    shapes: 'problems graph',
    graph: 'problems order shapes',
    refusal: 'problems graph',
    plan: 'graph',
    recording: '',
    program: 'plan recording',
    tape: 'recording',
    layout: 'program tape',
    tasks: 'WASM',
    lowering: 'WASM recording tasks',
    secondThread: 'WASM tasks',
    ground: 'layout recording tasks',
    bands: 'lowering recording tasks',
    wasmGround: 'WASM bands ground layout lowering program recording secondThread tape tasks',
    machine: 'ground layout program recording tape tasks',
    run: 'plan program ground layout machine secondThread wasmGround',
    runner: 'graph plan program machine run steps health healthFindings',
    checkDefaults: 'ground',
    checkSample: '',
    checkSides: 'plan',
    checkVerdict: 'ground',
    checkSlope: 'plan ground program machine run checkSides',
    check: 'graph plan ground run checkDefaults checkSample checkSlope checkVerdict',
    checkSweep: 'plan run checkDefaults checkSample checkSlope check',
    checkReport: 'graph plan check checkSweep',
    checkWords: 'problems graph ground checkSlope checkVerdict check stepWords',
    costTerms: '',
    costAxes: 'graph costTerms',
    cost: 'graph plan ground layout program recording costAxes costTerms',
    costTime: 'graph plan program machine run secondThread',
    costWords: 'graph cost costTerms',
    conformanceJson: '',
    conformanceFormat: 'conformanceJson',
    conformanceNames: '',
    conformanceCircuit: 'conformanceFormat conformanceNames',
    conformanceCompare: 'conformanceFormat',
    conformance: 'problems graph plan run conformanceFormat conformanceCircuit conformanceCompare',
    steps: 'graph plan run',
    bookmarks: 'steps',
    stepWords: 'graph hidden run steps',
    numberLines: 'quantity stepWords',
    rules: 'graph numberLines quantity',
    explain: 'graph hidden quantity run steps stepWords numberLines rules stepHidden',
    stepHidden: 'graph hidden quantity numberLines rules',
    quantity: '',
    comparison: 'graph run',
    comparisonWords: 'comparison hidden',
    portShapes: 'graph',
    lookInside: 'graph run portShapes',
    healthFindings: 'quantity',
    healthBack: 'graph healthFindings',
    healthAbsence: 'graph run healthBack healthFindings',
    healthUnits: 'graph run quantity healthFindings',
    healthFlow: 'graph quantity run healthAbsence healthBack healthFindings',
    health: 'graph run steps healthFindings healthFlow healthUnits',
    hidden: 'graph quantity',
    prediction: '',
    predictionAsked: 'checkSample',
    predictionVerdict: 'graph rules prediction predictionAsked',
    merged: 'graph rules',
    inValues: 'graph rules',
    closedForm: 'graph rules merged inValues',
    derivation: 'graph run steps stepWords numberLines rules explain closedForm',
    answered: 'quantity stepWords',
    asking: 'quantity graph run steps stepWords rules',
    agreement: 'answered checkSample',
    explainRule: 'answered asking agreement quantity numberLines',
    opRules: 'asking explainRule quantity rules',
    chainPaths: 'asking graph run steps',
    chain: 'answered asking agreement chainPaths numberLines opRules rules stepWords',
    explainNumber: 'agreement answered asking explain explainRule graph opRules quantity rules stepWords',
    hints: 'answered asking explainNumber quantity rules',
  }),
  ['shared/export/', [...format, document, 'shared/engine/']],
  ['renderer/host/', ['shared/host\\.ts']],
  ['renderer/engine/', [...format, document, 'shared/engine/']],
  ['renderer/ui/', [...format, document, ...npm('react', 'radix-ui', 'katex')]],
  ['renderer/store/', [...core, 'renderer/engine/', 'renderer/host/', ...npm('react', 'zustand')]],
  ['renderer/commands/', [...core, 'renderer/store/', ...npm('react')]],
  ['renderer/canvas/', [...view, ...widgets, ...npm('@xyflow/react')]],
  ['renderer/panels/', [...view, 'renderer/canvas/', ...widgets, 'package\\.json$']],
  ['renderer/[^/]+$', ['renderer/', ...npm('react', 'react-dom', 'katex', '@fontsource-variable/inter')]],
  ['electron/(?!cli)', ['shared/host\\.ts', ...node, ...npm('electron', 'zod')]],
  ['electron/cli', [...core, ...node, 'package\\.json$']],
]

/** The engine's stages that compute, and those that are made of them. */
const computing =
  'plan|program|layout|tasks|lowering|bands|secondThread|\\w*[gG]round|machine|run|runner|check\\w*|conformance\\w*|cost\\w*'

/** The engine's files are rooms of their own: each names the stages that it looks back to. */
function engine(stages) {
  const file = stage => (stage === 'WASM' ? 'shared/wasm/' : `shared/engine/${stage}\\.ts$`)
  return Object.entries(stages).map(([stage, before]) => [
    file(stage),
    [...format, document, ...before.split(' ').filter(Boolean).map(file)],
  ])
}

const from = path => `^(${path})`
const inRooms = rooms.map(([room]) => from(room))
const house = '^(shared|renderer|electron)/'

module.exports = {
  forbidden: [
    ...rooms.map(([room, allowed, { alone = false } = {}]) => ({
      name: `${room} imports only what the table lists`,
      severity: 'error',
      from: { path: from(room) },
      to: { pathNot: [...(alone ? [] : [room]), ...allowed].map(from) },
    })),
    {
      name: 'a file without a room imports nothing',
      severity: 'error',
      from: { path: house, pathNot: inRooms },
      to: {},
    },
    {
      name: 'a file without a room is imported by nobody',
      severity: 'error',
      from: {},
      to: { path: house, pathNot: inRooms },
    },
    {
      name: 'only the worker and the command line compute; the others know plan and run as types',
      severity: 'error',
      from: {
        pathNot: `^(renderer/engine/(worker|secondWorker)\\.ts|electron/cli/|shared/engine/(${computing})\\.ts|test/)`,
      },
      to: {
        path: '^shared/engine/(plan|run|runner|program|machine|check|checkSides|checkSlope|checkSweep|costTime)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no unresolved imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'style'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}

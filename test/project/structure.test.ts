import { describe, expect, it } from 'vitest';
import { brokenBounds } from '../../scripts/structure/bounds.js';
import { figuresOf } from '../../scripts/structure/figures.js';
import { readModules } from '../../scripts/structure/modules.js';
import { tableOf } from '../../scripts/structure/table.js';
import { unusedIn } from '../../scripts/structure/unused.js';
import { withMarks } from '../../scripts/structure/walk.js';

const MAIN = 'generators/pipeline/doors/main.ts';
const NOTHING = { exports: [], types: [], files: [], dependencies: [] };

/** The figures of files below generators/pipeline. */
function measure(files: Readonly<Record<string, string>>) {
  const sources = Object.entries(files).map(([path, text]) => ({ path: `generators/pipeline/${path}`, text }));
  return figuresOf(readModules(sources), MAIN);
}

describe('the structure of a checkout', () => {
  it('has no cycle where imports run one way', () => {
    const figures = measure({
      'doors/main.ts': "import { run } from '../run/run.js';\nimport { a } from '../errors.js';\n",
      'run/run.ts': "import { a } from '../errors.js';\n",
      'errors.ts': '',
    });
    expect(figures).toMatchObject({ files: 3, folders: 3, moduleCycles: [], roomCycles: [], climbs: [], loadedAtStart: 3 });
    expect(brokenBounds(figures, NOTHING)).toEqual([]);
  });

  it.each([
    ['a type', "import type { B } from './b.js';\n"],
    ['a type in the middle of a declaration', "export type A = import('./b.js').B;\n"],
    ['a dynamic import', "export const load = () => import('./b.js');\n"],
    ['a re-export', "export { b } from './b.js';\n"],
    ['a re-exported type', "export type { B } from './b.js';\n"],
  ])('counts a cycle through %s', (_, importing) => {
    const figures = measure({ 'plan/a.ts': importing, 'plan/b.ts': "import { a } from './a.js';\n", 'plan/c.ts': '' });
    expect(figures.moduleCycles).toEqual([['generators/pipeline/plan/a.ts', 'generators/pipeline/plan/b.ts']]);
    expect(figures.roomCycles).toEqual([]);
    expect(brokenBounds(figures, NOTHING)).toEqual([expect.stringMatching(/^These modules import each other; move .*a\.ts, .*b\.ts\.$/)]);
  });

  it('counts a cycle of rooms whose modules have none, and the import that climbs', () => {
    const figures = measure({
      'doors/main.ts': "import { a } from '../plan/a.js';\n",
      'plan/a.ts': "import { b } from '../merge/lines/b.js';\n",
      'plan/c.ts': '',
      'merge/lines/b.ts': "import { c } from '../../plan/c.js';\n",
    });
    expect(figures.moduleCycles).toEqual([]);
    expect(figures.roomCycles).toEqual([['generators/pipeline/merge/lines', 'generators/pipeline/plan']]);
    expect(figures.climbs).toEqual(['generators/pipeline/merge/lines/b.ts -> generators/pipeline/plan/c.ts']);
    expect(brokenBounds(figures, NOTHING)).toEqual([expect.stringMatching(/^These rooms import each other/)]);
  });

  it('loads at the start what is neither a type nor loaded later; an import that only names types stays an import', () => {
    const figures = measure({
      'doors/main.ts': "import { a } from '../a.js';\nimport type { B } from '../b.js';\nimport('../d.js');\n",
      'a.ts': "import '../../unknown.js';\nimport 'node:fs';\nimport { type C } from './c.js';\n",
      'b.ts': '',
      'c.ts': '',
      'd.ts': '',
    });
    expect(figures.loadedAtStart).toBe(3);
  });

  it('measures functions by the lines that are not blank; arrows count for the longest only', () => {
    const body = (lines: number) => `{\n${'  f();\n\n'.repeat(lines - 2)}}`;
    const figures = measure({
      'a.ts': `function one() ${body(3)}\nclass A { two() ${body(5)} }\nfunction three() ${body(31)}\n`,
      'b.ts': `\nconst four = () => ${body(32)};\nlet x: any;\n`,
    });
    expect(figures).toMatchObject({ functions: 3, median: 5, ninetieth: 31, anys: 1 });
    expect(brokenBounds(figures, NOTHING)).toEqual([
      'The function at generators/pipeline/b.ts:2 has 32 lines; divide it (at most 31).',
      'The type any is written, times 1; write what it is, or unknown and a guard.',
    ]);
  });

  it('says which folder is too full and which file too long', () => {
    const files = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`plan/${index}.ts`, '']));
    const figures = measure({ ...files, 'long.ts': '\n'.repeat(221), 'just.ts': '\n'.repeat(220) });
    expect(brokenBounds(figures, NOTHING)).toEqual([
      'generators/pipeline/plan holds 21 files; give at most 20 to a folder.',
      'generators/pipeline/long.ts has 221 lines; divide it where it holds a second thought (at most 220).',
    ]);
  });

  it('refuses a file that is no TypeScript', () => {
    expect(() => measure({ 'a.ts': 'function (' })).toThrow('generators/pipeline/a.ts cannot be read');
  });
});

describe('what nobody uses', () => {
  const none = { exports: [], types: [], files: [], dependencies: [], devDependencies: [], unlisted: [], unresolved: [] };

  it('is read from the report of knip, and each is a sentence with a remedy', () => {
    const unused = unusedIn({
      issues: [
        { ...none, file: 'a.ts', exports: [{ name: 'one' }], types: [{ name: 'Two' }] },
        { ...none, file: 'b.ts', files: [{ name: 'b.ts' }] },
        { ...none, file: 'package.json', devDependencies: [{ name: 'three' }] },
      ],
    });
    expect(brokenBounds(measure({}), unused)).toEqual([
      'Nobody imports a.ts: one; take away its export, or itself.',
      'Nobody imports the type a.ts: Two; take away its export, or itself.',
      'Nobody uses the file b.ts; delete it, or name it in knip.json if it is started as a program.',
      'package.json: three is not both used and declared; add it to package.json or remove it there.',
    ]);
  });
});

describe('the table', () => {
  it('names each figure, and the packs where they are not built', () => {
    const table = tableOf(
      measure({ 'a.ts': "import { b } from './b.js';\n", 'b.ts': "import { a } from './a.js';\n" }),
      NOTHING,
      undefined,
    );
    expect(table).toMatch(/^files +2\n/);
    expect(table).toMatch(/^module cycles +1 \(of 2\)$/m);
    expect(table).toMatch(/^modules loaded by mlops add api +not measured: run npm run build first$/m);
  });
});

describe('a marked module', () => {
  it('says that it was loaded and whether one of its functions was called, and does the same as before', () => {
    const globals: { loadedModules: Set<string>; calledModules: Set<string> } = { loadedModules: new Set(), calledModules: new Set() };
    const run = (path: string, text: string): unknown => new Function('globalThis', withMarks(path, text))(globals);
    expect(run('a.ts', 'return ((x) => (y) => ({ x, y }))(1)(2);')).toEqual({ x: 1, y: 2 });
    expect(run('b.ts', 'function never() { return 1; }')).toBeUndefined();
    expect(run('c.ts', 'class A { method() { return [3].map((x) => x + 1); } }\nreturn new A().method();')).toEqual([4]);
    expect([...globals.calledModules]).toEqual(['a.ts', 'c.ts']);
    expect([...globals.loadedModules]).toEqual(['b.ts']);
  });
});

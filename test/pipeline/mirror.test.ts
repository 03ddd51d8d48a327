import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/**
 * Modules without a test file of their own, by the test that covers them, from `test/`. Those of `doors/` run the built program. A
 * new module is not meant to be added here: it gets a test of its name.
 */
const COVERED_BY: Readonly<Record<string, readonly string[]>> = {
  'doors/both_doors.test.ts': ['doors/yeoman_door'],
  'doors/new_project.test.ts': ['doors/main'],
  'pipeline/doors/request.test.ts': ['states'],
  'pipeline/pack/shape.test.ts': ['pack/record_shape'],
};

/** Modules with behaviour: those that give away a function or a class. Types and plain values are held by the compiler. */
function modules(): string[] {
  const files = readdirSync(join(root, 'generators/pipeline'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const behaves = (file: string) =>
    /^export (default )?(abstract |async )*(function|class)\b/m.test(readFileSync(join(root, 'generators/pipeline', file), 'utf8'));
  return files
    .filter(behaves)
    .map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
    .sort();
}

function hasOwnTest(module: string): boolean {
  return existsSync(join(root, 'test/pipeline', `${module}.test.ts`));
}

/** All files that a file imports, and what these import. */
function reached(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\(|import) ?'(\.[^']*)\.js'/g);
  for (const [, path = ''] of imports) reached(resolve(dirname(file), `${path}.ts`), found);
  return found;
}

const listed = Object.entries(COVERED_BY).flatMap(([test, covered]) => covered.map((module) => ({ test, module })));

describe('a module of the pipeline', () => {
  it('has a test file of its name in the folder that mirrors its own', () => {
    const known = new Set(listed.map(({ module }) => module));
    const missing = modules().filter((module) => !hasOwnTest(module) && !known.has(module));
    expect(missing.map((module) => `Nothing tests generators/pipeline/${module}.ts: write test/pipeline/${module}.test.ts.`)).toEqual([]);
  });

  it('is listed as covered elsewhere only where it is there and has no test of its name', () => {
    const known = new Set(modules());
    const stale = listed.filter(({ module }) => !known.has(module) || hasOwnTest(module));
    expect(stale.map(({ module }) => `Take ${module} out of COVERED_BY in test/pipeline/mirror.test.ts.`)).toEqual([]);
  });

  it('is listed under a test that runs it: one that imports it, or one of the built program', () => {
    const imports = new Map(Object.keys(COVERED_BY).map((test) => [test, reached(join(root, 'test', test))]));
    const unrelated = listed.filter(({ test, module }) => {
      const isDoor = test.startsWith('doors/') && existsSync(join(root, 'test', test));
      return !isDoor && imports.get(test)?.has(join(root, 'generators/pipeline', `${module}.ts`)) !== true;
    });
    expect(unrelated.map(({ test, module }) => `test/${test} does not reach ${module}.`)).toEqual([]);
  });
});

// Making a project: what is compared with what, and how much dearer it may be.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Comparison, environmentOf, type Goal, type Job, QUICK, runOnce } from './comparison.js';
import { ORDINARY, type Tools } from './installation.js';
import { makeSyntheticPack } from './synthetic_pack.js';
import { differences, makeCookiecutter, makeFloorTemplates, readFiles } from './twins.js';
import { loading } from './years.js';

export const FLOOR = resolve('bench/floor.mjs');

/**
 * Makes a project, the floor and cookiecutter for the same files; all three have to give the same bytes.
 *
 * @param words what the binary gets besides the folder.
 */
function sameFiles(
  title: string,
  words: readonly string[],
  { ground, binary, cookiecutter, home }: Tools,
  goals: readonly Goal[],
): Comparison {
  const model = join(ground, title.replaceAll(/\W+/g, '-'));
  const name = 'benchmark_project';
  mkdirSync(model);
  const environment = environmentOf(home);
  const ours = (folder: string): string[] => [
    process.execPath,
    binary,
    'new',
    folder,
    ...QUICK,
    '--name',
    'Benchmark',
    '--package',
    name,
    ...words,
  ];
  runOnce(ours(join(model, 'demo')), environment, model);
  makeFloorTemplates(join(model, 'demo'), join(model, 'floor'), name);
  makeCookiecutter(join(model, 'demo'), join(model, 'cookiecutter'), name);
  const out = join(model, 'out');
  const jobs = [
    { name: 'mlops', args: ours(join(out, 'demo')) },
    { name: 'floor', args: [process.execPath, FLOOR, join(model, 'floor'), join(out, 'demo'), name] },
    { name: 'cookiecutter', args: [cookiecutter, join(model, 'cookiecutter'), '--no-input', '--output-dir', out] },
  ].map((job) => ({ ...job, cwd: model, env: environment, fresh: out, log: join(model, 'log') }));
  return {
    title: `${title}, ${readFiles(join(model, 'demo')).length} files`,
    jobs,
    goals,
    check: () => checkTwins(model, jobs),
  };
}

function checkTwins(model: string, jobs: readonly Job[]): void {
  for (const { name, args, env, cwd, fresh = '' } of jobs) {
    rmSync(fresh, { recursive: true, force: true });
    runOnce(args, env, cwd);
    const different = differences(join(model, 'demo'), join(fresh, 'demo'));
    if (different.length > 0) throw new Error(`${name} made other files: ${different.slice(0, 5).join(', ')}`);
  }
}

function manyFiles({ ground, binary, home }: Tools, count: number): string[] {
  const folder = join(ground, 'synthetic');
  makeSyntheticPack(folder, count);
  // A project carries its pack in one file: that file is what a teacher hands out.
  runOnce(
    [process.execPath, binary, 'new', join(ground, 'packed'), ...QUICK, '--name', 'Packed', '--pack', folder],
    environmentOf(home),
    ground,
  );
  return ['--pack', join(ground, 'packed/.mlops/pack')];
}

function startUp({ ground, binary, home }: Tools, goals: readonly Goal[]): Comparison {
  const shared = { cwd: ground, env: environmentOf(home), log: join(ground, 'log') };
  const jobs = [
    { name: 'mlops --version', args: [process.execPath, binary, '--version'], ...shared },
    { name: 'node -e 0', args: [process.execPath, '-e', '0'], ...shared },
  ];
  return { title: 'start', jobs, goals };
}

function underYeoman({ ground, yo, home }: Tools, goals: readonly Goal[]): Comparison {
  const work = join(ground, 'work');
  const shared = {
    cwd: work,
    env: environmentOf(home),
    fresh: join(work, 'demo'),
    log: join(work, 'log'),
    ...ORDINARY,
  };
  const jobs = [
    { name: 'yo mlops', args: [process.execPath, yo, 'mlops', 'demo', ...QUICK], ...shared },
    { name: 'yo empty', args: [process.execPath, yo, 'empty', 'demo'], ...shared },
  ];
  return { title: 'under Yeoman', jobs, goals };
}

/** All comparisons. A goal: one job's figure is at most so many times the other's. */
export function makeComparisons(tools: Tools): Comparison[] {
  return [
    sameFiles('new project', [], tools, [
      { of: 'mlops', to: 'floor', figure: 'cpu', most: 1.25 },
      { of: 'mlops', to: 'cookiecutter', figure: 'cpu', most: 1 / 2 },
      { of: 'mlops', to: 'cookiecutter', figure: 'wall', most: 1 / 3 },
      { of: 'mlops', to: 'floor', figure: 'memory', most: 1.15 },
    ]),
    sameFiles('synthetic pack', manyFiles(tools, 1200), tools, [
      { of: 'mlops', to: 'floor', figure: 'cpu', most: 1.25 },
      { of: 'mlops', to: 'cookiecutter', figure: 'wall', most: 1 / 4 },
      { of: 'mlops', to: 'floor', figure: 'memory', most: 1.15 },
    ]),
    // Read and checked each time: what a teacher does who works on a pack.
    sameFiles('folder of a pack', ['--pack', join(tools.ground, 'synthetic')], tools, [
      { of: 'mlops', to: 'cookiecutter', figure: 'cpu', most: 1 / 2 },
    ]),
    startUp(tools, [
      { of: 'mlops --version', to: 'node -e 0', figure: 'cpu', most: 1.5 },
      { of: 'mlops --version', to: 'node -e 0', figure: 'wall', most: 1.5 },
    ]),
    loading(tools),
    underYeoman(tools, [
      { of: 'yo mlops', to: 'yo empty', figure: 'cpu', most: 1.15 },
      { of: 'yo mlops', to: 'yo empty', figure: 'wall', most: 1.15 },
    ]),
  ];
}

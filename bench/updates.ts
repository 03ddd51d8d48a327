// Bringing a project up to date: what is compared with what, and how much dearer it may be. One line of one template changed, and
// the person edited another line of the same file.
import { join } from 'node:path';
import { type Arena, checkJobs, makeArena, updateJob } from './arena.js';
import { type Comparison, environmentOf, type Goal, type Job, QUICK } from './comparison.js';
import { FLOOR } from './comparisons.js';
import type { Tools } from './installation.js';
import { makeFloorTemplates } from './twins.js';
import { PACKAGE } from './updaters.js';

/** With many files copier takes half a minute. */
const FEW = 3;

const UPDATE_GOALS: readonly Goal[] = [
  { of: 'mlops upgrade', to: 'cruft update', figure: 'cpu', most: 1 / 4 },
  { of: 'mlops upgrade', to: 'copier update', figure: 'cpu', most: 1 / 12 },
  { of: 'mlops upgrade', to: 'floor', figure: 'memory', most: 1.3 },
];

const IDLE_GOALS: readonly Goal[] = [{ of: 'mlops upgrade', to: 'cruft update', figure: 'cpu', most: 1 / 3 }];

/** An update beside cruft and copier, and the same with nothing to do. */
function sideBySide(tools: Tools, count: number, copierRuns?: number): Comparison[] {
  const arena = makeArena(tools, count, 'beside others');
  const updates = arena.contestants.map((contestant) =>
    updateJob(arena, contestant, contestant.behind, contestant.name === 'copier update' ? copierRuns : undefined),
  );
  const idle = arena.contestants
    .filter(({ name }) => name !== 'copier update')
    .map((contestant) => updateJob(arena, contestant, contestant.upToDate));
  return [
    {
      title: `update, ${count} files`,
      jobs: [...updates, plainRender(arena)],
      goals: UPDATE_GOALS,
      check: () => checkJobs(arena, updates),
    },
    { title: `nothing to do, ${count} files`, jobs: idle, goals: IDLE_GOALS, check: () => checkJobs(arena, idle) },
  ];
}

/** The same files by a plain script: how much memory a render needs. */
function plainRender({ tools, folder, expected }: Arena): Job {
  const templates = join(folder, 'floor');
  makeFloorTemplates(expected, templates, PACKAGE);
  const out = join(folder, 'out');
  const args = [process.execPath, FLOOR, templates, join(out, 'demo'), PACKAGE];
  return { name: 'floor', args, cwd: folder, env: environmentOf(tools.home), fresh: out, log: join(folder, 'log') };
}

/** How time grows with the number of files. */
function growth(tools: Tools, few: number, many: number): Comparison {
  const jobs = [few, many].flatMap((count) => {
    const arena = makeArena(tools, count, 'alone');
    return [newJob(arena), ...arena.contestants.map((contestant) => updateJob(arena, contestant, contestant.behind))].map((job) => ({
      ...job,
      name: `${job.name}, ${count} files`,
    }));
  });
  const goals = ['mlops new', 'mlops upgrade'].map(
    (name): Goal => ({ of: `${name}, ${many} files`, to: `${name}, ${few} files`, figure: 'cpu', most: 6.5 }),
  );
  return { title: 'growth', jobs, goals };
}

function newJob({ tools, folder }: Arena): Job {
  const fresh = join(folder, 'new');
  const words = ['new', join(fresh, 'demo'), ...QUICK, '--name', 'Benchmark', '--pack', join(folder, 'pack')];
  const args = [process.execPath, tools.binary, ...words];
  return { name: 'mlops new', args, cwd: folder, env: environmentOf(tools.home), fresh, log: join(folder, 'log') };
}

/** All comparisons of updates. */
export function makeUpdateComparisons(tools: Tools): Comparison[] {
  return [...sideBySide(tools, 120), ...sideBySide(tools, 1200, FEW), growth(tools, 800, 4800)];
}

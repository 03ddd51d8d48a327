// Many repositories at once: projects of three course years, each with small edits of its own, as a teacher has them on the disk.
import { appendFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, environmentOf, type Goal, type Job, QUICK, runOnce } from './comparison.js';
import type { Tools } from './installation.js';
import { commitAll, makeRepository } from './repository.js';

const FEW = 50;
const MANY = 200;

/** What the groups have made: most of them everything. */
const KINDS: readonly (readonly string[])[] = [
  ['--tasks', 'everything'],
  ['--tasks', 'everything', '--pack', '2025'],
  ['--tasks', 'everything', '--pack', '2024'],
  ['--tasks', 'week1,week2'],
];

const CHECK = 'mlops check, 1 repository';

const GOALS: readonly Goal[] = [
  { of: nameOf(MANY), to: nameOf(FEW), figure: 'cpu', most: 4.2 },
  { of: nameOf(MANY), to: nameOf(FEW), figure: 'memory', most: 1.15 },
  { of: nameOf(MANY), to: CHECK, figure: 'cpu', most: MANY / 2 },
];

function nameOf(count: number): string {
  return `mlops audit, ${count} repositories`;
}

/** Makes so many repositories in a folder. */
function makeGroups({ binary, home, ground }: Tools, folder: string, count: number): void {
  const models = KINDS.map((words, index) => {
    const model = join(ground, `audit-model-${index}`);
    const args = [process.execPath, binary, 'new', model, ...QUICK, '--name', 'Benchmark', ...words];
    runOnce(args, environmentOf(home), ground);
    makeRepository(model);
    commitAll(model);
    return model;
  });
  mkdirSync(folder);
  for (let index = 0; index < count; index += 1) {
    const group = join(folder, `group-${String(index).padStart(3, '0')}`);
    cpSync(models[index % models.length] ?? '', group, { recursive: true });
    editIn(group, index);
  }
  for (const model of models) rmSync(model, { recursive: true, force: true });
}

/** No two repositories are the same. */
function editIn(group: string, index: number): void {
  appendFileSync(join(group, 'README.md'), `\nGroup ${index} was here.\n`);
  appendFileSync(join(group, 'tasks.py'), `\n\nGROUP = ${index}\n`);
  if (index % 3 === 0) rmSync(join(group, 'tests'), { recursive: true, force: true });
}

/** An audit of few and of many repositories, and a check of one. */
export function makeAuditComparisons(tools: Tools): Comparison[] {
  const folder = (count: number): string => join(tools.ground, `groups-${count}`);
  for (const count of [FEW, MANY]) makeGroups(tools, folder(count), count);
  const job = (name: string, words: readonly string[]): Job => ({
    name,
    args: [process.execPath, tools.binary, ...words],
    cwd: tools.ground,
    env: environmentOf(tools.home),
    log: join(tools.ground, 'log'),
  });
  const page = join(tools.ground, 'audit.html');
  const jobs = [
    job(CHECK, ['check', join(folder(FEW), 'group-000')]),
    ...[FEW, MANY].map((count) => job(nameOf(count), ['audit', folder(count), '--html', page])),
  ];
  return [{ title: 'audit', jobs, goals: GOALS }];
}

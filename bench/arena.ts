// Where an update is measured: for each program a project that is one revision behind, one that is up to date, and what has to
// come of both.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, type Job, runOnce } from './comparison.js';
import type { Tools } from './installation.js';
import { commitAll, makeRepository, REFRESH } from './repository.js';
import { CHANGED, edit, type Revision } from './synthetic_pack.js';
import { differences } from './twins.js';
import { makeBinary, makeCopierUpdater, makeCruft, makeModels, OWN_FILES, PACKAGE, type Updater } from './updaters.js';

const EDITED = CHANGED.replace('pkgname', PACKAGE);

/** A program with its projects as they are before a run. */
export interface Contestant extends Updater {
  /** Made from the first revision, then edited and committed. */
  readonly behind: string;
  /** The same, made from the second revision. */
  readonly upToDate: string;
}

/** Where one comparison of updates happens, and what has to come of it. */
export interface Arena {
  readonly tools: Tools;
  readonly folder: string;
  readonly expected: string;
  readonly contestants: readonly Contestant[];
}

/** Makes templates and projects of so many files, for the binary alone or for the other programs too. */
export function makeArena(tools: Tools, count: number, others: 'alone' | 'beside others'): Arena {
  const folder = join(tools.ground, `update-${count}`);
  mkdirSync(folder);
  const binary = makeBinary(tools, folder, count);
  const models = makeModels(binary, folder);
  const expected = join(folder, 'expected');
  cpSync(models[2], expected, { recursive: true });
  editIn(expected);
  const rivals = others === 'alone' ? [] : [makeCruft(tools, folder, models), makeCopierUpdater(tools, folder, models)];
  const contestants = [binary, ...rivals].map((updater) => enter(updater, folder));
  return { tools, folder, expected, contestants };
}

function enter(updater: Updater, folder: string): Contestant {
  const place = join(folder, updater.name.replace(' ', '-'));
  const make = (revision: Revision): string => {
    const target = join(place, `revision-${revision}`);
    updater.publish(revision);
    updater.create(target);
    const project = join(target, 'demo');
    makeRepository(project);
    commitAll(project);
    editIn(project);
    commitAll(project);
    return project;
  };
  return { ...updater, behind: make(1), upToDate: make(2) };
}

function editIn(project: string): void {
  const path = join(project, EDITED);
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

/** An update that starts from a copy of `original`. */
export function updateJob({ tools, folder }: Arena, { name, update }: Contestant, original: string, runs?: number): Job {
  const fresh = join(folder, 'out');
  const env = environmentOf(tools.home);
  const job = { name, args: update, cwd: fresh, env, fresh, original, ready: REFRESH, log: join(folder, 'log') };
  return runs === undefined ? job : { ...job, runs };
}

/** Every program has to bring its project to the same files. */
export function checkJobs({ folder, expected }: Arena, jobs: readonly Job[]): void {
  for (const { name, args, env, cwd, original = '' } of jobs) {
    rmSync(cwd, { recursive: true, force: true });
    cpSync(original, cwd, { recursive: true });
    runOnce(args, env, cwd);
    for (const own of [...OWN_FILES, '.git']) rmSync(join(cwd, own), { recursive: true, force: true });
    const different = differences(expected, cwd);
    if (different.length > 0) throw new Error(`${name} in ${folder} made other files: ${different.slice(0, 5).join(', ')}`);
  }
}

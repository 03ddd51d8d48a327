import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findCheck } from './checks.js';
import { at, type Project } from './emission.js';
import { EMITTED } from './paths.js';
import { CheckFailure, type Ran, run, succeed } from './process.js';
import type { Tally } from './tally.js';

/** A mistake put into an emitted module, which the emitted tests have to notice. */
interface Mutant {
  readonly name: string;
  /** Below the root of the repository; `pkgname` stands for the package. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The row in which its file is: not every file is in one repository. */
  readonly row: string;
  /** The test file that is likely to notice it first; the others follow. */
  readonly first?: string;
  /** Checks of ours that notice it, in their order, where it is not in the code that the tests are about. */
  readonly checks?: readonly string[];
  /** What is said then: a check that fails for another reason has noticed nothing. */
  readonly says?: string;
}

/** Fewer would not say much about the tests. */
const AT_LEAST = 10;
/** pytest's own: tests have run, and some have failed. */
const TESTS_FAILED = 1;
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
/** Files change within a second, which is as exact as compiled modules are compared. */
const FRESH = { PYTHONDONTWRITEBYTECODE: '1' };

/** Puts each mutant into a repository, alone, and expects a red test; the repository itself has to be green. */
export async function runMutants(project: Project, tally: Tally, isWanted: (name: string) => boolean): Promise<void> {
  const { name: row } = project.row;
  const green = await tally.count(row, 'without a mutant the tests are green', async () => {
    await succeed(project, 'python', ['-m', 'pip', 'install', '--quiet', '--editable', '.', '--no-deps', '--no-build-isolation']);
    await succeed(project, ...pytest([]));
  });
  if (!green) return;
  const mutants = readMutants();
  await tally.count(row, `there are at least ${AT_LEAST} of them`, () => expectEnough(mutants));
  for (const mutant of mutants.filter((one) => one.row === row && isWanted(one.name))) {
    await tally.count(row, mutant.name, () => expectDeath(project, mutant));
  }
}

async function expectEnough(mutants: readonly Mutant[]): Promise<void> {
  if (mutants.length < AT_LEAST) throw new CheckFailure(`There are ${mutants.length}`);
  return Promise.resolve();
}

/** Returns which test noticed the mutant. */
async function expectDeath(project: Project, mutant: Mutant): Promise<string> {
  const path = join(project.folder, named(mutant.file, project));
  if (!existsSync(path)) throw new CheckFailure(`There is no ${mutant.file}`);
  const text = readFileSync(path, 'utf8');
  const find = named(mutant.find, project);
  const places = text.split(find).length - 1;
  if (places !== 1) throw new CheckFailure(`The mutant does not apply: its text stands ${places} times in ${mutant.file}`);
  writeFileSync(
    path,
    text.replace(find, () => named(mutant.replace, project)),
  );
  try {
    return mutant.checks === undefined ? killerIn(await runTests(project, mutant)) : await expectNotice(project, mutant);
  } finally {
    writeFileSync(path, text);
  }
}

/** Runs the checks that should notice a mutant. They look at what is committed, so it is committed for that time. */
async function expectNotice(project: Project, { name, checks = [], says = '' }: Mutant): Promise<string> {
  await succeed(project, 'git', ['commit', '--quiet', '--all', '--message', name], { env: IDENTITY });
  try {
    for (const check of checks.map(findCheck)) await check.run(project);
  } catch (error) {
    if (!(error instanceof CheckFailure) || !error.report.includes(says)) throw error;
    return `noticed: ${error.fact}`;
  } finally {
    await succeed(project, 'git', ['reset', '--quiet', 'HEAD~1']);
  }
  throw new CheckFailure(`The mutant survives: ${checks.join(', ')} found nothing`);
}

async function runTests(project: Project, { first }: Mutant): Promise<Ran> {
  if (first === undefined) return run(project, ...pytest([]));
  if (!existsSync(join(project.folder, first))) throw new CheckFailure(`There is no ${first}`);
  const ran = await run(project, ...pytest([first]));
  return ran.code === 0 ? run(project, ...pytest([])) : ran;
}

function killerIn(ran: Ran): string {
  if (ran.code === 0) throw new CheckFailure('The mutant survives: no test fails', ran);
  const killer = /^(?:FAILED|ERROR) (\S+::.*?)(?: - |$)/m.exec(ran.stdout)?.[1];
  if (ran.code !== TESTS_FAILED || killer === undefined)
    throw new CheckFailure('The tests did not run: that is no test that noticed it', ran);
  const ownError = /^E +((?:Name|Syntax|Indentation|Import|ModuleNotFound|UnboundLocal)Error.*)$/m.exec(ran.stdout)?.[1];
  if (ownError !== undefined) throw new CheckFailure(`The mutant is no program: ${ownError}`, ran);
  return `killed by ${killer}`;
}

function pytest(paths: readonly string[]): [string, string[], { env: Readonly<Record<string, string>> }] {
  return ['python', ['-m', 'pytest', '--exitfirst', '--quiet', '-rfE', '--no-header', ...paths], { env: FRESH }];
}

function readMutants(): Mutant[] {
  const read: unknown = parse(readFileSync(join(EMITTED, 'mutants.yml'), 'utf8'));
  const list = Array.isArray(read) ? read : at(read, 'mutants');
  if (!Array.isArray(list)) throw new CheckFailure('mutants.yml holds no list of mutants');
  return list.map(readMutant);
}

function readMutant(value: unknown): Mutant {
  const text = (key: string): string => {
    const found = at(value, key);
    if (typeof found !== 'string') throw new CheckFailure(`A mutant has no ${key}: ${JSON.stringify(value)}`);
    return found;
  };
  const [row, first, checks, says] = ['row', 'first', 'checks', 'says'].map((key) => at(value, key));
  return {
    name: text('name'),
    file: text('file'),
    find: text('find'),
    replace: text('replace'),
    row: typeof row === 'string' ? row : 'mutants',
    ...(typeof first === 'string' ? { first } : {}),
    ...(Array.isArray(checks) ? { checks: checks.map(String), says: String(says) } : {}),
  };
}

function named(text: string, { row }: Project): string {
  return text.replaceAll('pkgname', row.package);
}

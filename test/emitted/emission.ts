import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { editUntilDayFifteen } from './day_fifteen.js';
import { type Environment, makeThinEnvironment, outsideEnvironment } from './environment.js';
import { editAsPeopleDo, expectEdits } from './history.js';
import { EMITTED, ROOT } from './paths.js';
import { CheckFailure, type Place, succeed } from './process.js';
import type { Row } from './rows.js';

/** An emitted repository with the environment in which its commands run. */
export interface Project extends Place {
  readonly row: Row;
  /** Where the checks keep what they make beside the repository. */
  readonly aside: string;
  readonly pyproject: Readonly<Record<string, unknown>>;
}

const BINARY = join(ROOT, 'dist', 'mlops.cjs');

/** Makes the repository of a row in a folder that does not exist yet, by the binary, as a person would. */
export async function emit(row: Row, folder: string): Promise<void> {
  if (!existsSync(BINARY)) throw new CheckFailure('dist/ is missing. Make it with: npm run build');
  mkdirSync(folder, { recursive: true });
  const names = ['--name', 'Digits: a "real" test', '--package', row.package, '--author', 'Ada Lovelace', '--author', 'Grace Hopper'];
  const given = [...names, '--python', '3.11', ...row.flags];
  const began = row.dayFifteen?.began ?? (row.addedLater === true ? 'minimal' : row.tasks);
  await mlops(folder, ['new', '.', '--tasks', began, ...given]);
  if (row.addedLater === true) {
    editAsPeopleDo(folder, row.package);
    replaceModel(folder, row.package);
    await commitAll(folder, 'Our own work');
    await mlops(folder, ['add', row.tasks]);
    expectEdits(folder, row.package);
  }
  if (row.dayFifteen !== undefined) {
    editUntilDayFifteen(folder, row.package, row.dayFifteen.seed);
    await commitAll(folder, 'Our own work');
    await mlops(folder, ['add', row.tasks]);
  }
  for (const slug of row.removed ?? []) await mlops(folder, ['remove', slug, '--with-dependents']);
  if (row.kind === 'seam') replaceByTheSeam(folder, row.package);
  await commitAll(folder, 'What is checked');
}

async function mlops(folder: string, args: readonly string[]): Promise<void> {
  const place = { folder, env: outsideEnvironment() };
  await succeed(place, process.execPath, [BINARY, ...args, '--defaults', '--skip-install']);
}

/** A commit of whatever is there, so that `git status` later shows what the commands have left. */
async function commitAll(folder: string, message: string): Promise<void> {
  const place = { folder, env: outsideEnvironment() };
  const identity = ['-c', 'user.name=Ada Lovelace', '-c', 'user.email=ada@example.org'];
  await succeed(place, 'git', ['add', '--all']);
  await succeed(place, 'git', [...identity, 'commit', '--quiet', '--allow-empty', '--message', message]);
}

/** A model of their own, with batch normalisation, whose state is more than its parameters. */
function replaceModel(folder: string, name: string): void {
  const text = readFileSync(join(EMITTED, 'models', 'resnet.py'), 'utf8');
  writeFileSync(join(folder, 'src', name, 'model.py'), text.replaceAll('pkgname', name));
}

/** What groups do first: their own data and model, and not a line of anything else. */
function replaceByTheSeam(folder: string, name: string): void {
  for (const file of ['data.py', 'model.py']) {
    const text = readFileSync(join(EMITTED, 'seam', file), 'utf8');
    writeFileSync(join(folder, 'src', name, file), text.replaceAll('pkgname', name));
  }
}

/** An emitted repository as it lies there; without an environment nothing runs in it. */
export function readProject(row: Row, folder: string): Project {
  return { row, folder, aside: '', env: {}, pyproject: parse(readFileSync(join(folder, 'pyproject.toml'), 'utf8')) };
}

/** Opens an emitted repository: a thin environment of its own beside it. */
export async function openProject(row: Row, folder: string, shared: Environment, aside: string): Promise<Project> {
  const env = await makeThinEnvironment(shared, join(aside, 'venv'));
  return { ...readProject(row, folder), aside, env };
}

/** A value inside plain data. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return typeof value === 'object' && value !== null ? at(Object.entries(value).find(([name]) => name === key)?.[1], ...rest) : undefined;
}

/** Whether the repository has a file, by its path below the root; `pkgname` stands for the package. */
export function has(project: Project, path: string): boolean {
  return existsSync(join(project.folder, path.replace('pkgname', project.row.package)));
}

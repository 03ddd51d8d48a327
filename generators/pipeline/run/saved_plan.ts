import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Write } from '../change.js';
import { Disk } from '../commit/disk.js';
import type { SavedChange, SavedPlan } from '../documents.js';
import { listPaths, Refusal } from '../errors.js';
import { jsonIn } from '../json.js';
import type { LoadedPack } from '../pack/library/shipped.js';
import { STREAM } from '../paths.js';
import type { Prepared } from '../states.js';
import type { Entry } from '../tree.js';
import { version } from '../version.js';

/** The form of a saved plan that this generator writes and reads. */
const FORM = 1;

/**
 * A plan as the text that is saved.
 *
 * @param writes all that the plan would write.
 */
export function planText(prepared: Prepared, writes: readonly Write[]): string {
  return `${JSON.stringify(planOf(prepared, writes), undefined, 2)}\n`;
}

/**
 * Writes a plan for later: the only file that `--save` writes.
 *
 * @param path as it was given; it must not exist yet.
 */
export function savePlan(path: string, text: string, cwd: string): void {
  try {
    new Disk().write(resolve(cwd, path), text);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists) throw new Refusal(`${path} exists already`, 'Remove it, or give --save another name');
    throw new Refusal(`The plan cannot be written to ${path}`, 'Name a new file in a folder that you can write in');
  }
}

/**
 * Reads a plan that was saved.
 *
 * @param stdin reads standard input, for a plan that is piped in.
 */
export async function readSavedPlan(path: string, cwd: string, stdin: () => Promise<string>): Promise<SavedPlan> {
  const name = path === STREAM ? 'The plan on standard input' : path;
  const value = jsonIn(path === STREAM ? await stdin() : readText(path, cwd));
  refuseLaterForm(value, name);
  const plan = await checkedPlan(value, name);
  const { digest, ...rest } = plan;
  if (digest === digestOf(rest)) return plan;
  throw new Refusal(`${name} was changed after it was saved`, 'Make the plan again');
}

function refuseLaterForm(value: unknown, name: string): void {
  const form = typeof value === 'object' && value !== null && 'plan' in value ? value.plan : undefined;
  if (typeof form !== 'number' || form <= FORM) return;
  throw new Refusal(
    `${name} was saved by a newer generator-mlops, in a form that this one cannot read`,
    'Update generator-mlops, or make the plan again',
  );
}

async function checkedPlan(value: unknown, name: string): Promise<SavedPlan> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const { default: schema } = await import('../../../schemas/plan.schema.json', { with: { type: 'json' } });
  const isSavedPlan = new Ajv2020({ strict: false }).compile<SavedPlan>(schema);
  if (isSavedPlan(value)) return value;
  const place = isSavedPlan.errors?.[0]?.instancePath ?? '';
  throw new Refusal(
    `${name} is not a saved plan${place === '' ? '' : `: ${place} is wrong in it`}`,
    'Make one: mlops <command> --save <file>',
  );
}

/**
 * Holds what a saved plan comes to now against what it came to when it was reviewed.
 *
 * @throws Refusal where that differs: somebody has worked on the project, or another generator renders it.
 */
export function verifyUnchanged(saved: SavedPlan, writes: readonly Write[]): void {
  const now = new Map(changesOf(writes).map((change) => [change.path, change]));
  const then = new Map(saved.changes.map((change) => [change.path, change]));
  const different = [...new Set([...then.keys(), ...now.keys()])].filter((path) => !isDeepStrictEqual(then.get(path), now.get(path)));
  if (different.length === 0) return;
  if (saved.version !== version) {
    throw new Refusal(`The plan was made with generator-mlops ${saved.version}, and this is ${version}`, 'Make the plan again');
  }
  throw new Refusal(
    `The project has changed since the plan was made (${listPaths(different)}); nothing was written`,
    'Make the plan again',
  );
}

function planOf({ request, after, carried, loaded, project }: Prepared, writes: readonly Write[]): SavedPlan {
  const { command, stage, what, options } = request;
  const onConflict = options.onConflict === undefined || options.onConflict === 'stop' ? 'markers' : options.onConflict;
  const plan = {
    plan: FORM,
    version,
    command,
    ...(stage === undefined ? {} : { stage }),
    ...(project === undefined && request.folder !== undefined ? { folder: request.folder } : {}),
    what,
    answers: after?.plan.answers ?? { values: {}, asked: [] },
    onConflict,
    redo: options.redo,
    ...(options.command === undefined ? {} : { undoes: options.command }),
    changes: changesOf(writes),
    ...(carried?.digest === loaded.digest ? {} : packOf(loaded)),
  } satisfies Omit<SavedPlan, 'digest'>;
  return { ...plan, digest: digestOf(plan) };
}

function packOf({ bytes, source }: LoadedPack): Pick<SavedPlan, 'pack' | 'source'> {
  return { pack: bytes.toString('base64'), ...(source === undefined ? {} : { source }) };
}

function digestOf(plan: Omit<SavedPlan, 'digest'>): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

function changesOf(writes: readonly Write[]): SavedChange[] {
  const changes = writes.map(({ path, before, after }) => ({ path, ...digested('before', before), ...digested('after', after) }));
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function digested(side: 'before' | 'after', entry: Entry | undefined): { before?: string; after?: string } {
  if (entry === undefined) return {};
  const hash = createHash('sha256').update(entry.kind);
  if (entry.kind === 'file') hash.update(entry.executable ? ' x ' : ' - ').update(entry.bytes);
  if (entry.kind === 'link') hash.update(entry.target);
  return { [side]: hash.digest('hex') };
}

function readText(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch {
    throw new Refusal(`The plan ${path} cannot be read`, 'Name a file that --save wrote');
  }
}

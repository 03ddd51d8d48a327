import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Write } from '../change.js';
import { Disk } from '../commit/disk.js';
import { listPaths, Refusal } from '../errors.js';
import { jsonIn } from '../json.js';
import type { Prepared, SavedChange, SavedPlan } from '../states.js';
import type { Entry } from '../tree.js';
import { version } from '../version.js';

/**
 * Writes a plan for later: the only file that `--save` writes.
 *
 * @param path as it was given; it must not exist yet.
 * @param writes all that the plan would write.
 */
export function savePlan(path: string, prepared: Prepared, writes: readonly Write[]): void {
  try {
    const text = `${JSON.stringify(planOf(prepared, writes), undefined, 2)}\n`;
    new Disk().write(resolve(prepared.request.cwd, path), text);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists) throw new Refusal(`${path} exists already`, 'Remove it, or give --save another name');
    throw new Refusal(`The plan cannot be written to ${path}`, 'Name a new file in a folder that you can write in');
  }
}

/** Reads a plan that was saved. */
export async function readSavedPlan(path: string, cwd: string): Promise<SavedPlan> {
  const value = jsonIn(readText(path, cwd));
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const { default: schema } = await import('../../../schemas/plan.schema.json', { with: { type: 'json' } });
  const isSavedPlan = new Ajv2020({ strict: false }).compile<SavedPlan>(schema);
  if (isSavedPlan(value)) return value;
  const place = isSavedPlan.errors?.[0]?.instancePath ?? '';
  throw new Refusal(
    `${path} is not a saved plan${place === '' ? '' : `: ${place} is wrong in it`}`,
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

function planOf({ request, after, carried, loaded }: Prepared, writes: readonly Write[]): SavedPlan {
  const { command, stage, what, options } = request;
  const onConflict = options.onConflict === undefined || options.onConflict === 'stop' ? 'markers' : options.onConflict;
  return {
    plan: 1,
    version,
    command,
    ...(stage === undefined ? {} : { stage }),
    what,
    answers: after?.plan.answers ?? { values: {}, asked: [] },
    onConflict,
    redo: options.redo,
    changes: changesOf(writes),
    ...(carried?.digest === loaded.digest ? {} : { pack: loaded.bytes.toString('base64') }),
  };
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

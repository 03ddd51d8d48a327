import { join } from 'node:path';
import { isAllCrlf } from '../line_ends.js';
import { HOME, LOCK_FILE, STATE_FILE } from '../paths.js';
import { patchOf } from '../report/diffs.js';
import type { Entry, FileEntry } from '../tree.js';
import { stageOf, tasksOfFile } from './bringers.js';
import { type Ground, packFileAt, renderedPathOf } from './ground.js';
import { type Share, sharesOf } from './shares.js';
import { fateOf, isThere, likeStanding, readStanding } from './standing.js';
import { type PackOrigin, packOrigin, type TaskOrigin, taskOrigin } from './task_origin.js';

/** What a file is to the person: `moved` is what they have put elsewhere without a change, `record` what the generator keeps for itself. */
export type FileState = 'unchanged' | 'edited' | 'moved' | 'deleted' | 'own' | 'record';

/** What a file was generated from. */
export interface GeneratedFrom {
  /** The path at which it is rendered. */
  readonly path: string;
  readonly template: string;
  readonly stage: { readonly id: string; readonly title: string };
  readonly tasks: readonly TaskOrigin[];
  /** The condition under which the pack emits it. */
  readonly when?: string;
  /** Whether it is the person's once they have edited it. */
  readonly once: boolean;
  readonly shares: readonly Share[];
}

/** Why a file is there. One of the documents that `mlops why --json` prints; its schema is schemas/why.schema.json. */
export interface FileOrigin {
  readonly kind: 'file';
  readonly folder: string;
  /** Where it stands; of a file that is deleted, where it would stand. */
  readonly path: string;
  readonly state: FileState;
  readonly pack: PackOrigin;
  /** Absent for a file that was not generated. */
  readonly from?: GeneratedFrom;
  /** All of its lines end as on Windows. */
  readonly crlf?: true;
  /** What the person changed, as a patch, where it is a text. */
  readonly patch?: string;
}

/** A file, with what stands there and what was rendered. */
export interface SeenFile {
  readonly origin: FileOrigin;
  readonly standing: Entry | undefined;
  readonly generated: FileEntry | undefined;
}

/** Explains a file; nothing where no file stands at a path, and none was rendered there. */
export function fileAt(path: string, ground: Ground): SeenFile | undefined {
  const { root, rendered, moves } = ground;
  const source = renderedPathOf(path, ground);
  const generated = source === undefined ? undefined : rendered.get(source);
  const at = (source === undefined ? undefined : moves.get(source)) ?? path;
  const standing = readStanding(root, [at]).get(at);
  const isFile = standing === undefined ? isThere(join(root, at)) : standing.kind !== 'folder';
  if (generated === undefined && !isFile) return undefined;
  const common = { kind: 'file', folder: root, path: at, pack: packOrigin(ground) } as const;
  if (source === undefined || generated === undefined) {
    return { origin: { ...common, state: isRecord(at) ? 'record' : 'own' }, standing, generated };
  }
  const fate = fateOf(generated, standing);
  const state = fate === 'unchanged' && at !== source ? 'moved' : fate;
  const from = generatedFrom(source, ground);
  return {
    origin: { ...common, state, ...(from === undefined ? {} : { from }), ...editsOf({ path: at, fate, generated, standing }) },
    standing,
    generated,
  };
}

/** Whether a file is one that the generator writes for itself, or has a program write. */
export function isRecord(path: string): boolean {
  return path === STATE_FILE || path === LOCK_FILE || path.startsWith(`${HOME}/`);
}

function generatedFrom(path: string, { plan }: Ground): GeneratedFrom | undefined {
  const file = packFileAt(path, plan);
  if (file === undefined) return undefined;
  const stage = stageOf(file.origin, plan);
  return {
    path,
    template: file.origin,
    stage: { id: stage?.id ?? '', title: stage?.title ?? '' },
    tasks: tasksOfFile(file, plan).map((task) => taskOrigin(task, plan.pack)),
    ...(file.when === undefined ? {} : { when: file.when }),
    once: file.once === true,
    shares: sharesOf(file, plan),
  };
}

interface Compared {
  readonly path: string;
  readonly fate: ReturnType<typeof fateOf>;
  readonly generated: FileEntry;
  readonly standing: Entry | undefined;
}

function editsOf({ path, fate, generated, standing }: Compared): Pick<FileOrigin, 'crlf' | 'patch'> {
  if (standing?.kind !== 'file') return {};
  const crlf = isAllCrlf(standing.bytes.toString('latin1')) ? { crlf: true as const } : {};
  if (fate !== 'edited') return crlf;
  const patch = patchOf(
    { path, outcome: 'updated', rule: 2, writes: [{ path, before: likeStanding(generated, standing), after: standing }] },
    true,
  );
  return { ...crlf, ...(patch === undefined ? {} : { patch }) };
}

import { Repository } from '../repository/repository.js';
import { type FileOrigin, type FileState, isRecord } from './file_origin.js';
import type { Ground } from './ground.js';
import { fateOf, readStanding } from './standing.js';
import { packOrigin } from './task_origin.js';

/** A file of a folder, and what it is to the person. */
export interface SortedFile {
  readonly path: string;
  readonly state: FileState;
}

export type Counts = Readonly<Partial<Record<FileState, number>>>;

/** What became of the files of a folder. One of the documents that `mlops why --json` prints; its schema is schemas/why.schema.json. */
export interface FolderOrigin extends Pick<FileOrigin, 'folder' | 'pack'> {
  readonly kind: 'folder';
  /** Relative to the project; empty for all of it. */
  readonly path: string;
  readonly counts: Counts;
  /** Without what git ignores. */
  readonly files: readonly SortedFile[];
  /** Whether not all of it could be looked at. */
  readonly cut: boolean;
}

/** Sorts the files of a folder; nothing where there is none, and none was rendered in it. */
export function folderAt(path: string, ground: Ground): FolderOrigin | undefined {
  const { root, rendered, moves } = ground;
  const below = path === '' ? '' : `${path}/`;
  const repository = new Repository(root);
  const places = new Map([...rendered.keys()].map((source) => [moves.get(source) ?? source, source]));
  const closed = repository.passedOver.filter(({ why }) => why === 'unreadable').map((each) => `${each.path}/`);
  const isSeen = (each: string): boolean => each.startsWith(below) && !closed.some((folder) => each.startsWith(folder));
  const paths = [...new Set([...places.keys(), ...repository.files.keys()])].filter(isSeen).sort();
  if (paths.length === 0 && path !== '') return undefined;
  const generated = paths.filter((each) => places.has(each));
  const standing = readStanding(root, generated);
  const files = paths.map((each): SortedFile => {
    const source = places.get(each);
    const entry = source === undefined ? undefined : rendered.get(source);
    if (entry === undefined) return { path: each, state: isRecord(each) ? 'record' : 'own' };
    const fate = fateOf(entry, standing.get(each));
    return { path: each, state: fate === 'unchanged' && each !== source ? 'moved' : fate };
  });
  const cut = repository.passedOver.length > 0;
  return { kind: 'folder', folder: root, path, pack: packOrigin(ground), counts: countsOf(files), files, cut };
}

/** How many files there are of each state. */
export function countsOf(files: readonly SortedFile[]): Counts {
  const counts: Partial<Record<FileState, number>> = {};
  for (const { state } of files) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

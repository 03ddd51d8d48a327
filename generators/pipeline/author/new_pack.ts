import { readdirSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { commit } from '../commit/commit.js';
import { explained } from '../commit/disk_error.js';
import { DONE, Refusal, repeated } from '../errors.js';
import { findPack, findPackFolder, newestPack, shippedFolder, shippedPacks } from '../pack/library/shipped.js';
import { MOST_LEVELS, readLayers } from '../pack/source/extends.js';
import { shellPath } from '../shell.js';
import type { Request } from '../states.js';
import { fold, twoColumns } from '../terminal/columns.js';
import { note } from '../terminal/tell.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { plainFile } from '../tree.js';
import { identityOf, type PackIdentity } from './report.js';
import { type Beginning, skeletonOf } from './skeleton.js';

/** A pack that was started. The document that `mlops pack new --json` prints; its schema is schemas/pack_new.schema.json. */
interface NewPack {
  /** As an absolute path. */
  readonly folder: string;
  readonly planned: boolean;
  readonly pack: PackIdentity;
  readonly extends: PackIdentity;
  readonly files: readonly string[];
  readonly next: readonly { readonly command: string; readonly note: string }[];
  readonly exitCode: number;
}

/** `mlops pack new`: starts a pack that extends another one, in a folder that is empty or not there yet. */
export async function startPack({ what, cwd, options }: Request, terminal: Terminal): Promise<number> {
  const [folder = ''] = what;
  const root = resolve(cwd, folder);
  verifyEmpty(root, folder);
  const beginning = await beginningOf(root, options.from, cwd);
  const files = skeletonOf(beginning);
  if (!options.plan) await write(root, files, terminal);
  const { id, title, parent } = beginning;
  const made: NewPack = {
    folder: root,
    planned: options.plan,
    pack: { id, title, revision: 1 },
    extends: identityOf(parent),
    files: [...files.keys()].sort(),
    next: [
      { command: `mlops pack test ${shellPath(folder)}`, note: 'check it, and list what is different; run it after each change' },
      { command: `mlops new demo --pack ${shellPath(folder)}`, note: 'make a project with it' },
    ],
    exitCode: DONE,
  };
  terminal.out(options.json ? `${JSON.stringify(made, undefined, 2)}\n` : newText(made, folder, terminal));
  return made.exitCode;
}

function verifyEmpty(root: string, folder: string): void {
  const found = explained(`Cannot look at ${repeated(folder)}`, () => statSync(root, { throwIfNoEntry: false }));
  if (found === undefined) return;
  if (!found.isDirectory()) throw new Refusal(`${repeated(folder)} is a file, not a folder`, 'Name another folder');
  const entries = explained(`Cannot read ${repeated(folder)}`, () => readdirSync(root));
  if (entries.includes('pack.yml'))
    throw new Refusal(`There is a pack in ${repeated(folder)} already`, `Test it: mlops pack test ${shellPath(folder)}`);
  if (entries.length > 0) throw new Refusal(`The folder ${repeated(folder)} is not empty`, 'Name a new folder, or an empty one');
}

async function beginningOf(root: string, from: string | undefined, cwd: string): Promise<Beginning> {
  const id = idOf(basename(root));
  if (shippedPacks().some((pack) => pack.id === id))
    throw new Refusal(`The pack would have the id ${id}, as one that came with the generator has it`, 'Give its folder another name');
  const { parent, extending } = from === undefined ? newest() : await named(from, root, cwd);
  return { id, title: `${id}, after ${parent.title}`, parent, extending, folder: basename(root) };
}

/** A pack that another one can extend, and how that one names it. */
type Parent = Pick<Beginning, 'parent' | 'extending'>;

function newest(): Parent {
  const { pack } = newestPack();
  return { parent: pack, extending: pack.id };
}

async function named(from: string, root: string, cwd: string): Promise<Parent> {
  const { pack } = await findPack(from, cwd);
  const folder = findPackFolder(from, cwd);
  if (shippedPacks().some(({ id }) => id === from)) return { parent: pack, extending: from };
  if ((await readLayers(folder, shippedFolder)).length >= MOST_LEVELS)
    throw new Refusal(
      `${repeated(from)} extends ${MOST_LEVELS - 1} packs in a row already`,
      'Start from an earlier one, or copy its folder',
    );
  return { parent: pack, extending: relative(root, folder).replaceAll('\\', '/') };
}

/** What an id may hold, of the name of a folder. */
function idOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const id = plain.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return id === '' ? 'my-pack' : id;
}

/** All files or none. */
async function write(root: string, files: ReadonlyMap<string, string>, terminal: Terminal): Promise<void> {
  const writes = [...files].map(([path, text]) => ({ path, before: undefined, after: plainFile(Buffer.from(text)) }));
  const { interrupted } = await commit(root, writes);
  if (interrupted) note('Interrupted after writing had begun: all files were written.', terminal);
}

const EXPLAINED: Readonly<Record<string, string>> = {
  'pack.yml': 'its id and its title; tasks and modules',
  'versions.txt': 'versions of packages and tools',
  'README.md': 'what to do with it',
};

function newText({ planned, pack, extends: parent, files, next }: NewPack, folder: string, terminal: Terminal): string {
  const head = `${planned ? 'Would start' : 'Started'} the pack ${pack.id} in ${folder}: it extends ${parent.title} (${parent.id}, revision ${parent.revision}).`;
  return [
    ...fold(head, terminal).map((line) => paint(terminal, 'bold', line)),
    ...twoColumns(
      files.map((path) => [path, EXPLAINED[path] ?? 'a corrected template']),
      terminal.columns,
    ),
    '',
    ...fold('Nothing is different yet: each kind of change has an example there, commented out.', terminal),
    '',
    paint(terminal, 'bold', 'Next'),
    ...twoColumns(
      next.map(({ command, note: words }) => [command, words]),
      terminal.columns,
    ),
    '',
  ].join('\n');
}

import type { Change, Merged, Write } from '../change.js';
import { HOME, STATE_FILE } from '../paths.js';
import type { FolderAfter, Folders } from './folder_after.js';
import { isPage, Mentions, withoutComments } from './mentions.js';
import { type Missing, Modules } from './modules.js';
import { PACKAGE_LISTS, packagesUsedBy } from './packages.js';

/** A file of the person that needs something which a run takes away. */
interface Use {
  readonly user: string;
  /** The file that goes or changes. */
  readonly path: string;
  /** The name that a module does not define any more. */
  readonly name?: string;
  /** The package that is no dependency any more. */
  readonly package?: string;
}

/** Whether the text of a path is the generated one: that holds together by itself. */
export type IsGenerated = (path: string, text: string) => Promise<boolean>;

/** What is known of a run besides its merge. */
export interface Aftermath {
  readonly folders: Folders;
  /** The packages and modules that are the project's own. */
  readonly tops: ReadonlySet<string>;
  /** Packages that are no dependencies any more. */
  readonly packages: ReadonlySet<string>;
  readonly isGenerated: IsGenerated;
}

/** Notes on what a run takes away which files of the person still use. */
export async function noteUses(aftermath: Aftermath, merged: Merged): Promise<Merged> {
  const uses = await findUses(aftermath, merged);
  if (uses.length === 0) return merged;
  return { changes: merged.changes.map((change) => noted(change, uses)) };
}

function noted(change: Change, uses: readonly Use[]): Change {
  const paths = new Set([change.path, ...change.writes.map(({ path }) => path)]);
  const own = uses.filter(({ path }) => paths.has(path));
  if (own.length === 0) return change;
  const whole = own.filter((use) => use.name === undefined && use.package === undefined);
  const users = codeFirst([...new Set(whole.map(({ user }) => user))]);
  const path = change.from ?? change.path;
  const sentences = [
    ...(users.length === 0 ? [] : [`${users.join(', ')} still ${users.length === 1 ? 'uses' : 'use'} ${path}, which is gone.`]),
    ...own.flatMap((use) => toldOf(use)),
  ];
  return { ...change, note: [...(change.note === undefined ? [] : [change.note]), ...sentences].join(' ') };
}

function toldOf({ user, name, package: lost }: Use): string[] {
  if (lost !== undefined) return [`${user} still uses ${lost}, which is no dependency any more.`];
  return name === undefined ? [] : [`${user} still imports ${name} from it, which it does not define any more.`];
}

/** What breaks stands before what only tells of it. */
function codeFirst(paths: readonly string[]): string[] {
  return [...paths.filter((path) => !isPage(path)), ...paths.filter(isPage)];
}

async function findUses({ folders, tops, packages, isGenerated }: Aftermath, { changes }: Merged): Promise<Use[]> {
  const writes = changes.flatMap((change) => change.writes);
  const gone = writes.filter(({ before, after }) => before !== undefined && after === undefined).map(({ path }) => path);
  const shrunk = writes.filter(losesNames).map(({ path }) => path);
  if (gone.length + shrunk.length + packages.size === 0) return [];
  const list = PACKAGE_LISTS.find((path) => writes.some((write) => write.path === path)) ?? '';
  const { was, is } = folders;
  const scan = {
    was: new Modules(was, tops),
    is: new Modules(is, tops),
    mentions: new Mentions(gone, was, is),
    paths: [...gone, ...shrunk],
  };
  const ours = new Set(changes.filter(({ outcome }) => outcome === 'new' || outcome === 'updated').map(({ path }) => path));
  const uses: Use[] = [];
  for (const user of filesIn(is)) {
    const text = ours.has(user) ? undefined : is.text(user);
    uses.push(...gone.filter((path) => SERVED[path]?.test(user)).map((path) => ({ user, path })));
    if (NO_SOURCE.test(user)) continue;
    const lost = text === undefined ? [] : packagesUsedBy(user, text, packages).map((name) => ({ user, path: list, package: name }));
    const found = text === undefined ? [] : [...usesIn(user, text, scan), ...lost];
    if (text !== undefined && found.length > 0 && !(await isGenerated(user, text))) uses.push(...found);
  }
  return uses;
}

/** What serves files that never name it: they are found by their names. */
const SERVED: Readonly<Record<string, RegExp>> = { '.dvc/config': /(^|\/)(dvc\.(lock|yaml)|[^/]+\.dvc)$/ };

interface Scan {
  readonly was: Modules;
  readonly is: Modules;
  readonly mentions: Mentions;
  readonly paths: readonly string[];
}

function usesIn(user: string, text: string, { was, is, mentions, paths }: Scan): Use[] {
  if (!user.endsWith('.py')) return [...mentions.in(user, withoutComments(user, text))].map((path) => ({ user, path }));
  const words = new Set(paths.flatMap((path) => path.split('/')).map((name) => name.replace(/\.\w+$/, '')));
  if (!words.has('conftest') && ![...words].some((word) => text.includes(word))) return [];
  const before = new Set(was.missingFrom(user).map(keyOf));
  const missing = is.missingFrom(user).filter((each) => !before.has(keyOf(each)));
  const imported = missing.flatMap((each) => {
    const path = paths.find((path) => isModuleAt(path, each));
    return path === undefined ? [] : [{ user, path, ...(each.name === undefined || !isDefiner(path, each) ? {} : { name: each.name }) }];
  });
  const named = [...mentions.inStrings(user, text, is)].filter((path) => !imported.some((use) => use.path === path));
  return [...imported, ...[...named, ...fixturesUsedBy(user, was, paths)].map((path) => ({ user, path }))];
}

/** The `conftest.py` above a test whose fixtures it asks for by the names of its parameters. */
function fixturesUsedBy(user: string, was: Modules, paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/') + 1));
    if (!path.endsWith('conftest.py') || !user.startsWith(folder)) return false;
    const names = was.namesOf(user);
    return [...(was.namesOf(path)?.defined ?? [])].some((name) => names?.parameters.has(name) === true && !names.defined.has(name));
  });
}

function keyOf({ module, name = '' }: Missing): string {
  return `${module} ${name}`;
}

/** Whether what is missing was in a file: a module of its own, a folder of modules, or a name in it. */
function isModuleAt(path: string, missing: Missing): boolean {
  const place = missing.name === undefined ? missing.place : `${missing.place}/${missing.name}`;
  return path === `${place}.py` || path.startsWith(`${place}/`) || isDefiner(path, missing);
}

/** Whether a name was in the module of a file. */
function isDefiner(path: string, { place, name }: Missing): boolean {
  return name !== undefined && [`${place}.py`, `${place}/__init__.py`].includes(path);
}

/** Whether a module that changes may define less afterwards: by the words at its margin. */
function losesNames({ path, before, after }: Write): boolean {
  if (!path.endsWith('.py') || before?.kind !== 'file' || after === undefined) return false;
  const [old, fresh] = [before, after].map(
    ({ bytes }) =>
      new Set(
        bytes
          .toString('utf8')
          .match(/^(?:[^\s#].*| +\w+,?)$/gm)
          ?.flatMap((line) => line.match(/\w+/g) ?? []),
      ),
  );
  return [...(old ?? [])].some((word) => fresh?.has(word) !== true);
}

/** As many files as are looked at: a project has fewer, and a folder of data is none. */
const MOST_FILES = 5000;
const NO_SOURCE = /(^|\/)(LICENSE|CHANGELOG\.md|CODEOWNERS|\.\w+ignore|\.gitattributes)$|\.(lock|csv|tsv|jsonl|svg|log|generated(\.\d+)?)$/;

/** The files that a person may have written: what git does not ignore, without what is ours alone. */
function filesIn(folder: FolderAfter): string[] {
  const rules = folder.ignoreRules();
  const files: string[] = [];
  const walk = (at: string): void => {
    for (const [name, kind] of folder.list(at)) {
      const path = at === '' ? name : `${at}/${name}`;
      if (files.length >= MOST_FILES || name === '.git' || path === HOME || path === STATE_FILE) continue;
      if (rules.ignores(path, kind === 'folder')) continue;
      if (kind === 'file') files.push(path);
      if (kind === 'folder' && !isForeign(folder, path)) walk(path);
    }
  };
  walk('');
  return files.sort();
}

/** A repository or an environment in the project is nobody's source here. */
function isForeign(folder: FolderAfter, path: string): boolean {
  const names = folder.list(path);
  return names.has('.git') || names.has('pyvenv.cfg') || path.endsWith('node_modules');
}

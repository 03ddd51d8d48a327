import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { readIfRegular } from './regular_file.js';

/** Larger files are no hooks, settings or addresses. */
const LARGEST = 1_000_000;

/** What git keeps for a project outside its files. */
export interface GitFolder {
  /** The folder of the working tree. */
  readonly top: string;
  /** Where git keeps what belongs to this working tree: `HEAD`, the index. */
  readonly own: string;
  /** Where it keeps what all working trees of the repository share: branches, settings. */
  readonly common: string;
  readonly hooksFolder: string;
  /** Set where the settings name another folder for hooks than git's own. */
  readonly hooksPath?: string;
  readonly hooks: readonly GitHook[];
  readonly settings: readonly GitSetting[];
  /** The rules of a sparse checkout, where it is one. */
  readonly sparse?: string;
}

interface GitHook {
  readonly name: string;
  readonly text: string;
}

/** A setting of the repository: `filter.nbstripout`, `clean`, and its value. */
export interface GitSetting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** Reads the hooks and the settings of the repository that a project is in, also from a worktree; nothing is started. */
export function readGitFolder(root: string): GitFolder | undefined {
  const top = topOf(resolve(root));
  if (top === undefined) return undefined;
  const own = linkedFolder(join(top, '.git'), top) ?? join(top, '.git');
  const common = resolve(own, textOf(join(own, 'commondir'))?.trim() ?? '.');
  const settings = [join(common, 'config'), join(own, 'config.worktree')].flatMap((file) => readSettings(textOf(file) ?? ''));
  const hooksPath = settings.findLast(({ section, key }) => section === 'core' && key === 'hookspath')?.value;
  const hooksFolder = hooksPath === undefined ? join(common, 'hooks') : isAbsolute(hooksPath) ? hooksPath : join(top, hooksPath);
  const isSparse = settings.findLast(({ section, key }) => section === 'core' && key === 'sparsecheckout')?.value === 'true';
  const sparse = isSparse ? textOf(join(own, 'info/sparse-checkout')) : undefined;
  const found = { ...(hooksPath === undefined ? {} : { hooksPath }), ...(sparse === undefined ? {} : { sparse }) };
  return { top, own, common, hooksFolder, ...found, hooks: readHooks(hooksFolder), settings };
}

function topOf(root: string): string | undefined {
  for (let at = root; ; at = dirname(at)) {
    if (lookAt(join(at, '.git')) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A worktree and a submodule have a file that says where their folder is. */
function linkedFolder(file: string, top: string): string | undefined {
  const path = /^gitdir: (.+)$/m.exec(textOf(file) ?? '')?.[1];
  return path === undefined ? undefined : resolve(top, path.trim());
}

/** pre-commit moves a hook that was there to `<name>.legacy`, and runs it first. */
function readHooks(folder: string): GitHook[] {
  try {
    const names = readdirSync(folder)
      .filter((name) => /^[a-z-]+(\.legacy)?$/.test(name))
      .sort();
    return names.flatMap((name) => {
      const text = textOf(join(folder, name));
      return text === undefined ? [] : [{ name, text }];
    });
  } catch {
    return [];
  }
}

function readSettings(text: string): GitSetting[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    const [, name, sub] = /^\s*\[([\w.-]+)(?:\s+"(.*)")?\]/.exec(line) ?? [];
    if (name !== undefined) section = sub === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${sub}`;
    const [, key = '', value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === '' ? [] : [{ section, key: key.toLowerCase(), value: unquoted(value) }];
  });
}

function unquoted(value: string): string {
  return value.replaceAll(/\\(["\\])|"/g, (_, sign?: string) => sign ?? '');
}

/** No file, a folder, or one that nobody may read: git does not come far with it either. */
function textOf(file: string): string | undefined {
  return readIfRegular(file, LARGEST)?.toString('utf8');
}

import type { Change, Merged, Write } from '../change.js';
import { listPaths } from '../errors.js';
import { kept } from '../merge/changes.js';
import { HOME } from '../paths.js';
import { parentOf } from '../tree.js';
import { type FolderAfter, foldersAround } from './folder_after.js';
import { isGuard, isIgnoreFile } from './guard_files.js';
import type { IgnoreRules } from './ignore_rules.js';

/**
 * What protects goes last: an ignore file stays as long as it hides something that git would take otherwise, and what keeps secrets
 * out of an image stays as long as images are built.
 */
export function keepGuards(root: string, merged: Merged): Merged {
  const { was, is } = foldersAround(root, merged);
  return { changes: merged.changes.map((change) => keepGuard(change, was, is)) };
}

function keepGuard(change: Change, before: FolderAfter, after: FolderAfter): Change {
  const [write, ...others] = change.writes;
  if (write?.before?.kind !== 'file' || others.length > 0 || change.outcome === 'conflict') return change;
  const { path } = write;
  if (isIgnoreFile(path)) return keepIgnoreFile(change, write, before, after);
  if (!isGuard(path) || write.after !== undefined) return change;
  const image = findFile(after, (file) => isContainerFile(file) && isServedBy(file, path));
  return image === undefined ? change : kept(path, 3, `It stays, as ${image} still needs it.`);
}

function keepIgnoreFile(change: Change, write: Write, before: FolderAfter, after: FolderAfter): Change {
  const { path } = write;
  const shown = exposedBy(path, before, after);
  if (shown.length === 0) return change;
  const hidden = listPaths(shown);
  if (write.after === undefined) return kept(path, 3, `It stays, as it still hides ${hidden} from git; remove it when they are gone.`);
  const [old, fresh] = [before.text(path) ?? '', after.text(path) ?? ''];
  const lines = fresh.split('\n');
  const lost = old.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#') && !lines.includes(line));
  const text = `${fresh}${fresh === '' || fresh.endsWith('\n') ? '' : '\n'}${lost.join('\n')}\n`;
  const whole = { path, before: write.before, after: { ...write.after, bytes: Buffer.from(text) } };
  return { ...change, outcome: 'merged', writes: [whole], note: `The lines that still hide ${hidden} from git stay.` };
}

/** What an ignore file hides now and nothing would hide afterwards. */
function exposedBy(path: string, before: FolderAfter, after: FolderAfter): string[] {
  const [now, then] = [before.ignoreRules(), after.ignoreRules()];
  const shown: string[] = [];
  /** Tells whether there is anything that git would take. */
  const walk = (folder: string, isHidden: boolean): boolean => {
    const found = [...after.list(folder)].filter(([name, kind]) => {
      const own = folder === '' ? name : `${folder}/${name}`;
      const isFolder = kind === 'folder';
      if (name === '.git' || own === HOME || then.ignores(own, isFolder)) return false;
      const begins = !isHidden && now.ignores(own, isFolder);
      const isShown = isFolder ? walk(own, isHidden || begins) : isHidden || begins;
      if (begins && isShown) shown.push(own);
      return isShown;
    });
    return found.length > 0;
  };
  const folder = parentOf(path);
  if (!isHiddenFolder(folder, then)) walk(folder, isHiddenFolder(folder, now));
  return shown.sort();
}

function isHiddenFolder(folder: string, rules: IgnoreRules): boolean {
  const names = folder === '' ? [] : folder.split('/');
  return names.some((_, index) => rules.ignores(names.slice(0, index + 1).join('/'), true));
}

function isContainerFile(path: string): boolean {
  return /(^|\/)(dockerfile[^/]*|containerfile[^/]*|[^/]*\.(dockerfile|containerfile))$/i.test(path) && !path.endsWith('dockerignore');
}

/** `api.dockerfile.dockerignore` is for one image, `.dockerignore` for all. */
function isServedBy(image: string, guard: string): boolean {
  return guard.endsWith('/.dockerignore') || guard === '.dockerignore' || guard.startsWith(image);
}

/** Folders in which nobody's containers are described. */
const OTHERS = new Set(['.git', '.venv', 'venv', 'node_modules', 'data']);

function findFile(folder: FolderAfter, fits: (path: string) => boolean, at = ''): string | undefined {
  for (const [name, kind] of folder.list(at)) {
    const path = at === '' ? name : `${at}/${name}`;
    if (kind === 'file' && fits(path)) return path;
    const below = kind === 'folder' && !OTHERS.has(name) ? findFile(folder, fits, path) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

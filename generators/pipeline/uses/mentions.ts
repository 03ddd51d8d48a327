import { dirname, posix } from 'node:path';
import { ancestors } from '../tree.js';
import type { FolderAfter } from './folder_after.js';
import { type Modules, moduleName } from './modules.js';

/** A way in which a text can name something that is not there any more. */
interface Needle {
  /** The path that it names: of several files that went with their folder, one. */
  readonly path: string;
  /** What stands in every text that it fits. */
  readonly key: string;
  readonly pattern: RegExp;
}

/** Finds in texts what they say about files that are not there: their paths, their modules, their commands. */
export class Mentions {
  readonly #needles: readonly Needle[];
  readonly #gone: ReadonlySet<string>;

  /**
   * @param gone the paths of files that are not there.
   * @param was the project when they still were.
   * @param is the project without them.
   */
  constructor(gone: readonly string[], was: FolderAfter, is: FolderAfter) {
    this.#gone = new Set(gone);
    this.#needles = [
      ...gone.flatMap((path) => [...pathNeedles(path), ...moduleNeedles(path, is), ...commandNeedles(path, was)]),
      ...folderNeedles(gone, is),
    ];
  }

  /** Which of them a text names. */
  in(file: string, text: string): Set<string> {
    const found = new Set(this.#needles.filter(({ key, pattern }) => text.includes(key) && pattern.test(text)).map(({ path }) => path));
    for (const path of [...linkedFrom(file, text), ...chosenIn(file, text)]) if (this.#gone.has(path)) found.add(path);
    return found;
  }

  /** Which of them the strings of a Python module name. */
  inStrings(file: string, text: string, modules: Modules): Set<string> {
    const found = this.in(file, text);
    return found.size === 0 ? found : this.in(file, (modules.namesOf(file)?.strings ?? []).join('\n'));
  }
}

/** A file of the name of another folder is another file. */
function pathNeedles(path: string): Needle[] {
  const before = path.includes('/') ? '(?<![\\w.-])' : '(?<![\\w./-])(?:\\.{1,2}/)*';
  const workflow = /^\.github\/(workflows\/[^/]+)$/.exec(path)?.[1];
  const badge = workflow === undefined ? [] : [needle(path, `actions/${workflow}`, '(?<![\\w.-])')];
  return [needle(path, path, before), ...badge];
}

function needle(path: string, key: string, before: string, after = '(?![\\w-]|\\.\\w)'): Needle {
  return { path, key, pattern: new RegExp(before + escaped(key) + after) };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `demo.api` and `from demo import api`, as commands, images and notebooks have them. */
function moduleNeedles(path: string, is: FolderAfter): Needle[] {
  const place = path.replace(/(\/__init__)?\.py$/, '');
  if (place === path || !place.includes('/') || is.at(place) === 'folder' || is.at(`${place}.py`) === 'file') return [];
  const module = moduleName(place);
  const [, parent, name] = /^(.+)\.([^.]+)$/.exec(module) ?? [];
  if (parent === undefined || name === undefined) return [];
  const pattern = new RegExp(`\\bfrom ${escaped(parent)} import [^\\n]*\\b${escaped(name)}\\b`);
  return [needle(path, module, '(?<![\\w./-])', '(?![\\w-])'), { path, key: `from ${parent} import`, pattern }];
}

/** The tasks of a module for invoke: `invoke serve`. */
function commandNeedles(path: string, was: FolderAfter): Needle[] {
  const text = path.endsWith('.py') ? (was.text(path) ?? '') : '';
  const names = [...text.matchAll(/^@(?:invoke\.)?task\b.*\n(?:@.*\n)*def (\w+)/gm)].map(([, name = '']) => name.replaceAll('_', '-'));
  return names.map((name) => ({ path, key: name, pattern: new RegExp(`\\binv(?:oke)? ${name}(?![\\w-])`) }));
}

/** Folders that went with all that was in them: by their path, copied into an image, or given to a tool that reads folders. */
function folderNeedles(gone: readonly string[], is: FolderAfter): Needle[] {
  const first = new Map<string, string>();
  for (const path of gone)
    for (const folder of ancestors(path)) if (!first.has(folder) && is.at(folder) === undefined) first.set(folder, path);
  return [...first].flatMap(([folder, path]) => {
    const copied = { path, key: folder, pattern: new RegExp(`^\\s*(?:COPY|ADD) (?:.* )?(?:\\./)?${escaped(folder)}/? `, 'm') };
    const named = folder.includes('/') ? needle(path, folder, FOLDER_BEFORE, '(?![\\w/*-]|\\.\\w)') : readNeedle(path, folder);
    return [copied, named, needle(path, `${folder}/`, FOLDER_BEFORE, folder.includes('/') ? '' : '(?![\\w.*-])')];
  });
}

const FOLDER_BEFORE = '(?<![\\w./-])(?:\\.{1,2}/)*';

/** The name alone is a word like any other, but not behind these. */
function readNeedle(path: string, folder: string): Needle {
  const command = '\\b(?:pytest|mypy|ruff (?:check|format)|coverage run|pylint|flake8|black) (?:[^\\n"\'`;|&#]* )?(?:\\./)?';
  return { path, key: folder, pattern: new RegExp(`${command}${escaped(folder)}(?![\\w./*-])`) };
}

/** The files that a page links to, and those in the navigation of a documentation. */
function linkedFrom(file: string, text: string): string[] {
  const folder = dirname(file) === '.' ? '' : dirname(file);
  const inFolder = (path: string, at: string): string => posix.normalize(posix.join(at, path));
  if (/\.(md|qmd|rst)$/.test(file)) return [...text.matchAll(/\]\(<?([^)#?\s>]+)/g)].map(([, path = '']) => inFolder(path, folder));
  if (!/(^|\/)mkdocs\.ya?ml$/.test(file)) return [];
  const docs = /^docs_dir: *["']?([\w./-]+)/m.exec(text)?.[1] ?? 'docs';
  return [...text.matchAll(/[\w./-]+\.(?:md|ipynb)\b/g)].map(([path]) => inFolder(path, posix.join(folder, docs)));
}

/** The files that a configuration of Hydra takes: `defaults: [optimizer: adam]` is `optimizer/adam.yaml` beside it or above. */
function chosenIn(file: string, text: string): string[] {
  if (!/\.ya?ml$/.test(file)) return [];
  const list = /^defaults:[^\n]*\n((?:[ \t]*(?:-[^\n]*|#[^\n]*)?(?:\n|$))+)/m.exec(text)?.[1] ?? '';
  const chosen = [...list.matchAll(/^[ \t]*- *(?:(?:override|optional) +)*([^\s#][^#\n]*)/gm)].flatMap(([, item = '']) => {
    const [group = '', options] = item
      .replaceAll(/["'\s]/g, '')
      .replaceAll(/@[^:]*/g, '')
      .replace(/^\//, '')
      .split(':');
    return options === undefined
      ? [group]
      : options
          .split(/[[\],]/)
          .filter((option) => option !== '')
          .map((option) => `${group}/${option}`);
  });
  const folders = ['', ...ancestors(file)];
  return chosen.flatMap((choice) => folders.flatMap((folder) => ['.yaml', '.yml'].map((end) => posix.join(folder, `${choice}${end}`))));
}

/** A comment is no use; in a page of text `#` begins a heading. */
export function withoutComments(file: string, text: string): string {
  return isPage(file) ? text : text.replaceAll(/^\s*(#|\/\/).*$/gm, '');
}

/** Whether a file is there to be read. */
export function isPage(file: string): boolean {
  return /\.(md|qmd|rst|ipynb|txt|html)$/.test(file);
}

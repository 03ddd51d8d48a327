import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IgnoreRules } from '../uses/ignore_rules.js';
import { readRegularFile } from '../uses/regular_file.js';
import { readCode } from './code.js';
import type { CodeText } from './code_text.js';
import { type GitFacts, readGitFacts } from './git_facts.js';
import { globForm } from './glob.js';

/** Larger files hold data, whatever their name says. */
const LARGEST_TEXT = 1_000_000;
/** Of all texts together: nobody writes more of them, and each is looked through for all signs. */
const MOST_TEXT = 10_000_000;
/** Of an ignore file, and of the stars between two slashes of a rule. */
const LARGEST_RULES = 50_000;
const MOST_STARS = 3;
/** So many entries are looked at: a repository with more of them keeps data in its folders. */
const MOST_ENTRIES = 50_000;
/** Folders in folders: the rules of each are asked about what is below. */
const DEEPEST = 40;
/** Folders of what programs make: installations, runs, caches. */
const MADE: ReadonlySet<string> = new Set([
  ...[
    '.git',
    '.hg',
    '.hydra',
    '.mypy_cache',
    '.nox',
    '.pytest_cache',
    '.ruff_cache',
    '.tox',
    '.venv',
    '__pycache__',
    'node_modules',
    'site-packages',
  ],
  ...['venv', 'wandb', 'mlruns', 'lightning_logs', 'multirun', 'outputs'],
]);
/** What stands in the folder of another repository, or of a virtual environment. */
const MARKS: ReadonlySet<string> = new Set(['.git', 'pyvenv.cfg']);

/** A part of a repository that was passed over, and why. */
export interface PassedOver {
  readonly path: string;
  readonly why: 'unreadable' | 'too many files';
}

/**
 * A folder of somebody's, made by the generator or not, as `check` sees it: read safely, nothing in it is followed, started or
 * believed. A file is opened when it is first asked for.
 */
export class Repository {
  readonly #texts = new Map<string, string | undefined>();
  readonly #codes = new Map<string, CodeText | undefined>();
  readonly #found = new Map<string, readonly string[]>();
  readonly #passedOver: PassedOver[] = [];
  #textLeft = MOST_TEXT;
  /** Every regular file that git does not ignore, by its path, with its size in bytes; in the order of their names. */
  readonly files: ReadonlyMap<string, number>;
  /** What git keeps about it; nothing where it is in no git repository. */
  readonly git: GitFacts | undefined;

  /**
   * Looks at a folder.
   *
   * @param root its absolute path.
   * @throws what `readdir` throws where it cannot be listed.
   */
  constructor(readonly root: string) {
    this.git = readGitFacts(root);
    this.files = this.#listFiles(this.git?.tracked);
  }

  /** What was not looked at, as far as it is known by now. */
  get passedOver(): readonly PassedOver[] {
    return this.#passedOver;
  }

  /** The text of a file; nothing of one that is binary, larger than a megabyte, no file of the repository, or not for us to read. */
  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#canRead(path) ? this.#read(path) : undefined);
    return this.#texts.get(path);
  }

  /** The same without comments, and for Python without docstrings, each line in its place. */
  code(path: string): CodeText | undefined {
    if (!this.#codes.has(path)) {
      const text = this.text(path);
      this.#codes.set(path, text === undefined ? undefined : readCode(path, text));
    }
    return this.#codes.get(path);
  }

  /** The first bytes of a file; nothing of one that is no file of the repository, or not for us to read. */
  start(path: string, length: number): Buffer | undefined {
    if (!this.files.has(path)) return undefined;
    try {
      return readRegularFile(join(this.root, path), length, { follows: false, start: true });
    } catch {
      return undefined;
    }
  }

  /** The paths that fit a pattern: `*` and `?` within a name, `**` across folders, `{a,b}` for one of several. */
  find(pattern: string): readonly string[] {
    const known = this.#found.get(pattern);
    if (known !== undefined) return known;
    const form = globForm(pattern);
    const found = [...this.files.keys()].filter((path) => form.test(path));
    this.#found.set(pattern, found);
    return found;
  }

  #listFiles(tracked: ReadonlySet<string> = new Set()): ReadonlyMap<string, number> {
    const ruled = new Set<string>();
    const ignored = new IgnoreRules((folder) =>
      ruled.has(folder) ? soberRules(this.#read(inFolder(folder, '.gitignore')) ?? '') : undefined,
    );
    const found: [path: string, size: number][] = [];
    const folders = [''];
    let seen = 0;
    for (const folder of folders) {
      const entries = folder === '' ? readdirSync(this.root, { withFileTypes: true }) : this.#list(folder);
      seen += entries.length;
      if (seen > MOST_ENTRIES) {
        this.#passedOver.push({ path: folder, why: 'too many files' });
        break;
      }
      if (folder !== '' && entries.some(({ name }) => MARKS.has(name))) continue;
      if (entries.some(({ name }) => name === '.gitignore')) ruled.add(folder);
      for (const entry of entries) {
        const path = inFolder(folder, entry.name);
        if (entry.isDirectory() && !MADE.has(entry.name) && !ignored.ignores(path, true)) folders.push(path);
        // What git tracks it does not ignore, whatever the rules say.
        if (entry.isFile() && (tracked.has(path) || !ignored.ignores(path, false))) found.push([path, this.#sizeOf(path)]);
      }
    }
    return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #list(folder: string): Dirent[] {
    try {
      if (folder.split('/').length <= DEEPEST) return readdirSync(join(this.root, folder), { withFileTypes: true });
    } catch {
      // It belongs to somebody else, or has gone meanwhile.
    }
    this.#passedOver.push({ path: folder, why: 'unreadable' });
    return [];
  }

  #sizeOf(path: string): number {
    try {
      return lstatSync(join(this.root, path), { throwIfNoEntry: false })?.size ?? 0;
    } catch {
      // Its folder can be listed and not be looked into: to read it fails too, and that is told.
      return 0;
    }
  }

  #canRead(path: string): boolean {
    const size = this.files.get(path);
    if (size === undefined || size > LARGEST_TEXT) return false;
    if (size > this.#textLeft && !this.#passedOver.some(({ why }) => why === 'too many files'))
      this.#passedOver.push({ path, why: 'too many files' });
    if (size > this.#textLeft) return false;
    this.#textLeft -= size;
    return true;
  }

  #read(path: string): string | undefined {
    try {
      return readText(join(this.root, path));
    } catch (error) {
      const isThere = this.files?.has(path) ?? false;
      if (isThere && error instanceof Error) this.#passedOver.push({ path, why: 'unreadable' });
      return undefined;
    }
  }
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A text that follows no link; nothing where the bytes are none. */
function readText(path: string): string | undefined {
  const text = readRegularFile(path, LARGEST_TEXT, { follows: false })?.toString('utf8');
  return text?.includes('\0') === true ? undefined : text;
}

/** The rules of an ignore file without those that nobody writes, and that would take for ever: very many, or with very many stars. */
function soberRules(text: string): string {
  const lines = text.slice(0, LARGEST_RULES).split('\n');
  return lines.filter((line) => line.split('/').every((segment) => (segment.match(/[*?[]+/g)?.length ?? 0) <= MOST_STARS)).join('\n');
}

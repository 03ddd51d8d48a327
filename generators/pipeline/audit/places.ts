import { type Dirent, existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal, repeated } from '../errors.js';
import { STATE_FILE, STREAM } from '../paths.js';
import { readPlaceList } from './place_list.js';

/** A repository that an audit looks at, or what stands where one was said to be. */
export interface Place {
  /** Absolute, and without links. */
  readonly folder: string;
  /** What a list calls it. */
  readonly name?: string;
  /** Why nothing can be looked at. */
  readonly reason?: string;
}

/** What the folder of a repository has. */
const REPOSITORY = ['.git', STATE_FILE];
/** What the folder of a Python project has, where it came without its git repository. */
const PYTHON = ['pyproject.toml', 'requirements.txt', 'setup.py'];

/**
 * The repositories that the words of a command line name, each once: folders, folders of them, files that list them, and `-` for a
 * list on standard input.
 *
 * @throws Refusal where a list cannot be read, or where there is nothing to look at.
 */
export async function placesOf(words: readonly string[], cwd: string, stdin: () => Promise<string>): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const word of words) places.push(...(word === STREAM ? placesIn(await stdin(), cwd) : placesAt(resolve(cwd, word))));
  if (places.length === 0) throw new Refusal('There is nothing to look at', 'Name folders, or a file with one folder per line');
  const folders = places.map(({ folder }) => folder);
  return places.filter(({ folder }, index) => folders.indexOf(folder) === index);
}

function placesAt(path: string): readonly Place[] {
  if (statsOf(path)?.isFile() === true) {
    const { text, base } = readPlaceList(path);
    return placesIn(text, base);
  }
  return foldersAt(path);
}

/** Of a list: a folder in each line, after a name and a tab where it has one; `#` begins a comment. */
function placesIn(text: string, base: string): readonly Place[] {
  return text.split(/\r?\n/).flatMap((line): readonly Place[] => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) return [];
    const [first = '', ...rest] = line.split('\t').map((part) => part.trim());
    const [folder = first] = rest.filter((part) => part !== '');
    if (folder === first || first === '') return foldersAt(resolve(base, folder));
    return [{ ...placeAt(resolve(base, folder)), name: first }];
  });
}

/** A folder; or those in it, where it is not a repository itself and holds some. */
function foldersAt(path: string): readonly Place[] {
  const place = placeAt(path);
  if (place.reason !== undefined || has(place.folder, REPOSITORY)) return [place];
  const children = childrenOf(place.folder);
  const folders = children.filter((child) => child.isDirectory()).map(({ name }) => join(place.folder, name));
  const isList = folders.some((each) => has(each, REPOSITORY)) || (!has(place.folder, PYTHON) && folders.some((each) => has(each, PYTHON)));
  return isList ? children.flatMap((child) => childPlace(place.folder, child)) : [place];
}

function placeAt(path: string): Place {
  const stands = statsOf(path);
  if (stands === undefined) return { folder: path, reason: `There is no folder ${repeated(path, LONGEST_PATH)}` };
  if (!stands.isDirectory()) return { folder: path, reason: `${repeated(path, LONGEST_PATH)} is a file, not a folder` };
  return { folder: realpathSync(path) };
}

const LONGEST_PATH = 300;

/** What a list that was not written by hand names is followed no further than the folder itself. */
function childPlace(parent: string, child: Dirent): readonly Place[] {
  const folder = join(parent, child.name);
  if (child.isDirectory()) return [{ folder }];
  if (!child.isSymbolicLink() || statsOf(folder)?.isDirectory() !== true) return [];
  return [{ folder, reason: 'It is a link, which is not followed: name the folder itself' }];
}

function childrenOf(folder: string): readonly Dirent[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Whoever looks at it says why it cannot be read.
    return [];
  }
}

function has(folder: string, names: readonly string[]): boolean {
  return names.some((name) => existsSync(join(folder, name)));
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

import { fit, fold, printable, width } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { nameOf } from '../tree.js';
import type { FileState } from './file_origin.js';
import { countsOf, type FolderOrigin, type SortedFile } from './folder_origin.js';

type Style = Parameters<typeof paint>[1];

/** How each state is shown: its mark, its colour, and what it is called. */
const MARKS: Readonly<Record<FileState, readonly [mark: string, style: Style, words: string]>> = {
  unchanged: ['=', 'dim', 'unchanged'],
  edited: ['~', 'yellow', 'edited'],
  moved: ['>', 'cyan', 'moved'],
  deleted: ['-', 'red', 'deleted'],
  own: ['+', 'green', 'yours'],
  record: ['.', 'dim', 'records'],
};

/** A tree is shown so far below its folder, and so much of each folder; `--full` shows all. */
const DEEPEST = 4;
const MOST_FILES = 20;
const MOST_FOLDERS = 20;

/** A folder as a tree with a mark before each file, and what there is of each kind. */
export function treeText(origin: FolderOrigin, { full }: { readonly full: boolean }, terminal: Terminal): string {
  const { path, files, cut, pack } = origin;
  const below = path === '' ? '' : `${path}/`;
  const shown = branchLines(files, { below, depth: 0, full }, terminal);
  const isShort = shown.some((line) => line.includes('…'));
  return [
    paint(terminal, 'bold', printable(path === '' ? 'The project' : `${path}/`)),
    ...shown,
    '',
    ...legend(files, terminal),
    ...fold(`Generated from the pack ${printable(pack.id)}, revision ${pack.revision}.`, terminal),
    ...(cut ? fold('Not all of it could be looked at: mlops check says what was passed over.', terminal) : []),
    ...(isShort && !full ? fold('--full shows every file; mlops why <file> explains one.', terminal) : []),
    '',
  ].join('\n');
}

interface Branch {
  readonly below: string;
  readonly depth: number;
  readonly full: boolean;
}

function branchLines(files: readonly SortedFile[], branch: Branch, terminal: Terminal): string[] {
  const { below, depth, full } = branch;
  const line = (text: string, style?: Style): string => paint(terminal, style, fitted(`${'  '.repeat(depth + 1)}${text}`, terminal));
  const own = files.filter(({ path }) => !path.slice(below.length).includes('/'));
  const folders = foldersIn(files, below);
  const shownFiles = full ? own : notable(own);
  const shownFolders = full ? folders : folders.slice(0, MOST_FOLDERS);
  return [
    ...shownFolders.flatMap(([name, inside]) => {
      if (!full && depth + 1 >= DEEPEST) return [line(`${printable(name)}/  … ${said(inside)}`)];
      return [line(`${printable(name)}/`), ...branchLines(inside, { ...branch, below: `${below}${name}/`, depth: depth + 1 }, terminal)];
    }),
    ...rest(folders.length - shownFolders.length, 'folder').map((text) => line(text)),
    ...shownFiles.map(({ path, state }) => line(`${MARKS[state][0]} ${printable(nameOf(path))}`, MARKS[state][1])),
    ...rest(own.length - shownFiles.length, 'file').map((text) => line(text)),
  ];
}

/** Of many files those first that a person has done something with. */
function notable(files: readonly SortedFile[]): readonly SortedFile[] {
  if (files.length <= MOST_FILES) return files;
  const rank = ({ state }: SortedFile): number => (['edited', 'deleted', 'moved'].includes(state) ? 0 : 1);
  const first = new Set([...files].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_FILES));
  return files.filter((file) => first.has(file));
}

function foldersIn(files: readonly SortedFile[], below: string): readonly (readonly [string, readonly SortedFile[]])[] {
  const folders = new Map<string, SortedFile[]>();
  for (const file of files) {
    const rest = file.path.slice(below.length);
    if (!rest.includes('/')) continue;
    const name = rest.slice(0, rest.indexOf('/'));
    const inside = folders.get(name) ?? [];
    inside.push(file);
    folders.set(name, inside);
  }
  return [...folders];
}

function rest(count: number, what: string): string[] {
  return count === 0 ? [] : [`… and ${count} more ${what}${count === 1 ? '' : 's'}`];
}

function fitted(line: string, { interactive, columns }: Terminal): string {
  return interactive ? fit(line, columns) : line;
}

function said(files: readonly SortedFile[]): string {
  const counts = countsOf(files);
  return statesOf(counts)
    .map((state) => `${counts[state]} ${MARKS[state][2]}`)
    .join(', ');
}

/** What there is of each kind: in one line, or in one for each where that is too long. */
function legend(files: readonly SortedFile[], terminal: Terminal): string[] {
  const counts = countsOf(files);
  const parts = statesOf(counts).map((state) => [state, `${MARKS[state][0]} ${counts[state]} ${MARKS[state][2]}`] as const);
  if (parts.length === 0) return ['No files.'];
  const isLong = terminal.interactive && width(parts.map(([, text]) => text).join('   ')) > terminal.columns;
  const painted = parts.map(([state, text]) => paint(terminal, MARKS[state][1], text));
  return isLong ? painted : [painted.join('   ')];
}

const ORDER: readonly FileState[] = ['unchanged', 'edited', 'moved', 'deleted', 'own', 'record'];

function statesOf(counts: Partial<Record<FileState, number>>): readonly FileState[] {
  return ORDER.filter((state) => counts[state] !== undefined);
}

import type { Entry, FileEntry } from '../tree.js';

/** A tool that has its settings in a table of pyproject.toml, or in another file: by its own order it reads one of them. */
interface Tool {
  readonly name: string;
  readonly table: readonly string[];
  /** Files that it reads in place of the table, and what must stand in them for that. */
  readonly before: readonly SettingsFile[];
  /** Files that it reads only where there is no table. */
  readonly after: readonly SettingsFile[];
}

interface SettingsFile {
  readonly file: string;
  readonly section?: RegExp;
}

const TOOLS: readonly Tool[] = [
  { name: 'ruff', table: ['tool', 'ruff'], before: files('.ruff.toml', 'ruff.toml'), after: [] },
  {
    name: 'mypy',
    table: ['tool', 'mypy'],
    before: files('mypy.ini', '.mypy.ini'),
    after: [{ file: 'setup.cfg', section: /^\[mypy\]/m }],
  },
  {
    name: 'pytest',
    table: ['tool', 'pytest', 'ini_options'],
    before: files('pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini'),
    after: [
      { file: 'tox.ini', section: /^\[pytest\]/m },
      { file: 'setup.cfg', section: /^\[tool:pytest\]/m },
    ],
  },
  {
    name: 'coverage',
    table: ['tool', 'coverage'],
    before: [
      ...files('.coveragerc', '.coveragerc.toml'),
      { file: 'setup.cfg', section: /^\[coverage:/m },
      { file: 'tox.ini', section: /^\[coverage:/m },
    ],
    after: [],
  },
  { name: 'uv', table: ['tool', 'uv', 'index'], before: files('uv.toml'), after: [] },
];

function files(...names: readonly string[]): readonly SettingsFile[] {
  return names.map((file) => ({ file }));
}

/** The files beside a pyproject.toml that a tool may read in place of it. */
export function settingsBeside(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === undefined ? [] : TOOLS.flatMap(({ before, after }) => [...before, ...after].map(({ file }) => folder + file));
}

/**
 * Which tables that get something new a tool does not read, or reads from now on in place of a file of the person.
 *
 * @param at what stands at a path of the project.
 * @returns sentences; nothing where every tool reads its table.
 */
export async function noteOnSettings(
  path: string,
  { base, next }: { readonly base: FileEntry | undefined; readonly next: FileEntry },
  at: (path: string) => Entry | undefined,
): Promise<string | undefined> {
  const folder = folderOf(path);
  const stands = ({ file, section }: SettingsFile): boolean => {
    const entry = at(`${folder}${file}`);
    return entry?.kind === 'file' && (section === undefined || section.test(entry.bytes.toString('latin1')));
  };
  const candidates = TOOLS.flatMap(({ before, after, ...tool }) => {
    const [read, unread] = [before.find(stands), after.find(stands)];
    return read === undefined && unread === undefined ? [] : [{ ...tool, read, unread }];
  });
  if (folder === undefined || candidates.length === 0) return undefined;
  const { parse } = await import('smol-toml');
  const [was, is] = [base, next].map((entry) => tablesIn(parse, entry));
  const yours = tablesIn(parse, at(path));
  const notes = candidates.flatMap(({ name, table, read, unread }) => {
    const [before, now] = [was, is].map((data) => tableIn(data, table));
    if (!addsTo(before, now)) return [];
    const title = `[${table.join('.')}] in pyproject.toml`;
    if (read !== undefined) return [`${name} reads ${read.file}, not ${title}: copy what you want of it.`];
    return tableIn(yours, table) === undefined ? [`${name} reads ${title} from now on, and ${unread?.file ?? ''} no longer.`] : [];
  });
  return notes.length === 0 ? undefined : notes.join(' ');
}

function folderOf(path: string): string | undefined {
  return /^(?:.*\/)?(?=pyproject\.toml$)/.exec(path)?.[0];
}

/** Whether a value says something that another one does not. */
function addsTo(before: unknown, now: unknown): boolean {
  if (Array.isArray(now)) return now.some((item) => !(Array.isArray(before) && before.some((other) => !addsTo(other, item))));
  if (typeof now !== 'object' || now === null) return now !== before;
  return Object.entries(now).some(([key, value]) => addsTo(tableIn(before, [key]), value));
}

function tablesIn(parse: (text: string) => unknown, entry: Entry | undefined): unknown {
  try {
    return entry?.kind === 'file' ? parse(entry.bytes.toString('utf8')) : undefined;
  } catch {
    // A file that nobody can read says nothing.
    return undefined;
  }
}

function tableIn(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const name of path) {
    value = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
  }
  return value;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PathPolicy } from '../../change.js';
import { readFound } from '../../project/find_files.js';
import { readYours } from '../../project/tree.js';
import { nameOf, parentOf } from '../../tree.js';

/**
 * The person's test modules beside which new ones cannot be collected. As long as pytest imports by putting the folder of a module on
 * the path, two modules of one name in folders without `__init__.py` are one module to it.
 *
 * @param modules new ones of ours.
 * @param ours every rendered path.
 * @param settings our pyproject.toml, as it is rendered now.
 */
export function findClashes(
  root: string,
  modules: readonly string[],
  ours: ReadonlySet<string>,
  settings: string,
): ReadonlyMap<string, PathPolicy['clash']> {
  const names = new Set(modules.map(nameOf));
  const found = [...readFound(root, (name, folder) => names.has(name) && !ours.has(folder + name)).keys()];
  if (found.length === 0) return new Map();
  const { folders, importsByPath } = readSettings(root, settings);
  if (!importsByPath) return new Map();
  const collected = found.filter((path) => folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`)));
  const clashes = modules.flatMap((path) => {
    const other = collected.find((each) => moduleName(root, each) === moduleName(root, path));
    if (other === undefined) return [];
    const because = `pytest cannot tell it from ${other}, a test module of the same name`;
    return [[path, { with: [other], because }] as const];
  });
  return new Map(clashes);
}

/** The name by which pytest imports a module: from the nearest folder above it that is no package. */
function moduleName(root: string, path: string): string {
  let folder = parentOf(path);
  while (folder !== '' && existsSync(join(root, folder, '__init__.py'))) folder = parentOf(folder);
  return path.slice(folder === '' ? 0 : folder.length + 1);
}

/** What pytest reads: the folders that it collects, and how it imports. */
interface PytestSettings {
  readonly folders: readonly string[];
  readonly importsByPath: boolean;
}

/** pytest reads the first of its own files; else the table of pyproject.toml, the person's key before ours. */
function readSettings(root: string, ours: string): PytestSettings {
  const tree = readYours(root, [...OWN_FILES, 'pyproject.toml']);
  const textOf = (path: string): string | undefined => {
    const entry = tree.get(path);
    return entry?.kind === 'file' ? entry.bytes.toString('utf8') : undefined;
  };
  const own = OWN_FILES.map(textOf).find((text) => text !== undefined);
  const texts = own === undefined ? [textOf('pyproject.toml') ?? '', ours].map(tableOf) : [own];
  const written = (key: string): string => texts.map((text) => settingIn(text, key)).find((value) => value !== '') ?? '';
  const folders = written('testpaths')
    .split(/[\s"',[\]]+/)
    .map((folder) => folder.replace(/^\.\/|\/$/g, ''));
  return {
    folders: folders.some((folder) => /^\.$|[*?]/.test(folder)) ? [] : folders.filter((folder) => folder !== ''),
    importsByPath: !/import[-_]mode[\s"',=]+importlib/.test(written('addopts')),
  };
}

const OWN_FILES = ['pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini'];

/** The table of pytest in a pyproject.toml. */
function tableOf(text: string): string {
  return /^\[tool\.pytest(?:\.ini_options)?\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/m.exec(text)?.[1] ?? '';
}

/** A setting as it is written, in TOML or as an INI file has it; empty where it is not there. */
function settingIn(text: string, key: string): string {
  return new RegExp(`^${key}[ \\t]*=[ \\t]*(\\[[^\\]]*\\]|[^\\n]*(?:\\n[ \\t]+\\S[^\\n]*)*)`, 'm').exec(text)?.[1]?.trim() ?? '';
}

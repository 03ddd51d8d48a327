import type { FileTree } from '../../generators/pipeline/tree.js';
import { readPythonNames } from '../../generators/pipeline/uses/python_names.js';

type Names = ReturnType<typeof readPythonNames>;

/** Most modules are the same in many trees. */
const known = new Map<string, Names>();

/** The texts of a tree that a person reads or a program runs, by their paths. */
export function textsIn(tree: FileTree): ReadonlyMap<string, string> {
  return new Map([...tree].map(([path, { bytes }]) => [path, bytes.toString('utf8')] as const));
}

/** What modules of a project import of the project itself and that is not there. */
export function deadImports(texts: ReadonlyMap<string, string>, tops: ReadonlySet<string>): string[] {
  return [...texts].flatMap(([path, text]) => {
    if (!path.endsWith('.py')) return [];
    return namesOf(text).imports.flatMap(({ module, names }) => {
      if (!tops.has(module.split('.')[0] ?? '')) return [];
      const asked = names === '*' || names.length === 0 ? [module] : names.map(({ name }) => `${module}.${name}`);
      return asked.filter((name) => !isThere(name, texts)).map((name) => `${path} imports ${name}`);
    });
  });
}

/** Whether a module, or a name in one, is there. */
function isThere(name: string, texts: ReadonlyMap<string, string>): boolean {
  if (moduleText(name, texts) !== undefined) return true;
  const end = name.lastIndexOf('.');
  const text = end < 0 ? undefined : moduleText(name.slice(0, end), texts);
  if (text === undefined) return false;
  const { defined, isOpen } = namesOf(text);
  return isOpen || defined.has(name.slice(end + 1));
}

/** The text of a module; of a folder without `__init__.py` nothing is in it but other modules. */
function moduleText(name: string, texts: ReadonlyMap<string, string>): string | undefined {
  const place = name.replaceAll('.', '/');
  for (const root of ['src/', '']) {
    const text = texts.get(`${root}${place}.py`) ?? texts.get(`${root}${place}/__init__.py`);
    if (text !== undefined) return text;
    if ([...texts.keys()].some((path) => path.startsWith(`${root}${place}/`) && path.endsWith('.py'))) return '';
  }
  return undefined;
}

function namesOf(text: string): Names {
  const names = known.get(text) ?? readPythonNames(text);
  known.set(text, names);
  return names;
}

/**
 * What is left of what went: files of the project that name a file, a module or a command that it had and has no more.
 *
 * @param had the texts before something went.
 */
export function danglingNames(had: ReadonlyMap<string, string>, has: ReadonlyMap<string, string>): string[] {
  const paths = [...had.keys()].filter((path) => !has.has(path) && path.includes('/'));
  const modules = paths.filter((path) => /^(src|tasks_stages)\/.*\.py$/.test(path)).map(moduleOf);
  const left = commandsIn(has);
  const commands = [...commandsIn(had)].filter((name) => !left.has(name)).map((name) => `invoke ${name}`);
  const gone = [...paths, ...modules, ...commands];
  return [...has].flatMap(([path, text]) => gone.filter((name) => names(text, name)).map((name) => `${path} names ${name}`));
}

function moduleOf(path: string): string {
  return path
    .replace(/^src\//, '')
    .replace(/(\/__init__)?\.py$/, '')
    .replaceAll('/', '.');
}

function names(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  return new RegExp(`(?<![\\w/.-])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w/-]|\\.\\w)`).test(text);
}

/** The commands of the project as people type them behind `invoke`. */
function commandsIn(texts: ReadonlyMap<string, string>): ReadonlySet<string> {
  const tasks = [...texts].filter(([path]) => /^tasks(_stages\/\w+)?\.py$/.test(path));
  const found = tasks.flatMap(([, text]) => [...text.matchAll(/^@(?:invoke\.)?task\b.*\n(?:[^d\n].*\n)*def (\w+)/gm)]);
  return new Set(found.map(([, name = '']) => name.replaceAll('_', '-').replace(/-$/, '')));
}

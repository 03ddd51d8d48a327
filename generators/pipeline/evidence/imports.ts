import type { Sign } from '../pack/pack.js';
import type { Repository } from '../repository/repository.js';
import { type PythonImport, readImport } from '../uses/python_imports.js';
import { type Look, type Place, seen, unseen } from './evidence.js';
import { lineAt } from './files.js';

/** Where dependencies are declared, for the remark that nothing imports one. */
const LISTS = ['pyproject.toml', 'requirements*.txt', 'environment.y*ml', 'setup.py', 'setup.cfg'];
const STATEMENT = /^[ \t]*((?:from\s[^\n]*?\simport\s*\([^)]*\))|(?:(?:from|import)[ \t][^\n]*))/gm;

/** A module that is imported, and of which something is used. */
export const lookForImports: Look = (sign, repository) => {
  const { module = '', in: folder = '.' } = sign;
  let unused: Place | undefined;
  const found: Place[] = [];
  for (const path of pythonFiles(folder, repository)) {
    const code = repository.code(path)?.text;
    if (code === undefined || !code.includes(module.split('.')[0] ?? module)) continue;
    const { line, isUsed } = importIn(code, sign) ?? {};
    if (line === undefined) continue;
    if (isUsed === true) found.push({ path, line });
    else unused ??= { path, line };
  }
  if (found.length > 0) return seen(found, `imports ${module}`);
  if (unused !== undefined) return unseen({ code: 'import-unused', ...unused, values: { module } });
  const list = LISTS.flatMap((pattern) => repository.find(pattern)).find((path) => lists(repository.code(path)?.text ?? '', module));
  const values = { module, in: folder === '.' ? 'the repository' : folder };
  return unseen(list === undefined ? { code: 'never-imported', values } : { code: 'only-declared', path: list, values });
};

function pythonFiles(folder: string, repository: Repository): readonly string[] {
  return repository.find(folder === '.' ? '**/*.py' : `${folder}/**/*.py`);
}

/** Where a file imports what is asked for, and whether it uses it. */
function importIn(code: string, { module = '', names }: Sign): { readonly line: number; readonly isUsed: boolean } | undefined {
  let first: number | undefined;
  for (const match of code.matchAll(STATEMENT)) {
    const [, statement = ''] = match;
    const rest = `${code.slice(0, match.index)}\n${code.slice(match.index + match[0].length)}`;
    for (const imported of readImport(statement)) {
      const used = usedAs(imported, module, names);
      if (used === undefined) continue;
      const line = lineAt(code, match.index + match[0].length - statement.length);
      if (used.some((word) => new RegExp(`(?<![\\w.])${word}\\b`).test(rest))) return { line, isUsed: true };
      first ??= line;
    }
  }
  return first === undefined ? undefined : { line: first, isUsed: false };
}

/** The words, as patterns, one of which stands in a file that uses what this import takes of a module; nothing where it takes nothing. */
function usedAs({ module, names, as }: PythonImport, wanted: string, taken: Sign['names']): string[] | undefined {
  const isWithin = module === wanted || module.startsWith(`${wanted}.`);
  if (names === '*') return isWithin ? (taken ?? []).map(escaped) : undefined;
  if (names.length === 0) {
    if (!isWithin) return undefined;
    const own = as.includes('.') ? as : as.split('.')[0];
    return taken === undefined
      ? [escaped(own ?? as)]
      : taken.map((name) => `${escaped(as === module.split('.')[0] ? module : as)}\\.${escaped(name)}`);
  }
  const wantedNames = names.filter(({ name }) => (isWithin ? taken === undefined || taken.includes(name) : `${module}.${name}` === wanted));
  const words = wantedNames.map(({ as: own }) =>
    isWithin || taken === undefined ? escaped(own) : `${escaped(own)}\\.(?:${taken.map(escaped).join('|')})`,
  );
  return words.length === 0 ? undefined : words;
}

/** Whether a list of dependencies has the package of a module, which most often has its name. */
function lists(text: string, module: string): boolean {
  const name = (module.split('.')[0] ?? '').replaceAll(/[-_.]/g, '[-_.]');
  return new RegExp(`(?:^|["'\\s])${name}(?:[-_.]core)?(?:[\\s"'<>=~!;[]|$)`, 'im').test(text);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

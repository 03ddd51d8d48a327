import { listPaths } from '../errors.js';
import { literal } from '../literal.js';
import type { Sign } from '../pack/pack.js';
import type { CodeText } from '../repository/code_text.js';
import type { Repository } from '../repository/repository.js';
import type { PythonImport } from '../uses/python_imports.js';
import { type Look, type Place, seen, unseen } from './evidence.js';
import { lineAt } from './files.js';
import { bareRest, readModule } from './python_module.js';

/** Where dependencies are declared, for the remark that nothing imports one. */
const LISTS = ['pyproject.toml', 'requirements*.txt', 'environment.y*ml', 'setup.py', 'setup.cfg'];

/** So often a module is imported in one file: for each time the file is looked through. */
const MOST_IMPORTS = 20;

/** A module that is imported, and of which something is used. */
export const lookForImports: Look = (sign, repository) => {
  const { module = '', in: folder = '.', names = [] } = sign;
  const parts = module.split('.');
  let unused: Place | undefined;
  for (const path of pythonFiles(folder, repository)) {
    const text = repository.text(path);
    // What its text has not, its code has not, which takes longer to read.
    const code = text !== undefined && parts.every((part) => text.includes(part)) ? repository.code(path) : undefined;
    const { line, isUsed } = (code && importIn(code, sign)) ?? {};
    if (line === undefined) continue;
    if (isUsed === true) return seen([{ path, line }], `imports ${module}`);
    unused ??= { path, line };
  }
  if (unused !== undefined) return unseen({ code: 'import-unused', ...unused, values: { module, names: listPaths(names) } });
  // Of a part of a package it is no news that the package is declared: something else of it may be used.
  const list =
    parts.length > 1
      ? undefined
      : LISTS.flatMap((pattern) => repository.find(pattern)).find((path) => lists(repository.code(path)?.text ?? '', module));
  const values = { module, in: folder === '.' ? 'the repository' : folder };
  return unseen(list === undefined ? { code: 'never-imported', values } : { code: 'only-declared', path: list, values });
};

function pythonFiles(folder: string, repository: Repository): readonly string[] {
  return repository.find(folder === '.' ? '**/*.py' : `${folder}/**/*.py`);
}

/** Where a file imports what is asked for, and whether it uses it. */
function importIn(code: CodeText, sign: Sign): { readonly line: number; readonly isUsed: boolean } | undefined {
  const { module = '', names } = sign;
  const { importsOf, rest } = readModule(code);
  let first: number | undefined;
  let looked = 0;
  for (const { imported, line } of importsOf(module.split('.')[0] ?? module)) {
    const words = usedAs(imported, module, names);
    if (words === undefined) continue;
    if (++looked > MOST_IMPORTS) break;
    const use = new RegExp(`(?<![\\w.])(?:${words.join('|')})\\b`);
    if (words.length > 0 && use.test(rest) && use.test(bareRest(code))) return { line, isUsed: true };
    first ??= line;
  }
  return first === undefined ? importWhenNeeded(code.text, sign) : { line: first, isUsed: false };
}

/** A module that a call imports, for whoever has it installed: `import_module("evidently.presets")`. */
function importWhenNeeded(code: string, { module = '', names }: Sign): { readonly line: number; readonly isUsed: boolean } | undefined {
  const at = code.search(new RegExp(`\\bimport_module\\(\\s*["']${literal(module)}["'.]`));
  if (at < 0) return undefined;
  return { line: lineAt(code, at), isUsed: names?.some((name) => code.includes(`.${name}`)) ?? true };
}

/** The words, as patterns, one of which stands in a file that uses what this import takes of a module; nothing where it takes nothing. */
function usedAs({ module, names, as }: PythonImport, wanted: string, taken: Sign['names']): string[] | undefined {
  const isWithin = module === wanted || module.startsWith(`${wanted}.`);
  if (names === '*') return isWithin ? (taken ?? []).map(literal) : undefined;
  if (names.length === 0) {
    if (!isWithin) return undefined;
    const own = as.includes('.') ? as : as.split('.')[0];
    return taken === undefined
      ? [literal(own ?? as)]
      : taken.map((name) => `${literal(as === module.split('.')[0] ? module : as)}\\.${literal(name)}`);
  }
  const wantedNames = names.filter(({ name }) => (isWithin ? taken === undefined || taken.includes(name) : `${module}.${name}` === wanted));
  const words = wantedNames.map(({ as: own }) =>
    isWithin || taken === undefined ? literal(own) : `${literal(own)}\\.(?:${taken.map(literal).join('|')})`,
  );
  return words.length === 0 && !isWithin ? undefined : words;
}

/** Whether a list of dependencies has the package of a module, which most often has its name. */
function lists(text: string, module: string): boolean {
  const name = (module.split('.')[0] ?? '').replaceAll(/[-_.]/g, '[-_.]');
  return new RegExp(`(?:^|["'\\s])${name}(?:[-_.]core)?(?:[\\s"'<>=~!;[]|$)`, 'im').test(text);
}

import { jsonIn } from '../json.js';
import type { FolderAfter } from './folder_after.js';
import { isPage, withoutComments } from './mentions.js';
import { roughImports } from './python_imports.js';

/** What packages are called in Python, where that is not their own name. */
const IMPORT_NAMES: Readonly<Record<string, string>> = {
  'hydra-core': 'hydra',
  pillow: 'PIL',
  'python-multipart': 'multipart',
  pyyaml: 'yaml',
  'scikit-learn': 'sklearn',
};

/** The programs of a package that has none of its own name. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  'pre-commit-hooks': [
    'check-added-large-files',
    'check-ast',
    'check-case-conflict',
    'check-json',
    'check-merge-conflict',
    'check-toml',
    'check-yaml',
    'debug-statement-hook',
    'detect-private-key',
    'end-of-file-fixer',
    'mixed-line-ending',
    'no-commit-to-branch',
    'pretty-format-json',
    'requirements-txt-fixer',
    'trailing-whitespace-fixer',
  ],
};

/** The lists of a project's packages. */
export const PACKAGE_LISTS: readonly string[] = ['pyproject.toml', 'requirements.txt', 'requirements_dev.txt'];

/**
 * The packages of some that no list of a project names.
 *
 * @param folder the project after the run.
 */
export function unlisted(packages: Iterable<string>, folder: FolderAfter): ReadonlySet<string> {
  const lists = PACKAGE_LISTS.map((path) => folder.text(path) ?? '').join('\n');
  return new Set(
    [...packages].filter((name) => !new RegExp(`(?:["']|^ *)${name}(?:\\[[^\\]]*\\])?\\s*(?:[<>!~;"']|==|$)`, 'im').test(lists)),
  );
}

/** The packages of some that a file imports, or runs as programs without installing them itself. */
export function packagesUsedBy(path: string, text: string, packages: ReadonlySet<string>): string[] {
  if (path.endsWith('.py')) return [...packages].filter((name) => importedBy(text)(name) || isStarted(name, text));
  if (path.endsWith('.ipynb')) return packagesInNotebook(text, packages);
  if (path.endsWith('.pre-commit-config.yaml')) {
    const entries = text.match(/^\s*(?:- )?entry:.*$/gm)?.join('\n') ?? '';
    const called = programsIn(entries, packages);
    return [...packages].filter((name) => name === 'pre-commit' || called.includes(name));
  }
  return isScript(path) ? programsIn(withoutComments(path, text), packages) : [];
}

/** Tells which packages a module imports. */
function importedBy(text: string): (name: string) => boolean {
  const tops = new Set(roughImports(text).imports.map(({ module }) => module.split('.')[0]));
  return (name) => tops.has(IMPORT_NAMES[name] ?? name.replaceAll('-', '_'));
}

/** A cell of code imports as a module does, and runs programs in lines that begin with `!`. */
function packagesInNotebook(text: string, packages: ReadonlySet<string>): string[] {
  const lines = sourcesOf(jsonIn(text)).join('\n').split('\n');
  const isImported = importedBy(lines.filter((line) => !/^\s*[!%]/.test(line)).join('\n'));
  const commands = lines.flatMap((line) => /^\s*!(.+)/.exec(line)?.[1] ?? []);
  const started = programsIn(commands.join('\n'), packages);
  return [...packages].filter((name) => isImported(name) || started.includes(name));
}

/** The texts of a notebook's cells of code: each a string, or a list of its lines. */
function sourcesOf(notebook: unknown): string[] {
  const cells: unknown = Object(notebook).cells;
  if (!Array.isArray(cells)) return [];
  return cells.flatMap((cell: unknown) => {
    const { cell_type: type, source }: { readonly cell_type?: unknown; readonly source?: unknown } = Object(cell);
    return type === 'code' ? [Array.isArray(source) ? source.join('') : String(source ?? '')] : [];
  });
}

/** The programs of some that a text runs: at the start of a command or after what starts another, and not fetched for that. */
export function programsIn(text: string, names: Iterable<string>): string[] {
  const said = text.replaceAll(/^\s*(- )?name:.*$/gm, '');
  const runsAny = (name: string): boolean => [name, ...(PROGRAMS[name] ?? [])].some((program) => runsProgram(program, said));
  return [...names].filter(runsAny);
}

function runsProgram(name: string, said: string): boolean {
  const runs = new RegExp(`(?:^|[\\s/"'(;&|=])(?<!\\b(?:uvx|pipx run|--with|group|extra) )${name}(?=[\\s"';|&),]|$)`, 'm');
  return runs.test(said) && !new RegExp(`\\b(?:install|add)\\b[^\\n]*[\\s"']${name}\\b`).test(said);
}

/** A command in a module: `"dvc push"`, `["dvc", "push"]`. */
function isStarted(name: string, text: string): boolean {
  return new RegExp(`^[^#\\n]*["'](?:uv run (?:--\\S+ )*)?${name}(?: [a-z-]|["'], *["'])`, 'm').test(text);
}

/** Files whose lines are commands. */
function isScript(path: string): boolean {
  return (
    !isPage(path) &&
    /^\.(github\/workflows|husky|githooks)\/|\.sh$|(^|\/)(Makefile|justfile|\.pre-commit-config\.yaml|dvc\.yaml|devcontainer\.json|[^/]*dockerfile[^/]*)$/i.test(
      path,
    )
  );
}

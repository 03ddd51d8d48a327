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
  if (path.endsWith('.py')) {
    const tops = new Set(roughImports(text).imports.map(({ module }) => module.split('.')[0]));
    return [...packages].filter((name) => tops.has(IMPORT_NAMES[name] ?? name.replaceAll('-', '_')) || isStarted(name, text));
  }
  return isScript(path) ? programsIn(withoutComments(path, text), packages) : [];
}

/** The programs of some that a text runs: at the start of a command or after what starts another, and not fetched for that. */
export function programsIn(text: string, names: Iterable<string>): string[] {
  const said = text.replaceAll(/^\s*(- )?name:.*$/gm, '');
  return [...names].filter((name) => {
    const runs = new RegExp(`(?:^|[\\s/"'(;&|=])(?<!\\b(?:uvx|pipx run|--with|group|extra) )${name}(?=[\\s"';|&),]|$)`, 'm');
    return runs.test(said) && !new RegExp(`\\b(?:install|add)\\b[^\\n]*[\\s"']${name}\\b`).test(said);
  });
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

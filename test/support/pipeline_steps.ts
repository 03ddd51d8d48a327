import { parse } from 'yaml';
import type { FileTree } from '../../generators/pipeline/tree.js';

interface Step {
  readonly cmd: string;
  readonly deps: readonly string[] | null;
}

/** Modules that decide about no result: they word errors, read arguments, or listen. No step names them. */
const PLUMBING = ['__init__', 'added_settings', 'callbacks', 'data_commands', 'errors', 'events', 'weights'];
/** Steps that need of their module one function only. */
const ALONE = ['fetch'];

/** What the steps of an emitted `dvc.yaml` should name and do not: modules that their command imports, and files that are not there. */
export function stepProblems(tree: FileTree, packageName: string, pipeline = textOf(tree, 'dvc.yaml')): string[] {
  const { stages } = parse(pipeline) as { stages: Readonly<Record<string, Step>> };
  return Object.entries(stages).flatMap(([name, { cmd, deps: given }]) => {
    const deps = given ?? [];
    const module = new RegExp(`-m ${packageName}\\.(\\w+)`).exec(cmd)?.[1] ?? '';
    const modules = ALONE.includes(name) ? [module] : importsOf(module, tree, packageName);
    const needed = modules.filter((other) => !PLUMBING.includes(other)).map((other) => `src/${packageName}/${other}.py`);
    const missing = needed
      .filter((path) => !deps.includes(path))
      .map(
        (path) =>
          `The step ${name} of dvc.yaml does not name ${path}: add it to its deps, or to PLUMBING of test/support/pipeline_steps.ts ` +
          'where it decides about no result',
      );
    const absent = deps
      .filter((path) => path.startsWith('src/') && !tree.has(path))
      .map((path) => `${name} names ${path}, which is not there`);
    return [...missing, ...absent];
  });
}

/** The modules of the package that a module imports when it is imported, and those that they import. */
function importsOf(module: string, tree: FileTree, packageName: string, found: string[] = []): string[] {
  if (found.includes(module)) return found;
  found.push(module);
  const imports = textOf(tree, `src/${packageName}/${module}.py`).matchAll(new RegExp(`^from ${packageName}\\.(\\w+) import`, 'gm'));
  for (const [, name = ''] of imports) importsOf(name, tree, packageName, found);
  return found;
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

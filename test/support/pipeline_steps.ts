import { parse } from 'yaml';
import type { FileTree } from '../../generators/pipeline/tree.js';

interface Step {
  readonly cmd: string;
  readonly deps: readonly string[] | null;
}

/** Modules that decide about no result: they word errors, connect others, or are called back. No step names them. */
const PLUMBING = ['__init__', 'callbacks', 'collection', 'plugins', 'raw_data', 'runtime', 'telemetry', 'tracking'];
/** Steps that need of their module one function only. */
const ALONE = ['fetch'];

/** What the steps of an emitted `dvc.yaml` should name and do not: modules that their command imports, and files that are not there. */
export function stepProblems(tree: FileTree, packageName: string, pipeline = textOf(tree, 'dvc.yaml')): string[] {
  const { stages } = parse(pipeline) as { stages: Readonly<Record<string, Step>> };
  return Object.entries(stages).flatMap(([name, { cmd, deps: given }]) => {
    const deps = given ?? [];
    const module = new RegExp(`-m ${packageName}\\.(\\w+)`).exec(cmd)?.[1] ?? '';
    const modules = ALONE.includes(name) ? [module] : importsOf(module, tree, packageName);
    const needed = modules.filter((other) => !PLUMBING.includes(other)).map((other) => `src/${packageName}/${other}`);
    const missing = needed
      .filter((path) => !deps.some((dep) => dep === `${path}.py` || dep.startsWith(`${path}/`)))
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

/** The modules of the package that a command imports, and those that they import; what the command and its glue import in functions, too. */
function importsOf(command: string, tree: FileTree, packageName: string): string[] {
  const found: string[] = [];
  const glue: readonly string[] = directImports(codeOf(command, tree, packageName), packageName, '').filter((name) => name === 'plugins');
  const follow = (module: string): void => {
    if (found.includes(module)) return;
    found.push(module);
    const indent = module === command || glue.includes(module) ? ' *' : '';
    directImports(codeOf(module, tree, packageName), packageName, indent).forEach(follow);
  };
  follow(command);
  return found;
}

/** The code of a module, or of a package with the modules that it hands on. */
function codeOf(module: string, tree: FileTree, packageName: string): string {
  const path = `src/${packageName}/${module}`;
  const front = textOf(tree, `${path}.py`) || textOf(tree, `${path}/__init__.py`);
  const behind = [...front.matchAll(new RegExp(`^from ${packageName}\\.${module}\\.(\\w+) import`, 'gm'))];
  return [front, ...behind.map(([, name = '']) => textOf(tree, `${path}/${name}.py`))].join('\n');
}

/** The modules that lines of this indent import; what only a type checker imports does not count. */
function directImports(text: string, packageName: string, indent: string): string[] {
  const code = text.replace(/^if TYPE_CHECKING:\n(?: .*\n|\n(?= ))*/gm, '');
  const named = [...code.matchAll(new RegExp(`^${indent}from ${packageName}\\.(\\w+) import`, 'gm'))].map(([, name = '']) => name);
  const whole = [...code.matchAll(new RegExp(`^${indent}from ${packageName} import (.+)`, 'gm'))];
  return [...named, ...whole.flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))];
}

function textOf(tree: FileTree, path: string): string {
  return tree.get(path)?.bytes.toString('utf8') ?? '';
}

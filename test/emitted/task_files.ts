import { offeredTasks } from '../../generators/pipeline/answers/selection.js';
import { isListType, type Pack, type PackFile, questionsOf, type Task } from '../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';

/** How many names stand in a cell; the other files are a number. */
const NAMED = 3;

/** The files that a task brings to a project with every task: the first ones that the checklist names, and how many more there are. */
export function filesOf(task: Task, pack: Pack): { readonly named: readonly string[]; readonly more: number } {
  const named = task.artifacts.slice(0, NAMED);
  const all = filesWithEverything(pack).filter((file) => isOf(task, file));
  return { named, more: new Set(all.map(({ path }) => path).filter((path) => !named.some((name) => isIn(name, path)))).size };
}

function isOf(task: Task, { path, when = '' }: PackFile): boolean {
  return task.artifacts.some((name) => isIn(name, path)) || new RegExp(`(?<!!)tasks\\.includes\\('${task.slug}'\\)`).test(when);
}

/** A folder is named with a slash at its end. */
function isIn(name: string, path: string): boolean {
  return name.endsWith('/') ? path.startsWith(name) : path === name;
}

const known = new WeakMap<Pack, readonly PackFile[]>();

function filesWithEverything(pack: Pack): readonly PackFile[] {
  const defaults = questionsOf(pack).map(({ name, type, default: given }) => [name, given ?? (isListType(type) ? [] : '')] as const);
  const values = { ...Object.fromEntries(defaults), package: 'pkgname' };
  const files = known.get(pack) ?? makePlan({ values, asked: offeredTasks(pack).map(({ slug }) => slug) }, pack).files;
  known.set(pack, files);
  return files;
}

import { didYouMean } from '../../nearest.js';
import type { Problem } from '../../template/nodes.js';
import type { Task } from '../pack.js';
import type { Locate } from '../problem.js';
import type { ClaimSource, PackYaml, StageSource, TaskSource } from './documents.js';
import type { Removed, StackedPack } from './stack.js';

/** Where tasks go that name no group, in a pack without groups. */
const ONLY_GROUP = { tasks: 'Tasks' };

/** A stage's word on a task. */
interface Claim {
  readonly stage: string;
  readonly claim: ClaimSource;
}

/**
 * Joins the checklist with what the stages say of the tasks that they claim. A stage that says nothing of tasks
 * has one of its own name.
 *
 * @returns the tasks in the checklist's order, and the groups they stand in.
 */
export function assembleTasks(
  yaml: PackYaml,
  stages: readonly StageSource[],
  { removed, added }: Pick<StackedPack, 'removed' | 'added'>,
  locate: Locate,
  report: (problem: Problem) => void,
): { tasks: readonly Task[]; groups: Readonly<Record<string, string>> } {
  const groups = yaml.groups === undefined || Object.keys(yaml.groups).length === 0 ? ONLY_GROUP : yaml.groups;
  const claims = new Map<string, Claim>();
  const checklist = new Map<string, TaskSource>(Object.entries(yaml.tasks ?? {}));
  for (const { id, yaml: stage } of stages) {
    if (stage.tasks === undefined && !checklist.has(id)) checklist.set(id, { wording: stage.title ?? id });
    for (const [slug, claim] of Object.entries(stage.tasks ?? { [id]: {} })) {
      if (removed.tasks.has(slug)) continue;
      const fault = claimFault(slug, checklist, claims.get(slug));
      if (fault === undefined) claims.set(slug, { stage: id, claim });
      else report({ ...locate([`${id}/stage.yml`], ['tasks', slug]), ...fault });
    }
  }
  const last = Object.keys(groups).at(-1) ?? '';
  for (const [slug, { wording }] of checklist) {
    if (!added.has(slug) || wording !== undefined || claims.has(slug)) continue;
    report({ ...locate(['pack.yml'], ['tasks', slug]), ...unknownTask(slug, checklist, added) });
  }
  const tasks = [...checklist].map(([slug, task]) => joinTask(slug, { group: last, ...task }, claims.get(slug)));
  for (const { slug, needs } of tasks) {
    for (const need of needs.filter((other) => removed.tasks.has(other))) report(stillNeeded(slug, need, locate));
  }
  return { tasks: tasks.map((task) => withoutRemoved(task, removed)), groups };
}

/** A new task says what there is to do, or a stage does; without both, its slug is a mistyped one. */
function unknownTask(slug: string, checklist: ReadonlyMap<string, unknown>, added: ReadonlySet<string>): Pick<Problem, 'fact' | 'remedy'> {
  const below = [...checklist.keys()].filter((known) => !added.has(known));
  return {
    fact: `The pack that is extended has no task "${slug}", and this one does not say what it is`,
    remedy: `${didYouMean(slug, below)}For a new task, write its wording`,
  };
}

/** A task goes only together with those that cannot be without it. */
function stillNeeded(slug: string, need: string, locate: Locate): Problem {
  return {
    ...locate(['pack.yml'], ['tasks', need]),
    fact: `The task "${need}" is taken away here, and "${slug}" needs it`,
    remedy: `Take away "${slug}" too (${slug}: null), or write in its stage: needs: { remove: [${need}] }`,
  };
}

function withoutRemoved(task: Task, removed: Removed): Task {
  const stays = (slug: string): boolean => !removed.tasks.has(slug);
  return { ...task, needs: task.needs.filter(stays), soft: task.soft.filter(stays) };
}

function claimFault(
  slug: string,
  checklist: ReadonlyMap<string, unknown>,
  earlier: Claim | undefined,
): Pick<Problem, 'fact' | 'remedy'> | undefined {
  if (!checklist.has(slug))
    return {
      fact: `The checklist has no task "${slug}"`,
      remedy: 'Add it to "tasks" in pack.yml, or correct the slug',
    };
  if (earlier === undefined) return undefined;
  return { fact: `The stage ${earlier.stage} claims the task "${slug}" too`, remedy: 'Let one stage claim it' };
}

function joinTask(slug: string, task: TaskSource & { readonly group: string }, claimed: Claim | undefined): Task {
  const { needs, soft, artifacts, evidence, commands }: ClaimSource = { ...task, ...claimed?.claim };
  return {
    slug,
    ...(task.id === undefined ? {} : { id: task.id }),
    ...(task.title === undefined ? {} : { title: task.title }),
    wording: task.wording ?? slug,
    modules: task.modules ?? [],
    group: task.group,
    kind: task.kind ?? 'artifact',
    always: task.always ?? false,
    ...(task.listed === false ? { listed: false } : {}),
    ...(claimed === undefined ? {} : { stage: claimed.stage }),
    needs: needs ?? [],
    soft: soft ?? [],
    artifacts: artifacts ?? [],
    evidence: evidence ?? [],
    commands: commands ?? [],
  };
}

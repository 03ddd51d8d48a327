import type { Problem } from '../../template/nodes.js';
import type { Task } from '../pack.js';
import type { Locate } from '../problem.js';
import type { ClaimSource, PackYaml, StageSource, TaskSource } from './documents.js';

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
  locate: Locate,
  report: (problem: Problem) => void,
): { tasks: readonly Task[]; groups: Readonly<Record<string, string>> } {
  const groups = yaml.groups === undefined || Object.keys(yaml.groups).length === 0 ? ONLY_GROUP : yaml.groups;
  const claims = new Map<string, Claim>();
  const checklist = new Map<string, TaskSource>(Object.entries(yaml.tasks ?? {}));
  for (const { id, yaml: stage } of stages) {
    if (stage.tasks === undefined && !checklist.has(id)) checklist.set(id, { wording: stage.title ?? id });
    for (const [slug, claim] of Object.entries(stage.tasks ?? { [id]: {} })) {
      const fault = claimFault(slug, checklist, claims.get(slug));
      if (fault === undefined) claims.set(slug, { stage: id, claim });
      else report({ ...locate([`${id}/stage.yml`], ['tasks', slug]), ...fault });
    }
  }
  const last = Object.keys(groups).at(-1) ?? '';
  return {
    tasks: [...checklist].map(([slug, task]) => joinTask(slug, { group: last, ...task }, claims.get(slug))),
    groups,
  };
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
    wording: task.wording ?? slug,
    modules: task.modules ?? [],
    group: task.group,
    kind: task.kind ?? 'artifact',
    always: task.always ?? false,
    ...(claimed === undefined ? {} : { stage: claimed.stage }),
    needs: needs ?? [],
    soft: soft ?? [],
    artifacts: artifacts ?? [],
    evidence: evidence ?? [],
    commands: commands ?? [],
  };
}

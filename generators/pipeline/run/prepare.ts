import type { Answers } from '../answers/answers.js';
import type { PathPolicy } from '../change.js';
import { merge, pathsOfInterest } from '../merge/merge.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { emittedPath, render } from '../plan/render.js';
import { listRendered } from '../project/rendered.js';
import { renderedBase } from '../project/rendered_base.js';
import { readYours } from '../project/tree.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import type { FileTree } from '../tree.js';
import { recordWrites } from './recording.js';

const NOTHING: FileTree = new Map();

/**
 * Renders what was recorded and what is asked for now, and merges the difference with what people have done since.
 *
 * @param answers the complete answers of this run.
 */
export async function prepare(request: Request, workspace: Workspace, answers: Answers): Promise<Prepared> {
  const { root, loaded } = workspace;
  const before = recordedRendition(workspace);
  const after = { plan: makePlan(answers, loaded.pack), loaded };
  const base = before === undefined ? NOTHING : await renderedBase(root, before.plan.answers, before.loaded);
  const next = render(after.plan);
  const yours = readYours(root, pathsOfInterest(base, next));
  const merged = await merge(base, yours, next, policyOf([before?.plan, after.plan]));
  const records = recordWrites(workspace, after);
  return { ...workspace, request, before, after, merged, records, completes: listRendered(root).length > 1 };
}

/** What the project was rendered from last: its recorded answers, with the pack that it carries. */
export function recordedRendition({ project, carried }: Workspace): Rendition | undefined {
  if (project === undefined || carried === undefined) return undefined;
  return { plan: makePlan({ values: project.state.answers, asked: project.state.asked }, carried.pack), loaded: carried };
}

/** What the packs say about each rendered path, whichever render it is from; of two, the later one. */
export function policyOf(plans: readonly (Plan | undefined)[]): (path: string) => PathPolicy {
  const policies = new Map<string, PathPolicy>();
  for (const plan of plans.flatMap((each) => each ?? [])) {
    for (const file of plan.files) {
      policies.set(emittedPath(file, plan), {
        ...(file.additive === undefined ? {} : { additive: file.additive }),
        ...(file.once === undefined ? {} : { once: file.once }),
      });
    }
  }
  return (path) => policies.get(path) ?? {};
}

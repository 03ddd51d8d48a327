import type { Answers } from './answers.js';
import type { Merged, PathPolicy } from './change.js';
import { merge, pathsOfInterest } from './merge.js';
import type { Request } from './options.js';
import type { Place } from './place.js';
import { makePlan, type Plan } from './plan.js';
import { readYours } from './project.js';
import { emittedPath, render } from './render.js';
import { renderedBase } from './rendered_base.js';
import type { FileTree } from './tree.js';

/** A run up to its last step: everything is decided, nothing is written. */
export interface Prepared extends Place {
  readonly request: Request;
  /** What the project was rendered from before this run; absent for a new project. */
  readonly before: Plan | undefined;
  readonly plan: Plan;
  readonly merged: Merged;
}

const NOTHING: FileTree = new Map();

/**
 * Renders what was recorded and what is asked for now, and merges the difference with what people have done since.
 *
 * @param answers the complete answers of this run.
 */
export async function prepare(request: Request, place: Place, answers: Answers): Promise<Prepared> {
  const { root, project, loaded } = place;
  const before = project === undefined ? undefined : makePlan({ values: project.state.answers, asked: project.state.asked }, loaded.pack);
  const plan = makePlan(answers, loaded.pack);
  const base = project === undefined ? NOTHING : await renderedBase(root, project.state, loaded);
  const next = render(plan);
  const yours = readYours(root, pathsOfInterest(base, next));
  const merged = await merge(base, yours, next, policyOf(plan, before));
  return { ...place, request, before, plan, merged };
}

/** What the pack says about each rendered path, whichever render it is from. */
function policyOf(plan: Plan, before: Plan | undefined): (path: string) => PathPolicy {
  const policies = new Map<string, PathPolicy>();
  for (const each of before === undefined ? [plan] : [before, plan]) {
    for (const file of each.files) {
      policies.set(emittedPath(file, each), {
        ...(file.additive === undefined ? {} : { additive: file.additive }),
        ...(file.once === undefined ? {} : { once: file.once }),
      });
    }
  }
  return (path) => policies.get(path) ?? {};
}

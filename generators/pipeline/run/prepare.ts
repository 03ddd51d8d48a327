import type { Answers } from '../answers/answers.js';
import type { Merged, PathPolicy, Write } from '../change.js';
import { merge, pathsOfInterest } from '../merge/merge.js';
import type { Request } from '../options.js';
import type { LoadedPack } from '../pack/library/shipped.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { emittedPath, render } from '../plan/render.js';
import type { FoundStep } from '../project/history.js';
import { listRendered } from '../project/rendered.js';
import { renderedBase } from '../project/rendered_base.js';
import { readYours } from '../project/tree.js';
import type { FileTree } from '../tree.js';
import { recordWrites } from './recording.js';
import type { Place } from './workspace.js';

/** What a project is rendered from: the plan, and the pack as it is carried. */
export interface Rendition {
  readonly plan: Plan;
  readonly loaded: LoadedPack;
}

/** A run up to its last step: everything is decided, nothing is written. */
export interface Prepared extends Place {
  readonly request: Request;
  /** What the project was rendered from before this run; absent for a new project. */
  readonly before: Rendition | undefined;
  /** What it is rendered from afterwards; absent where the run takes back the making of the project. */
  readonly after: Rendition | undefined;
  readonly merged: Merged;
  /** The writes of what is recorded: the answers, the pack, what was rendered together. */
  readonly records: readonly Write[];
  /** Branches were merged since the last command: what only they together bring comes with this one. */
  readonly completes: boolean;
  /** The step of the history that an undo turns round. */
  readonly turned?: FoundStep;
}

const NOTHING: FileTree = new Map();

/**
 * Renders what was recorded and what is asked for now, and merges the difference with what people have done since.
 *
 * @param answers the complete answers of this run.
 */
export async function prepare(request: Request, place: Place, answers: Answers): Promise<Prepared> {
  const { root, loaded } = place;
  const before = recordedRendition(place);
  const after = { plan: makePlan(answers, loaded.pack), loaded };
  const base = before === undefined ? NOTHING : await renderedBase(root, before.plan.answers, before.loaded);
  const next = render(after.plan);
  const yours = readYours(root, pathsOfInterest(base, next));
  const merged = await merge(base, yours, next, policyOf([before?.plan, after.plan]));
  const records = recordWrites(place, after);
  return { ...place, request, before, after, merged, records, completes: listRendered(root).length > 1 };
}

/** What the project was rendered from last: its recorded answers, with the pack that it carries. */
export function recordedRendition({ project, carried }: Place): Rendition | undefined {
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

import type { Answers } from '../answers/answers.js';
import type { Merged, PathPolicy } from '../change.js';
import { unchanged } from '../merge/changes.js';
import { merge, pathsOfInterest } from '../merge/merge.js';
import { templatesOf } from '../pack/library/templates.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { emittedPath, render } from '../plan/render.js';
import { listRendered, pathOfChoice } from '../project/rendered.js';
import { isRenderedFrom, renderedBase, type Source } from '../project/rendered_base.js';
import { readYours } from '../project/tree.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import type { Templates } from '../template/run.js';
import type { FileTree } from '../tree.js';
import { recordWrites } from './recording.js';

/**
 * Renders what was recorded and what is asked for now, and merges the difference with what people have done since.
 *
 * @param answers the complete answers of this run.
 */
export async function prepare(request: Request, workspace: Workspace, answers: Answers): Promise<Prepared> {
  const { root, loaded } = workspace;
  const before = recordedRendition(workspace);
  const after = { plan: makePlan(answers, loaded.pack), loaded };
  const merged = isRenderedAlready(root, before, after) ? nothingChanged(after.plan) : await mergeRenders(root, before, after);
  const records = recordWrites(workspace, after);
  return { ...workspace, request, before, after, merged, records, completes: listRendered(root).length > 1 };
}

/** Whether a project was rendered from the same pack and the same choice as now: the same bytes would come of it. */
function isRenderedAlready(root: string, before: Rendition | undefined, after: Rendition): boolean {
  if (before === undefined) return false;
  const [was, is] = [before, after].map(({ plan: { answers }, loaded: { digest } }) => {
    return { pack: digest, answers: answers.values, asked: answers.asked };
  });
  return was !== undefined && is !== undefined && pathOfChoice(was) === pathOfChoice(is) && isRenderedFrom(root, was);
}

/** Rule 1 for every path. */
function nothingChanged(plan: Plan): Merged {
  const paths = [...new Set(plan.files.map((file) => emittedPath(file, plan)))].sort();
  return { changes: paths.map((path) => unchanged(path, 1)) };
}

async function mergeRenders(root: string, before: Rendition | undefined, after: Rendition): Promise<Merged> {
  const templates = await templatesOf(after.loaded);
  const base = before === undefined ? undefined : await renderedBase(root, before.plan.answers, await sourceOf(before, after, templates));
  const tree = base?.tree ?? NOTHING;
  const next = render(after.plan, templates, base?.recorded).tree;
  const yours = readYours(root, pathsOfInterest(tree, next));
  return merge(tree, yours, next, policyOf([before?.plan, after.plan]));
}

/** A project that stays with its pack has one set of templates. */
async function sourceOf({ loaded }: Rendition, after: Rendition, templates: Templates): Promise<Source> {
  return { loaded, templates: loaded === after.loaded ? templates : await templatesOf(loaded) };
}

const NOTHING: FileTree = new Map();

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

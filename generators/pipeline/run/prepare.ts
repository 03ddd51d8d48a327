import type { Answers } from '../answers/answers.js';
import { checkPackage, reservedNames } from '../answers/package_name.js';
import type { Merged, PathPolicy } from '../change.js';
import { unchanged } from '../merge/changes.js';
import { templatesOf } from '../pack/library/templates.js';
import type { PackFile } from '../pack/pack.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { alikeFiles, emittedPath, packageFolder, render } from '../plan/render.js';
import { choiceOf, listRendered, pathOfChoice } from '../project/rendered.js';
import { isRenderedFrom, renderedBase, type Source } from '../project/rendered_base.js';
import type { Prepared, Rendition, Request, Workspace } from '../states.js';
import type { Templates } from '../template/run.js';
import type { FileTree } from '../tree.js';
import { mergeTrees } from './layout/layout.js';
import type { PackageFolder, Renders } from './layout/renders.js';
import { identityOf, recordWrites } from './recording.js';

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
  const was = choiceOf(identityOf(before));
  return pathOfChoice(was) === pathOfChoice(choiceOf(identityOf(after))) && isRenderedFrom(root, was);
}

/** Rule 1 for every path. */
function nothingChanged(plan: Plan): Merged {
  const paths = [...new Set(plan.files.map((file) => emittedPath(file, plan)))].sort();
  return { changes: paths.map((path) => unchanged(path, 1)) };
}

async function mergeRenders(root: string, before: Rendition | undefined, after: Rendition): Promise<Merged> {
  const templates = await templatesOf(after.loaded);
  const policy = policyOf([before?.plan, after.plan]);
  if (before === undefined) return mergeTrees(root, newRenders(render(after.plan, templates).tree), policy);
  const source = await sourceOf(before, after, templates);
  const packages = packagesOf(before.plan, after.plan);
  if (isRenderedFrom(root, choiceOf(identityOf(before))))
    return mergePlans(root, { plan: before.plan, templates: source.templates }, { plan: after.plan, templates }, { policy, packages });
  const { tree, recorded } = await renderedBase(root, before.plan.answers, source);
  const lastAt = (paths: readonly string[]): FileTree => new Map([...tree].filter(([path]) => paths.includes(path)));
  const renders = { base: tree, next: render(after.plan, templates, recorded).tree, known: [...tree.keys()], lastAt, ...packages };
  return mergeTrees(root, renders, policy);
}

/** Only where two plans differ is there anything to render: rule 1 decides the rest, whatever the bytes are. */
async function mergePlans(root: string, before: PlanToRender, after: PlanToRender, { policy, packages }: Known): Promise<Merged> {
  const alike = alikeFiles(before.plan, after.plan);
  const renderSome = ({ plan, templates }: PlanToRender, isWanted: (file: PackFile) => boolean): FileTree =>
    render({ ...plan, files: plan.files.filter(isWanted) }, templates).tree;
  const [base, next] = [before, after].map((each) => renderSome(each, ({ origin }) => !alike.has(origin)));
  const shared = after.plan.files.filter(({ origin }) => alike.has(origin)).map((file) => emittedPath(file, after.plan));
  const known = before.plan.files.map((file) => emittedPath(file, before.plan));
  const lastAt = (paths: readonly string[]): FileTree => renderSome(before, (file) => paths.includes(emittedPath(file, before.plan)));
  const renders = { base: base ?? NOTHING, next: next ?? NOTHING, known, lastAt, ...packages };
  const { changes } = await mergeTrees(root, renders, policy, shared);
  const all = [...changes, ...shared.map((path) => unchanged(path, 1))];
  return { changes: all.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** What both plans say of their files. */
interface Known {
  readonly policy: (path: string) => PathPolicy;
  readonly packages: Pick<Renders, 'packages'>;
}

interface PlanToRender {
  readonly plan: Plan;
  readonly templates: Templates;
}

/** Where the package stands in two plans; nothing where a pack has none. */
function packagesOf(before: Plan, after: Plan): Pick<Renders, 'packages'> {
  const [was, is] = [before, after].map((plan): PackageFolder | undefined => {
    const path = packageFolder(plan);
    const reserved = reservedNames(plan.pack);
    return path === undefined
      ? undefined
      : { path, name: plan.packageName, mayBeCalled: (name) => checkPackage(name, reserved) === undefined };
  });
  return was === undefined || is === undefined ? {} : { packages: { before: was, after: is } };
}

/** A project that stays with its pack has one set of templates. */
async function sourceOf({ loaded }: Rendition, after: Rendition, templates: Templates): Promise<Source> {
  return { loaded, templates: loaded === after.loaded ? templates : await templatesOf(loaded) };
}

const NOTHING: FileTree = new Map();

function newRenders(next: FileTree): Renders {
  return { base: NOTHING, next, known: [], lastAt: () => NOTHING };
}

/** What the project was rendered from last: its recorded answers, with the pack that it carries. */
export function recordedRendition({ project, carried }: Workspace): Rendition | undefined {
  if (project === undefined || carried === undefined) return undefined;
  return { plan: makePlan({ values: project.state.answers, asked: project.state.asked }, carried.pack), loaded: carried };
}

/** How each task is called by any of the packs. */
function wordingsOf(plans: readonly (Plan | undefined)[]): readonly (readonly string[])[] {
  const called = new Map<string, Set<string>>();
  for (const { slug, wording, title = wording } of plans.flatMap((plan) => plan?.pack.tasks ?? [])) {
    called.set(slug, (called.get(slug) ?? new Set()).add(wording).add(title));
  }
  return [...called.values()].map((words) => [...words]);
}

/** What the packs say about each rendered path, whichever render it is from; of two, the later one. */
export function policyOf(plans: readonly (Plan | undefined)[]): (path: string) => PathPolicy {
  const policies = new Map<string, PathPolicy>();
  const sameItems = wordingsOf(plans);
  for (const plan of plans.flatMap((each) => each ?? [])) {
    const report = plan.pack.stages.find((stage) => stage.report !== undefined)?.report;
    for (const file of plan.files) {
      policies.set(emittedPath(file, plan), {
        ...(file.additive === undefined ? {} : { additive: file.additive }),
        ...(file.once === undefined ? {} : { once: file.once }),
        ...(file.path === report?.form ? { form: { marks: report, sameItems } } : {}),
        ...(file.blockedBy === undefined ? {} : { blockedBy: file.blockedBy }),
      });
    }
  }
  return (path) => policies.get(path) ?? {};
}

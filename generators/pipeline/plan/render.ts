import { isDeepStrictEqual } from 'node:util';
import { isAllCrlf, withCrlf } from '../line_ends.js';
import { isListed } from '../pack/needs.js';
import type { PackFile, Task } from '../pack/pack.js';
import { typesOf } from '../pack/template_names.js';
import { commentFor } from '../template/comment.js';
import { PACKAGE_PLACEHOLDER, runTemplate, type Templates } from '../template/run.js';
import type { EmittedPlace } from '../template/text/text_format.js';
import { bareValue, type TemplateValue } from '../template/values.js';
import type { FileEntry, FileTree } from '../tree.js';
import type { Plan, PlannedPart } from './plan.js';

const PACKAGE_IDENTIFIER = new RegExp(`\\b${PACKAGE_PLACEHOLDER}\\b`, 'g');

/** What was rendered, and what each file was made of: a later render takes over what is the same. */
export interface Rendering {
  /** Every emitted file by its path, sorted by path; each entry names the pack file it came from. */
  readonly tree: FileTree;
  readonly plan: Plan;
  /** By the origin of its source. */
  readonly made: ReadonlyMap<string, MadeFile>;
}

interface MadeFile {
  readonly file: PackFile;
  readonly entry: FileEntry;
}

/** What all templates of a render see. */
interface Context {
  readonly templates: Templates;
  readonly data: TemplateValue;
  readonly name: string;
}

/**
 * Renders a plan: pure, the same plan gives the same bytes for ever.
 *
 * @param templates the templates of the plan's pack.
 * @param earlier what was rendered before: a file with the same source that sees the same is the same entry.
 */
export function render(plan: Plan, templates: Templates, earlier?: Rendering): Rendering {
  const context = { templates, data: bareValue(valuesOf(plan)), name: plan.packageName };
  const known = knownIn(earlier, plan);
  const made = plan.files.map((file): MadeFile => {
    return known(file) ?? { file, entry: makeEntry(file, partsOf(file, plan), context) };
  });
  const entries = made.map(({ file, entry }): [string, FileEntry] => [emittedPath(file, plan), entry]);
  return {
    tree: new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    plan,
    made: new Map(made.map((each) => [each.file.origin, each])),
  };
}

/** Where a file of the pack stands in a project. */
export function emittedPath({ path }: PackFile, { packageName }: Plan): string {
  return path.replaceAll(PACKAGE_PLACEHOLDER, packageName);
}

/** The folder of the package; nothing where a pack has none. */
export function packageFolder(plan: Plan): string | undefined {
  const end = `/${PACKAGE_PLACEHOLDER}/`;
  const file = plan.files.find(({ path }) => `/${path}`.includes(end));
  const folder = file === undefined ? undefined : `/${file.path}`.slice(1, `/${file.path}`.indexOf(end) + end.length - 1);
  return folder?.replaceAll(PACKAGE_PLACEHOLDER, plan.packageName);
}

/** Finds what an earlier render made of a file with the same source, where the file sees nothing else now. */
function knownIn(earlier: Rendering | undefined, plan: Plan): (file: PackFile) => MadeFile | undefined {
  if (earlier === undefined) return () => undefined;
  const isAlike = alikeIn(earlier.plan, plan);
  return (file) => {
    const made = earlier.made.get(file.origin);
    return made !== undefined && isAlike(made.file, file) ? made : undefined;
  };
}

/**
 * What two plans make alike: files with the same source that see the same have the same bytes at the same path, whatever these are.
 *
 * @returns the origins of their sources.
 */
export function alikeFiles(one: Plan, other: Plan): ReadonlySet<string> {
  const known = new Map(one.files.map((file) => [file.origin, file]));
  const isAlike = alikeIn(one, other);
  const alike = other.files.filter((file) => {
    const same = known.get(file.origin);
    return same !== undefined && isAlike(same, file);
  });
  return new Set(alike.map(({ origin }) => origin));
}

/** Tells of a file of one plan and a file of another whether the same comes of both. */
function alikeIn(one: Plan, other: Plan): (file: PackFile, otherFile: PackFile) => boolean {
  if (one.packageName !== other.packageName) return () => false;
  const seesTheSame = isDeepStrictEqual(valuesOf(one), valuesOf(other)) && isSameTypes(one, other);
  return (file, otherFile) =>
    (seesTheSame || otherFile.template !== true) &&
    isSameFile(file, otherFile) &&
    isSameParts(partsOf(file, one), partsOf(otherFile, other));
}

function partsOf(file: PackFile, plan: Plan): readonly PlannedPart[] {
  return file.template === true ? (plan.parts.get(file.path) ?? []) : [];
}

/** The type of a name decides how its value is written. */
function isSameTypes({ pack: one }: Plan, { pack: other }: Plan): boolean {
  return one === other || isDeepStrictEqual(typesOf(one), typesOf(other));
}

/** Whether two files have the same source, and one origin. */
function isSameFile(one: PackFile, other: PackFile): boolean {
  if (one === other) return true;
  return (
    one.content === other.content &&
    one.path === other.path &&
    one.binary === other.binary &&
    one.template === other.template &&
    one.texts === other.texts &&
    one.executable === other.executable
  );
}

function isSameParts(some: readonly PlannedPart[], others: readonly PlannedPart[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ title, part }, index) => title === others[index]?.title && part?.content === others[index]?.part?.content)
  );
}

function makeEntry(file: PackFile, parts: readonly PlannedPart[], context: Context): FileEntry {
  const { origin, was, executable = false } = file;
  const formerly = was === undefined ? {} : { formerly: was };
  return { kind: 'file', bytes: renderFile(file, parts, context), executable, origin, ...formerly };
}

function renderFile(file: PackFile, parts: readonly PlannedPart[], context: Context): Buffer {
  const { path, origin, content, texts } = file;
  if (file.binary === true) return Buffer.from(content, 'base64');
  if (file.template !== true) return Buffer.from(path.endsWith('.py') ? content.replace(PACKAGE_IDENTIFIER, context.name) : content);
  const text = parts.flatMap((part) => renderPart(part, file, context)).join('\n');
  const made = runTemplate(context.templates(file), { ...context, parts: text }, { file: origin, path, texts });
  return Buffer.from(isAllCrlf(content) ? withCrlf(made) : made);
}

/**
 * A part under the heading of its stage. The heading stands there in any case: it keeps the places of stages apart in git. A file whose
 * language has no comments has no headings.
 */
function renderPart({ title, part }: PlannedPart, { path, texts }: EmittedPlace, context: Context): string[] {
  const comment = commentFor(path, title);
  const heading = comment === undefined ? '' : `${comment}\n`;
  const text = part === undefined ? '' : runTemplate(context.templates(part), context, { file: part.origin, path, texts });
  return heading + text === '' ? [] : [heading + text];
}

/** The checklist of a pack, in its parts: every task is in it whatever is on, so that what is made of it is no conflict in git. */
function checklistOf({ pack: { groups, tasks }, on }: Plan): readonly TemplateValue[] {
  const listed = tasks.filter(isListed);
  return Object.entries(groups).map(([group, title]) => ({
    title,
    tasks: listed.filter((task) => task.group === group).map((task) => checklistTask(task, on)),
  }));
}

function checklistTask({ id, slug, wording, title, modules, stage }: Task, on: ReadonlySet<string>): TemplateValue {
  return { id: id ?? '', slug, title: title ?? wording, wording, modules, stage: stage ?? '', on: on.has(slug) };
}

/** The values by their names, as a template sees them. */
function valuesOf(plan: Plan): Readonly<Record<string, TemplateValue>> {
  const { pack, conditions, collections, packageName } = plan;
  const versions = Object.entries(pack.versions);
  return {
    ...conditions,
    ...collections,
    distribution: packageName.replaceAll('_', '-'),
    course: pack.course,
    checklist: checklistOf(plan),
    versions: Object.fromEntries(versions.map(([name, { version }]) => [name, version])),
    ranges: Object.fromEntries(versions.map(([name, { version, below }]) => [name, `>=${version},<${below}`])),
  };
}

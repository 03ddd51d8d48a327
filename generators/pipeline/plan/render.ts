import { isDeepStrictEqual } from 'node:util';
import { verifyTemplates } from '../pack/check/postponed.js';
import type { PackFile } from '../pack/pack.js';
import { typesOf } from '../pack/template_names.js';
import { parseTemplate } from '../template/parse.js';
import { renderTemplate, type TemplateContext } from '../template/run.js';
import type { FileEntry, FileTree } from '../tree.js';
import { PACKAGE_PLACEHOLDER } from './collections.js';
import type { Plan, PlannedPart } from './plan.js';

const PACKAGE_IDENTIFIER = /\bpkgname\b/g;

/** One render: what its files share, and what became of each. */
interface Rendering {
  readonly plan: Plan;
  readonly context: TemplateContext;
  /** All that any file sees besides its own source. */
  readonly seen: string;
  readonly files: Map<string, RenderedFile>;
}

interface RenderedFile {
  readonly file: PackFile;
  readonly parts: readonly PlannedPart[];
  readonly entry: FileEntry;
}

/** A project is rendered as it was and as it will be: a file that is the same in both is one entry. */
let latest: Pick<Rendering, 'seen' | 'files'> | undefined;

/**
 * Renders a plan: pure, the same plan gives the same bytes for ever. They are made when somebody first looks at them.
 *
 * @returns every emitted file by its path, sorted by path; each entry names the pack file it came from.
 */
export function render(plan: Plan): FileTree {
  const context = contextOf(plan);
  const seen = JSON.stringify([plan.packageName, context]);
  const rendering = { plan, context, seen, files: new Map<string, RenderedFile>() };
  const entries = plan.files.map((file): [string, FileEntry] => [emittedPath(file, plan), entryOf(file, rendering)]);
  latest = rendering;
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a file of the pack stands in a project. */
export function emittedPath({ path }: PackFile, { packageName }: Plan): string {
  return path.replaceAll(PACKAGE_PLACEHOLDER, packageName);
}

function entryOf(file: PackFile, rendering: Rendering): FileEntry {
  const parts = file.template === true ? (rendering.plan.parts.get(file.path) ?? []) : [];
  const known = latest?.seen === rendering.seen ? latest.files.get(file.origin) : undefined;
  const entry = known !== undefined && isSame(known, { file, parts }) ? known.entry : makeEntry(file, parts, rendering);
  rendering.files.set(file.origin, { file, parts, entry });
  return entry;
}

function makeEntry(file: PackFile, parts: readonly PlannedPart[], rendering: Rendering): FileEntry {
  let made: Buffer | undefined;
  return {
    kind: 'file',
    get bytes() {
      return (made ??= renderFile(file, parts, rendering));
    },
    executable: file.executable === true,
    origin: file.origin,
  };
}

/** Whether two files have the same source. */
function isSame(a: Omit<RenderedFile, 'entry'>, b: Omit<RenderedFile, 'entry'>): boolean {
  return isDeepStrictEqual([a.file, a.parts], [b.file, b.parts]);
}

function renderFile(file: PackFile, parts: readonly PlannedPart[], rendering: Rendering): Buffer {
  verifyTemplates(rendering.plan.pack);
  if (file.binary === true) return Buffer.from(file.content, 'base64');
  if (file.template !== true) return Buffer.from(file.path.endsWith('.py') ? namePackage(file.content, rendering) : file.content);
  const template = parseTemplate(namePackage(file.content, rendering), file.origin);
  const text = parts.map((part) => renderPart(part, file.path, rendering)).join('\n');
  return Buffer.from(renderTemplate(template, { ...rendering.context, parts: text }, file.path));
}

/** A part under the heading of its stage. The heading stands there in any case: it keeps the places of stages apart in git. */
function renderPart({ title, part }: PlannedPart, path: string, rendering: Rendering): string {
  const heading = path.endsWith('.md') ? `<!-- ${title} -->\n` : `# ${title}\n`;
  if (part === undefined) return heading;
  const template = parseTemplate(namePackage(part.content, rendering), part.origin);
  return heading + renderTemplate(template, rendering.context, path);
}

function namePackage(content: string, { plan }: Rendering): string {
  return content.replace(PACKAGE_IDENTIFIER, plan.packageName);
}

function contextOf({ pack, conditions, collections, packageName }: Plan): TemplateContext {
  const versions = Object.entries(pack.versions);
  return {
    types: typesOf(pack),
    values: {
      ...conditions,
      ...collections,
      distribution: packageName.replaceAll('_', '-'),
      course: pack.course,
      versions: Object.fromEntries(versions.map(([name, { version }]) => [name, version])),
      ranges: Object.fromEntries(versions.map(([name, { version, below }]) => [name, `>=${version},<${below}`])),
    },
  };
}

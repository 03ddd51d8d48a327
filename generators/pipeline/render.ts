import { PACKAGE_PLACEHOLDER } from './collections.js';
import type { Plan, PlannedPart } from './plan.js';
import type { PackFile } from './pack.js';
import type { FileEntry, FileTree } from './tree.js';
import { parseTemplate, renderTemplate, type TemplateContext } from './template.js';
import { typesOf } from './pack_types.js';

const PACKAGE_IDENTIFIER = /\bpkgname\b/g;

/** What every file of one render shares. */
interface Rendering {
  readonly plan: Plan;
  readonly context: TemplateContext;
}

/**
 * Renders a plan: pure, the same plan gives the same bytes for ever.
 *
 * @returns every emitted file by its path, sorted by path; each entry names the pack file it came from.
 */
export function render(plan: Plan): FileTree {
  const rendering = { plan, context: contextOf(plan) };
  const entries = plan.files.map((file): [string, FileEntry] => [
    emittedPath(file, plan),
    { kind: 'file', bytes: renderFile(file, rendering), executable: file.executable === true, origin: file.origin },
  ]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a file of the pack stands in a project. */
export function emittedPath({ path }: PackFile, { packageName }: Plan): string {
  return path.replaceAll(PACKAGE_PLACEHOLDER, packageName);
}

function renderFile(file: PackFile, rendering: Rendering): Buffer {
  if (file.binary === true) return Buffer.from(file.content, 'base64');
  if (file.template === true) return Buffer.from(renderText(file, file.path, rendering));
  return Buffer.from(file.path.endsWith('.py') ? namePackage(file.content, rendering) : file.content);
}

function renderText(file: PackFile, path: string, rendering: Rendering): string {
  const parts = rendering.plan.parts.get(path) ?? [];
  const template = parseTemplate(namePackage(file.content, rendering), file.origin);
  const context = { ...rendering.context, parts: parts.map((part) => renderPart(part, path, rendering)).join('\n') };
  return renderTemplate(template, context, path);
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

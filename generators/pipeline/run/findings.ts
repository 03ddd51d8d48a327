import type { Merged, Write } from '../change.js';
import type { Warning } from '../documents.js';
import { holdsConflict } from '../merge/files.js';
import { emittedPath, packageFolder, render } from '../plan/render.js';
import type { Prepared, Rendition } from '../states.js';
import { type FolderAfter, foldersAround } from '../uses/folder_after.js';
import { installedWarnings } from '../uses/installed.js';
import { leftBehind } from '../uses/left_behind.js';
import { Mentions } from '../uses/mentions.js';
import { missingFacts } from '../uses/missing.js';
import { topModules } from '../uses/modules.js';
import { unlisted } from '../uses/packages.js';
import { type IsGenerated, noteUses } from '../uses/still_used.js';

/** A merge with notes on what is still in use, and what else a person should know. */
export interface Findings {
  readonly merged: Merged;
  readonly warnings: readonly Warning[];
}

/**
 * Looks at what a run would leave behind: files of the person that use what goes, what was installed into git's folder for it, and
 * new files that import what the person took away.
 */
export async function findLoose({ root, before, after, turned }: Prepared, merged: Merged): Promise<Findings> {
  const plans = [before, after].flatMap((rendition) => (rendition === undefined ? [] : [pathsOf(rendition)]));
  const tops = topModules(plans.flat());
  const writes = merged.changes.flatMap((change) => change.writes);
  const folders = foldersAround(root, merged);
  const deleted = (after === undefined ? [] : pathsOf(after)).filter((path) => folders.is.at(path) === undefined);
  const missing = missingFacts(folders, merged, tops, deleted).map((fact) => ({
    fact,
    ...(turned === undefined ? { incomplete: true as const } : {}),
  }));
  const conflicts = turned === undefined ? [] : writes.flatMap(conflictWarning);
  const gone = writes.filter((write) => write.before !== undefined && write.after === undefined).map(({ path }) => path);
  const packages = packagesGone(before, after, folders.is);
  const taken = { paths: new Set(gone), packages, mentions: new Mentions(gone, folders.was, folders.is) };
  const installed = gone.length + packages.size === 0 ? [] : installedWarnings(root, taken);
  return {
    merged: await noteUses({ folders, tops, packages, isGenerated: isGeneratedBy(after) }, merged),
    warnings: [...conflicts, ...missing, ...installed, ...strandedModules(before, after, folders.is)],
  };
}

/** A command that ended in a conflict is brought back with it: the markers, or the file beside the one of the person. */
function conflictWarning({ path, before, after }: Write): Warning[] {
  if (after === undefined) return [];
  const beside = before === undefined ? /^(.+)\.generated(?:\.\d+)?$/.exec(path)?.[1] : undefined;
  if (beside !== undefined) return [{ fact: `${path} is back: a conflict about ${beside} waits for you`, incomplete: true }];
  if (!holdsConflict(after.bytes) || (before?.kind === 'file' && holdsConflict(before.bytes))) return [];
  return [{ fact: `${path} has the markers of a conflict again: it waits for you`, incomplete: true }];
}

/** Where the package has another folder now, what of the person's own is left in the old one. */
function strandedModules(before: Rendition | undefined, after: Rendition | undefined, folder: FolderAfter): readonly Warning[] {
  const [from, to] = [before, after].map((rendition) => (rendition === undefined ? undefined : packageFolder(rendition.plan)));
  return from === undefined || to === undefined ? [] : leftBehind(folder, from, to);
}

function pathsOf({ plan }: Rendition): string[] {
  return plan.files.map((file) => emittedPath(file, plan));
}

/** Packages that were contributed and are not any more. */
function packagesGone(before: Rendition | undefined, after: Rendition | undefined, folder: FolderAfter): ReadonlySet<string> {
  const is = packagesOf(after);
  const gone = [...packagesOf(before)].filter((name) => !is.has(name));
  return gone.length === 0 ? new Set() : unlisted(gone, folder);
}

function packagesOf(rendition: Rendition | undefined): ReadonlySet<string> {
  const rows = rendition?.plan.collections['dependencies'] ?? [];
  return new Set(rows.flatMap(({ entries }) => entries.map(({ name }) => String(name))));
}

/** Renders single files, and only where something was found in them. */
function isGeneratedBy(after: Rendition | undefined): IsGenerated {
  return async (path, text) => {
    if (after === undefined) return false;
    const { plan, loaded } = after;
    const file = plan.files.find((each) => emittedPath(each, plan) === path);
    if (file === undefined) return false;
    const { templatesOf } = await import('../pack/library/templates.js');
    const { tree } = render({ ...plan, files: [file] }, await templatesOf(loaded));
    return tree.get(path)?.bytes.toString('utf8') === text.replaceAll('\r\n', '\n');
  };
}

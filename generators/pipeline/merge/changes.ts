import type { Aside, Change, Outcome, Write } from '../change.js';
import { type Entry, type FileEntry, sameEntry } from '../tree.js';

/** Nothing to do: we render what we rendered (rule 1), or the project has it already (rule 2). */
export function unchanged(path: string, rule: number): Change {
  return { path, outcome: 'unchanged', rule, writes: [] };
}

/** Rules 3 and 5: a file that is not rendered any more goes, unless the person made it theirs. */
export function droppedByUs(path: string, base: FileEntry | undefined, yours: Entry | undefined): Change {
  if (sameEntry(base, yours)) {
    return { path, outcome: 'removed', rule: 3, writes: [{ path, before: yours, after: undefined }] };
  }
  return kept(path, 5, 'No longer generated; it stays because you changed it.');
}

/** A folder in the place of a file of ours: whoever put it there took the file away. */
export function isPutInPlaceOf(base: FileEntry | undefined, found: Entry | undefined): boolean {
  return base !== undefined && found?.kind === 'folder';
}

/** Rule 4: what the person deleted stays deleted. */
export function deletedByYou(path: string, isFolder: boolean): Change {
  const why = isFolder ? 'You put a folder in its place, so the file stays away' : 'You deleted it, so it stays deleted';
  return kept(path, 4, `${why}; there is a newer version of it.`);
}

/** What is there stays, and the person is told why. */
export function kept(path: string, rule: number, note: string): Change {
  return { path, outcome: 'kept', rule, note, writes: [] };
}

/** Rule 6: a link stays a link; our version goes beside it, or in its place if the person says so. */
export function taken(path: string, yours: Entry, beside: string, next: FileEntry): Change {
  const markers = [{ path: beside, before: undefined, after: next }];
  const generated = [{ path, before: yours, after: next }];
  const aside = { because: 'There is a link here', path: beside };
  return { path, outcome: 'conflict', rule: 6, note: toldOf(aside), aside, writes: markers, resolutions: { markers, mine: [], generated } };
}

/** Rule 10: something else stands in the place of a new file. It can only be moved by the person. */
export function blocked(path: string, obstacle: string, beside: string, next: FileEntry): Change {
  return setAside(path, `${obstacle} is in the way`, beside, next);
}

/** Rule 10: a new file that cannot work at its place goes beside it. */
export function setAside(path: string, because: string, beside: string, next: FileEntry): Change {
  const markers = [{ path: beside, before: undefined, after: next }];
  const aside = { because, path: beside };
  const resolutions = { markers, mine: [], generated: markers };
  return { path, outcome: 'conflict', rule: 10, note: toldOf(aside), aside, writes: markers, resolutions };
}

function toldOf({ because, path }: Aside): string {
  return `${because}; yours stays, the generated file is ${path}.`;
}

/** What the three versions of one file came to. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly rule: number;
  readonly note?: string;
  /** What stands at the path afterwards. */
  readonly after: FileEntry;
  /** Only for a conflict: what would be there if one side was taken; the person's file as it is where `mine` is absent. */
  readonly mine?: FileEntry;
  readonly generated?: FileEntry;
  /** Only for a conflict that markers cannot hold. */
  readonly aside?: Aside;
  /** Only for a conflict: sides that are no valid file of its format. */
  readonly unfit?: Change['unfit'];
}

/** Where a file of the person stands: at the path itself, or at the path from which it moves. */
export interface Standing {
  readonly path: string;
  readonly yours: FileEntry;
  readonly leaves: { readonly path: string; readonly entry: FileEntry } | undefined;
}

/** Turns a verdict into what is to be written. */
export function changeOf(standing: Standing, verdict: Verdict): Change {
  const { path, leaves } = standing;
  const { after, mine = standing.yours, generated, aside, note = aside && toldOf(aside) } = verdict;
  const from = leaves === undefined ? {} : { from: leaves.path };
  const writesAfter = writesTo(standing, after);
  const isAsItWas = generated === undefined && writesAfter.length === 0 && verdict.outcome !== 'kept';
  const told = withMove(isAsItWas ? withoutMerged(note) : note, leaves?.path);
  const facts = { path, rule: verdict.rule, ...from, ...(told === undefined ? {} : { note: told }) };
  if (generated === undefined) {
    const outcome = leaves !== undefined ? 'moved' : isAsItWas ? 'unchanged' : verdict.outcome;
    return { ...facts, outcome, writes: writesAfter };
  }
  const extra = aside === undefined ? [] : [{ path: aside.path, before: undefined, after: generated }];
  const markers = [...writesAfter, ...extra];
  const resolutions = { markers, mine: writesTo(standing, mine), generated: writesTo(standing, generated) };
  const unfit = verdict.unfit === undefined || verdict.unfit.length === 0 ? {} : { unfit: verdict.unfit };
  return { ...facts, ...unfit, ...(aside === undefined ? {} : { aside }), outcome: 'conflict', writes: markers, resolutions };
}

/** Where nothing is written, nothing came in beside what is the person's. */
function withoutMerged(note: string | undefined): string | undefined {
  const both = /You and the generator .*? both (?:changes|additions) are in(?:; (yours stays for .*?))?\.(?: |$)/;
  const rest = note?.replace(both, (_, stays?: string) => (stays === undefined ? '' : `You both have it; ${stays}. `)).trim();
  return rest === '' ? undefined : rest;
}

function withMove(note: string | undefined, from: string | undefined): string | undefined {
  if (from === undefined) return note;
  return note === undefined ? `Moved from ${from}.` : `Moved from ${from}. ${note}`;
}

function writesTo({ path, yours, leaves }: Standing, after: FileEntry): Write[] {
  if (leaves === undefined) return sameEntry(yours, after) ? [] : [{ path, before: yours, after }];
  return [
    { path: leaves.path, before: leaves.entry, after: undefined },
    { path, before: undefined, after },
  ];
}

import type { Change, PathPolicy } from '../change.js';
import type { FileEntry } from '../tree.js';
import { changeOf, type Standing, type Verdict } from './changes.js';
import { splitLines } from './lines/pieces.js';
import { alike, mergeText, type Versions } from './lines/text.js';
import type { Obstacles } from './obstacles.js';

/** A file that stands in the project and is rendered now. */
export interface Meeting extends Standing {
  readonly base: FileEntry | undefined;
  readonly next: FileEntry;
  readonly policy: PathPolicy;
}

/** Merges a file: the executable bit by itself (rule 7), then the content. */
export async function mergeFiles(meeting: Meeting, obstacles: Obstacles): Promise<Change> {
  const verdict = undisputedContent(meeting) ?? (await writtenOnce(meeting)) ?? (await mergeContent(meeting, obstacles));
  return changeOf(meeting, verdict);
}

/** Rules 1 to 3 for the content alone. */
function undisputedContent({ base, yours, next }: Meeting): Verdict | undefined {
  const executable = mergedBit(base, yours, next);
  if (base?.bytes.equals(next.bytes) || yours.bytes.equals(next.bytes)) {
    const isOurs = base?.executable === yours.executable && yours.bytes.equals(next.bytes);
    return { outcome: isOurs ? 'updated' : 'merged', rule: 7, after: { ...yours, executable } };
  }
  if (!base?.bytes.equals(yours.bytes)) return undefined;
  const isUntouched = base.executable === yours.executable;
  return { outcome: isUntouched ? 'updated' : 'merged', rule: isUntouched ? 3 : 7, after: { ...next, executable } };
}

/** Rule 7: the person's bit where they changed it, ours otherwise. */
function mergedBit(base: FileEntry | undefined, yours: FileEntry, next: FileEntry): boolean {
  return yours.executable === (base?.executable ?? false) ? next.executable : yours.executable;
}

/** Rule 13: a file that is written once is the person's as soon as they edited it; of a form, their answers go into the next one. */
async function writtenOnce({ base, yours, next, policy }: Meeting): Promise<Verdict | undefined> {
  if (policy.once !== true) return undefined;
  const versions = alike(base?.bytes ?? EMPTY, yours.bytes, next.bytes);
  const isEdited = base === undefined || versions.yours !== versions.base;
  if (isEdited && base !== undefined && policy.form !== undefined) {
    const { carryAnswers } = await import('./form/carry.js');
    const carried = carryAnswers(base.bytes, yours.bytes, next.bytes, policy.form);
    const executable = mergedBit(base, yours, next);
    if (carried !== undefined)
      return { outcome: 'merged', rule: 13, note: carried.note, after: { kind: 'file', bytes: carried.bytes, executable } };
  }
  return isEdited ? { outcome: 'kept', rule: 13, note: leftOut(versions), after: yours } : undefined;
}

/** Rules 8, 9 and 12. */
async function mergeContent(meeting: Meeting, obstacles: Obstacles): Promise<Verdict> {
  const { path, base, yours, next, policy } = meeting;
  const executable = mergedBit(base, yours, next);
  const reason = reasonAgainstMarkers(base, yours, next);
  if (reason !== undefined) {
    const beside = obstacles.beside(path, path);
    return { outcome: 'conflict', rule: 8, after: yours, generated: { ...next, executable }, aside: { because: reason, path: beside } };
  }
  const before = base?.bytes ?? EMPTY;
  // Loaded only here: what knows a format is not needed where nobody edited.
  const { formatOf } = await import('./formats.js');
  const format = await formatOf(path, policy.additive);
  const { conflicts, resolved, unfit, ...texts } = await mergeText(before, yours.bytes, next.bytes, format);
  const rule = resolved === undefined ? 9 : 12;
  const fileOf = (bytes: Buffer): FileEntry => ({ kind: 'file', bytes, executable });
  const after = fileOf(texts.bytes);
  const told = resolved?.note ? { note: resolved.note } : {};
  if (conflicts === 0) return { outcome: 'merged', rule, ...told, after };
  const note = `You and the generator changed the same ${conflicts === 1 ? 'place' : `${conflicts} places`}.`;
  return { outcome: 'conflict', rule: 9, note, after, unfit, mine: fileOf(texts.mine), generated: fileOf(texts.generated) };
}

const EMPTY = Buffer.alloc(0);

/** Rule 8: markers go into text only, and never among markers. */
function reasonAgainstMarkers(base: FileEntry | undefined, yours: FileEntry, next: FileEntry): string | undefined {
  if ([base, yours, next].some((entry) => entry !== undefined && isBinary(entry.bytes))) return 'It is not a text file';
  if (holdsConflict(yours.bytes) && !(base !== undefined && holdsConflict(base.bytes))) {
    return 'It still has the markers of an earlier conflict';
  }
  return undefined;
}

/** As git decides it: a NUL among the first 8,000 bytes. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

/** Whether a conflict between markers stands in a file: the three markers in their order, each on a line of its own. */
export function holdsConflict(bytes: Buffer): boolean {
  if (!bytes.includes('<<<<<<<')) return false;
  let awaited = 0;
  for (const line of splitLines(bytes.toString('latin1'))) {
    if (MARKERS[awaited]?.test(line)) awaited++;
    if (awaited === MARKERS.length) return true;
  }
  return false;
}

const MARKERS = [/^<{7}(?![^\s])/, /^={7}\s*$/, /^>{7}(?![^\s])/];

/** Says what a file that is the person's now does not get: the first line that would be new, and how many more. */
function leftOut({ base, yours, next }: Versions): string {
  const known = new Set([base, yours].flatMap(splitLines).map((line) => line.trim()));
  const added = splitLines(next)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !known.has(line));
  const first = added.find((line) => /^#+ /.test(line)) ?? added[0];
  if (first === undefined) return 'You edited it, so it is yours; nothing was added.';
  const more = added.length === 1 ? '' : ` and ${added.length - 1} more ${added.length === 2 ? 'line' : 'lines'}`;
  return `You edited it, so it is yours; left out: "${shortened(first)}"${more}.`;
}

/** The note is read at a terminal, in UTF-8; the versions hold one character a byte. */
function shortened(line: string): string {
  const text = Buffer.from(line, 'latin1').toString('utf8');
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

import { type Data, sameUnordered } from './data.js';
import type { Editing, KeyedFormat } from './format.js';
import { ListKeys } from './list_keys.js';
import { type Edit, type Met, meet } from './meet.js';
import { commentLines } from './spans.js';

/** A file in its three versions. */
export interface Texts {
  readonly base: string;
  readonly yours: string;
  readonly next: string;
}

/** A file merged by key: with the person's values where both changed one, and with ours. */
export interface KeyedMerge {
  readonly mine: string;
  readonly generated: string;
  readonly note: string;
}

/**
 * Merges a file by what its keys say, wherever they stand: our changes go into the person's text, and nothing else in it moves.
 * Both results are read again, and must say exactly what the three versions mean together.
 *
 * @param byLines what a merge by lines comes to, where it left no conflict.
 * @returns `by lines` where that means the same, or where a version cannot be read; `uncertain` where it is not certain how an
 *   entry comes or goes.
 */
export function mergeKeyed(format: KeyedFormat, texts: Texts, byLines: string | undefined): KeyedMerge | 'by lines' | 'uncertain' {
  const { yours } = texts;
  const [base, next] = [adopted(format, texts.base, yours), adopted(format, texts.next, yours)];
  const [before, theirs, ours] = [base, yours, next].map((text) => (text.trim() === '' ? undefined : format.read(text)));
  if (theirs === undefined || ours === undefined || (before === undefined && base.trim() !== '')) return 'by lines';
  const keys = new ListKeys(format.rules);
  const met = meet({ base: before, yours: theirs, next: ours }, keys);
  const isDisputed = met.edits.some((edit) => edit.isDisputed);
  const lines = byLines === undefined ? undefined : format.read(byLines);
  const repeats = (text: string): number => format.repeats?.(text) ?? 0;
  const isTidy = byLines !== undefined && repeats(byLines) <= repeats(yours);
  if (lines !== undefined && isTidy && (isDisputed || sameUnordered(lines, met.mine, () => true))) return 'by lines';
  const merged = writeMerge(format, { base, yours, next }, met, keys);
  return merged === undefined ? 'uncertain' : { ...merged, note: noteOf(met, base.trimEnd() === yours.trimEnd()) };
}

function adopted({ adopt, read }: KeyedFormat, text: string, yours: string): string {
  return adopt === undefined || read(text) === undefined || read(yours) === undefined ? text : adopt(text, yours);
}

/** Puts our changes into the person's text; nothing where the results do not say what they should. */
function writeMerge(format: KeyedFormat, texts: Texts, met: Met, keys: ListKeys): Omit<KeyedMerge, 'note'> | undefined {
  const { base, yours } = texts;
  const editing = editingOf(format, texts, keys);
  const known = new Set(commentsIn(format, base));
  const own = commentsIn(format, yours).filter((comment) => !known.has(comment));
  const apply = (text: string, edits: readonly Edit[]): string | undefined => applyAll(format, text, edits, editing);
  const [disputed, agreed] = [true, false].map((which) => inOrder(met.edits.filter(({ isDisputed }) => isDisputed === which)));
  // An edit with which a comment of theirs would go is for the person to decide, though nobody else changed the entry.
  const costly: Edit[] = [];
  let mine = yours;
  for (const edit of agreed ?? []) {
    const text = apply(mine, [edit]);
    if (text !== undefined && hasAll(commentsIn(format, text), own)) mine = text;
    else costly.push(edit);
  }
  const agreedText = apply(mine, costly);
  const generated = agreedText && apply(agreedText, disputed ?? []);
  if (agreedText === undefined || generated === undefined || format.read(mine) === undefined) return undefined;
  const says = (text: string, data: Data): boolean => sameUnordered(format.read(text), data, format.rules.isSet);
  return says(agreedText, met.mine) && says(generated, met.generated) ? { mine, generated } : undefined;
}

/** What comes has a place beside what goes, so that goes last. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits.filter(({ kind }) => kind !== 'remove'), ...edits.filter(({ kind }) => kind === 'remove')];
}

function editingOf(format: KeyedFormat, { base, yours, next }: Texts, keys: ListKeys): Editing {
  const [old, now] = [base, next].map((text) => new Set(commentsIn(format, text)));
  return {
    next,
    keys,
    newline: yours.includes('\r\n') ? '\r\n' : '\n',
    isOurs: (comment) => old?.has(comment) === true && now?.has(comment) !== true,
    isNew: (comment) => now?.has(comment) === true && old?.has(comment) !== true,
  };
}

/** What comments say, also those behind an entry. */
function commentsIn(format: KeyedFormat, text: string): string[] {
  return format.read(text) === undefined ? commentLines(text) : format.comments(text).map((comment) => comment.trim());
}

/** Whether every comment of the person is still there, as often as they wrote it. */
function hasAll(comments: readonly string[], own: readonly string[]): boolean {
  const left = [...comments];
  return own.every((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function applyAll(format: KeyedFormat, text: string, edits: readonly Edit[], editing: Editing): string | undefined {
  return edits.reduce<string | undefined>((sofar, edit) => (sofar === undefined ? undefined : format.apply(sofar, edit, editing)), text);
}

function noteOf({ edits, stays, staysRemoved, yoursStays }: Met, isUntouched: boolean): string {
  const both = yoursStays.length === 0 ? '' : `; yours stays for ${named(yoursStays)}`;
  const isDisputed = edits.some((edit) => edit.isDisputed);
  return [
    ...(isDisputed || isUntouched || edits.length === 0
      ? []
      : [`You and the generator changed different entries, and both changes are in${both}.`]),
    ...(edits.length + yoursStays.length + staysRemoved.length + stays.length === 0 ? ['You have each of its entries already.'] : []),
    ...(edits.length === 0 && both !== '' ? [`You both have ${named(yoursStays)}; yours stays.`] : []),
    ...(staysRemoved.length === 0 ? [] : [`You removed ${named(staysRemoved)}, so it stays removed; there is a newer version of it.`]),
    ...(stays.length === 0 ? [] : [`No longer generated: ${named(stays)}; it stays because you changed it.`]),
  ].join(' ');
}

function named(keys: readonly string[]): string {
  return [...new Set(keys)].map((key) => key.replace(/^string "(.*)"$/, '$1').replace(/=$/, '')).join(', ');
}

import { type Data, hasTwice } from './data.js';
import type { Editing, KeyedFormat } from './format.js';
import type { Edit } from './meet.js';
import { keyOfRequirement, normalRequirement } from './packages.js';
import { commentLines, insertLines, leadStart, removeLines, type Span } from './spans.js';

/** One entry of a file that has one a line. */
interface Entry extends Span {
  readonly key: string;
  readonly text: string;
  readonly remark: string;
}

/** A requirements file as pip reads it: one package a line, each package once. */
export const requirements = formatOf({
  keyOf: keyOfRequirement,
  join: continued,
  normal: normalRequirement,
  remarkOf: (line) => /(?<=\S)\s+#.*$/.exec(line.trimEnd())?.[0] ?? '',
});

/** Ignore files and environment examples: each line for itself. */
export const plainLines = formatOf({
  keyOf: (line) => /^(?:export\s+)?([A-Za-z_]\w*=)/.exec(line.trim())?.[1] ?? line.trim(),
  join: (lines) => lines,
  normal: (line) => line,
  remarkOf: () => '',
});

/** How the lines of a file are read. */
interface LineRules {
  keyOf(line: string): string;
  /** Joins lines that are one entry. */
  join(lines: readonly string[]): readonly string[];
  /** An entry in a form that is the same for two that say the same. */
  normal(line: string): string;
  /** What stands behind an entry and says nothing to the tool; empty where nothing does. */
  remarkOf(line: string): string;
}

function formatOf(rules: LineRules): KeyedFormat {
  const entriesOf = (text: string): Entry[] => readLines(text, rules);
  return {
    rules: { nameOf: (item) => rules.keyOf(String(item)), isSet: () => true, normal: (item) => rules.normal(String(item)) },
    read: (text) => readEntries(entriesOf(text)),
    comments: (text) => [...commentLines(text), ...entriesOf(text).flatMap(({ remark }) => (remark === '' ? [] : [remark.trim()]))],
    repeats: (text) => entriesOf(text).length - new Set(entriesOf(text).map((entry) => entry.text)).size,
    apply(text, { kind, path, place }, editing) {
      const { next, isOurs, newline } = editing;
      const [key = ''] = path;
      const [here, there] = [text, next].map(entriesOf) as [Entry[], Entry[]];
      const [own, ours] = [here.filter((each) => each.key === key), there.filter((each) => each.key === key)];
      if (kind === 'remove') return own.length === 0 ? undefined : removeLines(text, own, remarksIn(text, own), isOurs);
      const [entry] = ours;
      if (entry === undefined) return undefined;
      if (kind === 'replace') return replaceLines(text, own, next.slice(entry.from, entry.to), editing);
      const lines = headingOf(text, there, entry, editing) + next.slice(newLead(entry, editing), entry.to);
      const at = belowComment({ text, here, there, next }, entry, place) ?? placeOf(text, here, there, entry, place);
      return insertLines(text, at, lines, newline);
    },
  };
}

function readLines(text: string, { keyOf, join, remarkOf }: LineRules): Entry[] {
  let at = 0;
  const entries: Entry[] = [];
  for (const line of join(text.split(/(?<=\n)/))) {
    const key = line.trimStart().startsWith('#') ? '' : keyOf(line);
    const remark = remarkOf(line);
    const said = line.trim();
    if (key !== '') entries.push({ key, text: said.slice(0, said.length - remark.length), remark, from: at, to: at + line.length });
    at += line.length;
  }
  return entries;
}

/** Lines that stand twice word for word are one entry; two that only share a key are two opinions. */
function readEntries(entries: readonly Entry[]): Data | undefined {
  const texts = [...new Map(entries.map((entry) => [entry.text, entry])).values()];
  return hasTwice(texts.map(({ key }) => key)) ? undefined : texts.map(({ text }) => text);
}

/** The remark of the person stays. */
function replaceLines(text: string, own: readonly Entry[], lines: string, { newline, isOurs }: Editing): string | undefined {
  const [first, ...more] = own;
  if (first === undefined || more.length > 0) return undefined;
  const end = text[first.to - 1] === '\n' ? newline : '';
  const said = lines.replace(/\r?\n$/, '');
  const remark = first.remark === '' || isOurs(first.remark.trim()) || said.endsWith(first.remark) ? '' : first.remark;
  return text.slice(0, first.from) + said + remark + end + text.slice(first.to);
}

function remarksIn(text: string, entries: readonly Entry[]): Span[] {
  return entries.flatMap(({ remark, from, to }) => {
    const at = remark === '' ? -1 : text.slice(from, to).lastIndexOf(remark.trim());
    return at < 0 ? [] : [{ from: from + at, to: from + at + remark.trim().length }];
  });
}

/** Where what comes with an entry begins: a comment above it that was there before is in the person's text, or they took it out. */
function newLead({ from }: Entry, { next, isNew }: Editing): number {
  const start = leadStart(next, from, 0, true);
  const old = linesIn(next, start, from).findLast(({ line }) => line.startsWith('#') && !isNew(line));
  return old?.to ?? start;
}

/** The comment above the lines that an entry stands among, where it is new too and these are in the text already. */
function headingOf(text: string, there: readonly Entry[], entry: Entry, { next, isNew }: Editing): string {
  let first = entry;
  for (const above of there.slice(0, there.indexOf(entry)).reverse()) if (above.to === first.from) first = above;
  const heading = first === entry ? '' : next.slice(leadStart(next, first.from, 0, false), first.from);
  const lines = commentLines(heading);
  return lines.length > 0 && lines.every((line) => isNew(line) && !commentLines(text).includes(line)) ? heading : '';
}

/** At the end; but a line of the person that takes back what is above it (`!data/keep`) keeps the last word. */
function placeOf(text: string, here: readonly Entry[], there: readonly Entry[], entry: Entry, place: Edit['place']): number {
  if (place === 'end') {
    const before = there.slice(0, there.indexOf(entry)).findLast(({ key }) => here.some((each) => each.key === key));
    const at = here.findLastIndex(({ key }) => key === before?.key);
    const takesBack = here[at + 1]?.key.startsWith('!') === true;
    return (takesBack ? here[at]?.to : undefined) ?? text.length;
  }
  if (place === 'start') return here[0] === undefined ? text.length : leadStart(text, here[0].from, 0, false);
  return here.findLast(({ key }) => key === place.after)?.to ?? text.length;
}

/** The person's text and ours, with what stands in them. */
interface Places {
  readonly text: string;
  readonly next: string;
  readonly here: readonly Entry[];
  readonly there: readonly Entry[];
}

/**
 * The nearest comment above an entry in ours that stands between the same neighbours in the person's text: the entry goes below it,
 * whatever else was put there before.
 */
function belowComment({ text, next, here, there }: Places, entry: Entry, place: Edit['place']): number | undefined {
  if (place === 'end') return undefined;
  const above = place === 'start' ? undefined : place.after;
  const [start, ours] = [here, there].map((entries) => entries.findLast(({ key }) => key === above)?.to ?? 0) as [number, number];
  const below = new Set(there.slice(there.indexOf(entry) + 1).map(({ key }) => key));
  const end = here.find(({ key, from }) => from >= start && below.has(key))?.from ?? text.length;
  const known = linesIn(text, start, end);
  const comments = linesIn(next, ours, entry.from).filter(({ line }) => line.startsWith('#'));
  for (const comment of comments.reverse()) {
    const [found, ...others] = known.filter(({ line }) => line === comment.line);
    if (found !== undefined && others.length === 0) return found.to;
  }
  return undefined;
}

function linesIn(text: string, from: number, to: number): { readonly line: string; readonly to: number }[] {
  let at = from;
  return text
    .slice(from, to)
    .split(/(?<=\n)/)
    .map((line) => {
      at += line.length;
      return { line: line.trim(), to: at };
    });
}

/** A line that ends in a backslash goes on in the next one (hashes, mostly). */
function continued(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen) joined[joined.length - 1] += line;
    else joined.push(line);
    isOpen = /\\\s*$/.test(line);
  }
  return joined;
}

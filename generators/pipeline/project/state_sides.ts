import type { Dispute, State } from './state.js';

/** The two sides of a file in which git left conflict markers: each is the file as that side wants it. */
export interface Sides {
  readonly yours: Side;
  readonly theirs: Side;
}

interface Side {
  /** What git calls it: `HEAD`, a branch, a commit. */
  readonly label: string;
  readonly text: string;
}

/** The lines that git writes around a conflict; the second one only in the styles that also show what was there before. */
const MARKERS = [/^<{7}(?: (.*?))?\r?\n?$/, /^\|{7}(?: .*?)?\r?\n?$/, /^={7}\r?\n?$/, /^>{7}(?: (.*?))?\r?\n?$/];
type Part = 'both' | 'yours' | 'before' | 'theirs';
/** What begins with each marker, and within which parts it may stand. */
const BEGINS: readonly { readonly part: Part; readonly within: readonly Part[] }[] = [
  { part: 'yours', within: ['both'] },
  { part: 'before', within: ['yours'] },
  { part: 'theirs', within: ['yours', 'before'] },
  { part: 'both', within: ['theirs'] },
];

/** Whether a text holds a line that git writes around a conflict. */
export function holdsMarkers(text: string): boolean {
  return linesOf(text).some((line) => MARKERS.some((marker) => marker.test(line)));
}

/**
 * Takes a text with conflict markers apart, in each of git's styles.
 *
 * @returns nothing where the markers do not stand as git writes them.
 */
export function takeApart(text: string): Sides | undefined {
  const texts = { yours: '', theirs: '' };
  const labels: string[] = [];
  let part: Part = 'both';
  for (const line of linesOf(text)) {
    const kind = MARKERS.findIndex((marker) => marker.test(line));
    const marker = BEGINS[kind];
    if (marker === undefined) {
      if (part === 'both' || part === 'yours') texts.yours += line;
      if (part === 'both' || part === 'theirs') texts.theirs += line;
    } else if (marker.within.includes(part)) {
      labels[kind] ??= MARKERS[kind]?.exec(line)?.[1] ?? '';
      part = marker.part;
    } else return undefined;
  }
  if (part !== 'both') return undefined;
  const [yours = '', , , theirs = ''] = labels;
  return { yours: { label: yours, text: texts.yours }, theirs: { label: theirs, text: texts.theirs } };
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A text as `yours` wants it; where no markers stand in it, as it is. */
export function withoutMarkers(text: string): string {
  return takeApart(text)?.yours.text ?? text;
}

/**
 * Both sides in one state: the tasks of both, the answers of either, the later version. Where both answer a question, and
 * not the same, it is a dispute; the state has the answer of `yours` until somebody decides.
 *
 * @param yours both sides have the same pack.
 */
export function joinSides(yours: State, theirs: State, labels: Pick<Dispute, 'yours' | 'theirs'>): State {
  const shared = Object.keys(yours.answers).filter((name) => Object.hasOwn(theirs.answers, name));
  const answers = shared.flatMap((name) => {
    const [one, other] = [yours.answers[name], theirs.answers[name]];
    const isSettled = one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other);
    return isSettled ? [] : [{ name, yours: one, theirs: other }];
  });
  return {
    version: isLater(theirs.version, yours.version) ? theirs.version : yours.version,
    pack: yours.pack,
    answers: { ...theirs.answers, ...yours.answers },
    asked: [...new Set([...yours.asked, ...theirs.asked])],
    dispute: { ...labels, answers },
  };
}

function isLater(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { numeric: true }) > 0;
}

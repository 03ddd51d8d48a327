import { align, type Hunk } from './align.js';

/**
 * A stretch of a file in its three versions. `same`: nobody changed it, or both made one and the same change; `yours`:
 * the person's text stands, as only they changed it or both came to it by different changes; `next`: only we changed
 * it; `conflict`: both did, each in its own way.
 */
export interface Piece<Line = string> extends ThreeVersions<Line> {
  readonly kind: 'same' | 'yours' | 'next' | 'conflict';
}

/** A text as lines that keep their line ends; joined again they are the text. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Gives equal lines equal numbers. */
export class LineNumbers {
  readonly #numbers = new Map<string, number>();

  of(lines: readonly string[]): number[] {
    return lines.map((line) => {
      const known = this.#numbers.get(line) ?? this.#numbers.size;
      this.#numbers.set(line, known);
      return known;
    });
  }
}

/** The lines of a file in its three versions. */
export interface ThreeVersions<Line = string> {
  readonly base: readonly Line[];
  readonly yours: readonly Line[];
  readonly next: readonly Line[];
}

/** What a piece without a conflict comes to. */
export function agreedLines(piece: Piece): readonly string[] {
  return piece.kind === 'next' ? piece.next : piece.yours;
}

export function hasConflict(pieces: readonly Pick<Piece, 'kind'>[]): boolean {
  return pieces.some(({ kind }) => kind === 'conflict');
}

/**
 * Cuts a file in its three versions into pieces, as `git merge-file` does.
 *
 * @param keyOf by what two lines are the same line; by all that they say unless given.
 */
export function cutPieces<Line = string>(versions: ThreeVersions<Line>, keyOf: (line: Line) => string = String): Piece<Line>[] {
  const numbers = new LineNumbers();
  const numbersOf = (lines: readonly Line[]): number[] => numbers.of(lines.map(keyOf));
  const baseNumbers = numbersOf(versions.base);
  const inYours = align(baseNumbers, numbersOf(versions.yours));
  const inNext = align(baseNumbers, numbersOf(versions.next));
  const pieces: Piece<Line>[] = [];
  let at: Position = { base: 0, yours: 0, next: 0 };
  const addSame = (base: number): void => {
    const end = { base, yours: at.yours + base - at.base, next: at.next + base - at.base };
    if (base > at.base) pieces.push({ kind: 'same', ...linesBetween(versions, at, end) });
    at = end;
  };
  for (const region of regionsOf(inYours, inNext)) {
    addSame(region.start);
    // Past the last hunk of a side, its lines are base's again, shifted.
    const end = {
      base: region.end,
      yours: region.end + shiftAfter(region.yours, at.yours - at.base),
      next: region.end + shiftAfter(region.next, at.next - at.base),
    };
    const lines = linesBetween(versions, at, end);
    pieces.push({ kind: kindOf(region, sameLines(lines.yours.map(keyOf), lines.next.map(keyOf))), ...lines });
    at = end;
  }
  addSame(versions.base.length);
  return pieces;
}

/** A place in each of three versions. */
type Position = Readonly<Record<keyof ThreeVersions, number>>;

function linesBetween<Line>({ base, yours, next }: ThreeVersions<Line>, from: Position, to: Position): ThreeVersions<Line> {
  return { base: base.slice(from.base, to.base), yours: yours.slice(from.yours, to.yours), next: next.slice(from.next, to.next) };
}

function shiftAfter(hunks: readonly Hunk[], before: number): number {
  const last = hunks.at(-1);
  return last === undefined ? before : last.to - last.end;
}

/** Base lines `[start, end)` with the hunks of both sides that touch each other there. */
interface Region {
  start: number;
  end: number;
  readonly yours: Hunk[];
  readonly next: Hunk[];
}

/** Joins hunks that overlap or touch: two changes without an unchanged line between them are one place. */
function regionsOf(yours: readonly Hunk[], next: readonly Hunk[]): Region[] {
  const regions: Region[] = [];
  const all = [...yours.map((hunk) => ({ hunk, side: 'yours' as const })), ...next.map((hunk) => ({ hunk, side: 'next' as const }))].sort(
    (a, b) => a.hunk.start - b.hunk.start,
  );
  for (const { hunk, side } of all) {
    let region = regions.at(-1);
    if (region === undefined || hunk.start > region.end) {
      region = { start: hunk.start, end: hunk.end, yours: [], next: [] };
      regions.push(region);
    }
    region.end = Math.max(region.end, hunk.end);
    region[side].push(hunk);
  }
  return regions;
}

function kindOf(region: Region, isAgreed: boolean): Piece['kind'] {
  if (region.next.length === 0) return 'yours';
  if (region.yours.length === 0) return 'next';
  if (!isAgreed) return 'conflict';
  return isOneChange(region) ? 'same' : 'yours';
}

/** Whether both sides changed just the same base lines, in one go. */
function isOneChange({ yours: [one, ...more], next: [other, ...others] }: Region): boolean {
  return more.length === 0 && others.length === 0 && one?.start === other?.start && one?.end === other?.end;
}

/** Whether two stretches hold the same lines. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

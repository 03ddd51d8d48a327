import { agreedLines, cutPieces, hasConflict, type Piece, type ThreeVersions } from '../lines/pieces.js';
import type { Resolved } from '../lines/text.js';
import { hasBothChanges } from './certificate.js';
import { type LogicalLine, readLogicalLines, writtenLines } from './logical_lines.js';
import { mergeParts } from './parts.js';

const NOTE = 'You and the generator changed different statements at the same place, and both changes are in.';
/** What a formatter decides is of one version only where the other one changed the statement. */
const LAYOUT = {
  yours:
    'You and the generator changed the same place: every changed statement is in, and where you changed only the layout it is that of the generator.',
  next: 'You and the generator changed the same place: every changed statement is in, and where the generator changed only the layout it is yours.',
};

/**
 * What lines cannot resolve in a Python module, statements can: how a statement is laid out is no opinion about what it
 * says, and two sides that changed different statements did not change the same thing. Nothing where a version cannot be
 * parsed, or where the parser does not find both changes in the result.
 */
export function resolveStatements(pieces: readonly Piece[], lineEnd: string): Resolved | undefined {
  const versions = readVersions(pieces);
  if (versions === undefined) return undefined;
  const groups = groupWhole(cutPieces(versions, ({ key }) => key));
  const lines = groups.flat().map(inLines);
  const resolved = groups.map((group) => (hasConflict(group) ? resolveGroup(group, lines, lineEnd) : undefined));
  const merged = groups.flatMap((group, index) => resolved[index] ?? group.map(inLines));
  if (countConflicts(merged) >= countConflicts(pieces)) return undefined;
  const left = groups.flatMap((group, index) => (resolved[index] === undefined ? group.map(withoutDispute) : group));
  const read = readLogicalLines(merged.flatMap(agreedLines));
  const isCertain = read !== undefined && holdsAll(lines, pieces) && hasBothChanges(read, together(left));
  return isCertain ? { pieces: merged, note: noteOn(pieces, merged) } : undefined;
}

/** Every changed statement is in, token for token: a changed line that is not was another layout of one. */
function noteOn(pieces: readonly Piece[], merged: readonly Piece[]): string {
  const left = new Set(
    merged.flatMap(({ kind, yours, next }) => (kind === 'next' ? next : kind === 'conflict' ? [...yours, ...next] : yours)).map(trimmed),
  );
  const disputed = pieces.filter(({ kind }) => kind === 'conflict');
  const isLost = (side: 'yours' | 'next'): boolean => {
    return disputed.some(
      (piece) => saysTheSame(piece[side], piece.base) || changedIn(piece, side).some((line) => !left.has(trimmed(line))),
    );
  };
  return isLost('yours') ? LAYOUT.yours : isLost('next') ? LAYOUT.next : NOTE;
}

function changedIn(piece: Piece, side: 'yours' | 'next'): readonly string[] {
  return piece[side].filter((line) => line.trim() !== '' && !piece.base.includes(line));
}

/** Whether two stretches differ in blank lines and line ends alone. */
function saysTheSame(some: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [some, others].map((lines) => lines.map(trimmed).filter((line) => line !== ''));
  return one?.join('\n') === other?.join('\n');
}

/** A line whatever its end is. */
function trimmed(line: string): string {
  return line.trimEnd();
}

/** Whether pieces cut in another way are still all of the three versions. */
function holdsAll(pieces: readonly Piece[], others: readonly Piece[]): boolean {
  const [one, other] = [together(pieces), together(others)];
  return SIDES.every((side) => one[side].join('') === other[side].join(''));
}

const SIDES = ['base', 'yours', 'next'] as const;

function countConflicts(pieces: readonly Piece[]): number {
  return pieces.filter(({ kind }) => kind === 'conflict').length;
}

function readVersions(pieces: readonly Piece[]): ThreeVersions<LogicalLine> | undefined {
  const { base, yours, next } = together(pieces);
  const [before, theirs, ours] = [base, yours, next].map(readLogicalLines);
  return before === undefined || theirs === undefined || ours === undefined ? undefined : { base: before, yours: theirs, next: ours };
}

function together<Line>(pieces: readonly Piece<Line>[]): ThreeVersions<Line> {
  const side = (name: keyof ThreeVersions): Line[] => pieces.flatMap((piece) => piece[name]);
  return { base: side('base'), yours: side('yours'), next: side('next') };
}

/** Where both still stand between markers, what the rest comes to is asked as if nobody had changed anything. */
function withoutDispute(piece: Piece<LogicalLine>): Piece<LogicalLine> {
  return piece.kind === 'conflict' ? { ...piece, base: piece.yours, next: piece.yours } : piece;
}

function inLines({ kind, base, yours, next }: Piece<LogicalLine>): Piece {
  return { kind, base: writtenLines(base), yours: writtenLines(yours), next: writtenLines(next) };
}

/** Groups pieces so that each group holds whole statements of the margin, on all three sides. */
function groupWhole(pieces: readonly Piece<LogicalLine>[]): Piece<LogicalLine>[][] {
  const groups: Piece<LogicalLine>[][] = [];
  for (const piece of pieces.flatMap(oneByOne)) {
    const isStart = [piece.base, piece.yours, piece.next].every(([line]) => line === undefined || startsStatement(line));
    const group = groups.at(-1);
    if (group === undefined || isStart) groups.push([piece]);
    else group.push(piece);
  }
  return groups;
}

function startsStatement({ begins, indent }: LogicalLine): boolean {
  return begins !== undefined && indent === '';
}

/** What both sides left as it was, one logical line a piece; what both added in the same way is `same` too, and has no base. */
function oneByOne(piece: Piece<LogicalLine>): Piece<LogicalLine>[] {
  if (piece.kind !== 'same' || piece.base.length !== piece.yours.length || piece.base.length !== piece.next.length) return [piece];
  const at = (lines: readonly LogicalLine[], index: number): readonly LogicalLine[] => lines.slice(index, index + 1);
  return piece.base.map((_, index) => {
    return { ...piece, base: at(piece.base, index), yours: at(piece.yours, index), next: at(piece.next, index) };
  });
}

/** Takes the changes of both sides, unless one of them uses what the other one took away. */
function resolveGroup(group: readonly Piece<LogicalLine>[], pieces: readonly Piece[], lineEnd: string): readonly Piece[] | undefined {
  const whole = together(group);
  const parts = mergeParts(whole, lineEnd);
  if (parts === undefined) return undefined;
  const { lines, dropped } = parts;
  const isMissed = mentions(changedLines(pieces, 'yours'), dropped.next) || mentions(changedLines(pieces, 'next'), dropped.yours);
  return isMissed ? undefined : [{ ...inLines({ kind: 'yours', ...whole }), yours: lines }];
}

/** The lines that one side has and base does not. */
function changedLines(pieces: readonly Piece[], side: 'yours' | 'next'): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'same') return [];
    const known = new Set(piece.base.map((line) => line.trim()));
    return piece[side].filter((line) => !known.has(line.trim()));
  });
}

/**
 * Whether lines use one of some names, be it in a string or a comment; the module that something is imported from is no
 * use of a name.
 */
function mentions(lines: readonly string[], names: readonly string[]): boolean {
  const text = lines.map((line) => line.replace(/^\s*from\s+[\w.]+\s+import\b/, '')).join('');
  const words = new Set(
    Buffer.from(text, 'latin1')
      .toString('utf8')
      .match(/[\p{L}\p{N}_]+/gu),
  );
  return names.some((name) => words.has(name));
}

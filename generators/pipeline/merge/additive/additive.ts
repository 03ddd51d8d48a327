import { agreedLines, hasConflict, type Piece, sameLines } from '../lines/pieces.js';
import type { Resolved, Resolver } from '../lines/text.js';
import { additionOf, joinAddition } from './addition.js';
import type { AdditiveText } from './items.js';

/**
 * Rule 12: two additions at one place are not two opinions. Both stay, the person's first, what both have once. The
 * result must parse, name nothing twice and mean what both sides mean; else it stays a conflict.
 */
export function additiveResolver(format: 'python' | 'markdown'): Resolver {
  return async (pieces, lineEnd) => {
    const text = await loadAdditive(format);
    const isReadable = text.isSound(textOfSide(pieces, 'yours')) && text.isSound(textOfSide(pieces, 'next'));
    if (!isReadable) return undefined;
    // Where what a file means can be checked, ours may stand first: a table of the person would swallow our setting.
    const resolved = resolve(pieces, text, lineEnd, 'yours') ?? (text.means && resolve(pieces, text, lineEnd, 'next'));
    return resolved ?? unresolve(pieces, text);
  };
}

function resolve(pieces: readonly Piece[], text: AdditiveText, lineEnd: string, first: 'yours' | 'next'): Resolved | undefined {
  const yoursStays: string[] = [];
  let additions = 0;
  const resolved = pieces.map((piece, index): Piece => {
    const rest = withoutOurs(piece);
    if (rest !== undefined) return { ...piece, kind: 'yours', yours: rest };
    const addition = additionOf(piece);
    if (addition === undefined) return piece;
    const before = pieces.slice(0, index).flatMap(yoursLines);
    const after = pieces.slice(index + 1).flatMap(yoursLines);
    const joined = joinAddition(addition, { before, after, lineEnd, first }, text);
    if (joined === undefined || (piece.kind === 'next' && sameLines(joined.lines, piece.next))) return piece;
    yoursStays.push(...joined.yoursStays);
    if (piece.kind === 'conflict') additions++;
    return { ...piece, kind: 'yours', yours: joined.lines };
  });
  if (!isCertain(pieces, resolved, text, yoursStays)) return undefined;
  if (additions === 0) {
    return resolved.every((piece, index) => piece === pieces[index]) ? undefined : { pieces: resolved };
  }
  const stays = yoursStays.length === 0 ? '' : `; yours stays for ${yoursStays.map(readable).join(', ')}`;
  return { pieces: resolved, note: `You and the generator both added to it, and both additions are in${stays}.` };
}

/** A key as a person reads it: the versions hold one character a byte. */
function readable(key: string): string {
  return Buffer.from(key, 'latin1').toString('utf8').replace(/^def /, '');
}

/** The lines at a piece as the person sees them now. */
function yoursLines(piece: Piece): readonly string[] {
  return piece.kind === 'next' ? piece.base : piece.yours;
}

/** Whether a resolved text is what its three versions come to together; conflicts that are left are looked away from. */
function isCertain(pieces: readonly Piece[], resolved: readonly Piece[], text: AdditiveText, yoursStays: readonly string[]): boolean {
  const rest = pieces.map((piece, index): Piece => {
    const isLeft = resolved[index]?.kind === 'conflict';
    return isLeft ? { kind: 'same', base: piece.yours, yours: piece.yours, next: piece.yours } : piece;
  });
  const merged = resolved.flatMap(agreedLines).join('');
  if (!text.isSound(merged)) return false;
  const versions = { base: textOfSide(rest, 'base'), yours: textOfSide(rest, 'yours'), next: textOfSide(rest, 'next') };
  return text.means?.(merged, versions, yoursStays) ?? true;
}

function textOfSide(pieces: readonly Piece[], side: 'base' | 'yours' | 'next'): string {
  return pieces.flatMap((piece) => piece[side]).join('');
}

/** Lines can merge without a conflict into a file that names something twice: then ours is asked about after all. */
function unresolve(pieces: readonly Piece[], text: AdditiveText): Resolved | undefined {
  if (hasConflict(pieces) || text.isSound(pieces.flatMap(agreedLines).join(''))) return undefined;
  return { pieces: pieces.map((piece) => (piece.kind === 'next' ? { ...piece, kind: 'conflict' } : piece)) };
}

/**
 * The person's lines at a place where we take back what we put there, beside an edit of theirs: lines that stand there once,
 * as we put them, go. Nothing where that is not so.
 */
export function withoutOurs({ kind, base, yours, next }: Piece): readonly string[] | undefined {
  const count = base.length - next.length;
  if (kind !== 'conflict' || count <= 0) return undefined;
  const start = next.findIndex((line, index) => line !== base[index]);
  const from = start < 0 ? next.length : start;
  if (!standsAt(base, next.slice(from), from + count)) return undefined;
  const ours = base.slice(from, from + count);
  const places = yours.flatMap((_, index) => (standsAt(yours, ours, index) ? [index] : []));
  const [place, ...others] = places;
  return place === undefined || others.length > 0 ? undefined : yours.toSpliced(place, count);
}

function standsAt(lines: readonly string[], part: readonly string[], at: number): boolean {
  return part.every((line, index) => line === lines[at + index]);
}

/** Loads what knows a format; parsers are read only when two additions meet. */
async function loadAdditive(format: 'python' | 'markdown'): Promise<AdditiveText> {
  return format === 'python' ? (await import('./python.js')).python : (await import('./markdown.js')).markdown;
}

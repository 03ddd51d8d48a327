import type { AdditiveFormat } from '../../pack/pack.js';
import { agreedLines, hasConflict, type Piece, sameLines } from '../lines/pieces.js';
import type { Settled, Settlement } from '../lines/text.js';
import { additionOf, joinAddition } from './addition.js';
import { type AdditiveText, loadAdditive } from './items.js';

/**
 * Rule 12: two additions at one place are not two opinions. Both stay, the person's first, what both have once. The
 * result must parse, name nothing twice and mean what both sides mean; else it stays a conflict.
 */
export function additiveSettlement(format: AdditiveFormat): Settlement {
  return async (pieces, lineEnd) => {
    const text = await loadAdditive(format);
    const isReadable = text.isSound(textOf(pieces, 'yours')) && text.isSound(textOf(pieces, 'next'));
    if (!isReadable) return undefined;
    // Where what a file means can be checked, ours may stand first: a table of the person would swallow our setting.
    const settled = settle(pieces, text, lineEnd, 'yours') ?? (text.means && settle(pieces, text, lineEnd, 'next'));
    return settled ?? unsettle(pieces, text);
  };
}

function settle(pieces: readonly Piece[], text: AdditiveText, lineEnd: string, first: 'yours' | 'next'): Settled | undefined {
  const yoursStays: string[] = [];
  let additions = 0;
  const settled = pieces.map((piece, index): Piece => {
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
  if (!isCertain(pieces, settled, text)) return undefined;
  if (additions === 0) {
    return settled.every((piece, index) => piece === pieces[index]) ? undefined : { pieces: settled };
  }
  const stays = yoursStays.length === 0 ? '' : `; yours stays for ${yoursStays.map(readable).join(', ')}`;
  return { pieces: settled, note: `You and the generator both added to it, and both additions are in${stays}.` };
}

/** A key as a person reads it: the versions hold one character a byte. */
function readable(key: string): string {
  return Buffer.from(key, 'latin1').toString('utf8').replace(/^def /, '');
}

/** The lines at a piece as the person sees them now. */
function yoursLines(piece: Piece): readonly string[] {
  return piece.kind === 'next' ? piece.base : piece.yours;
}

/** Whether a settled text is what its three versions come to together; conflicts that are left are looked away from. */
function isCertain(pieces: readonly Piece[], settled: readonly Piece[], text: AdditiveText): boolean {
  const rest = pieces.map((piece, index): Piece => {
    const isLeft = settled[index]?.kind === 'conflict';
    return isLeft ? { kind: 'same', base: piece.yours, yours: piece.yours, next: piece.yours } : piece;
  });
  const merged = settled.flatMap(agreedLines).join('');
  if (!text.isSound(merged)) return false;
  return text.means?.(merged, textOf(rest, 'base'), textOf(rest, 'yours'), textOf(rest, 'next')) ?? true;
}

function textOf(pieces: readonly Piece[], side: 'base' | 'yours' | 'next'): string {
  return pieces.flatMap((piece) => piece[side]).join('');
}

/** Lines can merge without a conflict into a file that names something twice: then ours is asked about after all. */
function unsettle(pieces: readonly Piece[], text: AdditiveText): Settled | undefined {
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

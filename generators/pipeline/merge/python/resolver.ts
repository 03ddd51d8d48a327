import { agreedLines, cutPieces, hasConflict, type Piece, splitLines, type ThreeVersions } from '../lines/pieces.js';
import type { Resolver } from '../lines/text.js';
import { mergeParts } from './parts.js';
import { cutUnits, groupWhole, keyOfUnit } from './units.js';

const NOTE = 'You and the generator changed different statements at the same place, and both changes are in.';

/**
 * What lines cannot settle in a Python module, statements can: how a statement is laid out is no opinion about what it
 * says, and two sides that changed different statements did not change the same thing.
 */
export const pythonResolver: Resolver = (pieces, lineEnd) => {
  const resolved = hasConflict(pieces) ? resolveUnits(pieces, lineEnd) : undefined;
  return Promise.resolve(resolved && { pieces: resolved, note: NOTE });
};

/** The pieces by statements, where fewer conflicts are left among them; nothing else where no conflict is resolved. */
function resolveUnits(pieces: readonly Piece[], lineEnd: string): readonly Piece[] | undefined {
  const units = unitsOf(pieces);
  if (units === undefined) return undefined;
  const groups = groupWhole(cutPieces(units, keyOfUnit)).map((group) => group.map(inLines));
  const byUnit = groups.flat();
  const resolved = groups.flatMap((group) => (hasConflict(group) ? resolveGroup(group, byUnit, lineEnd) : group));
  if (count(resolved) >= count(pieces) || cutUnits(resolved.flatMap(agreedLines).join('')) === undefined) return undefined;
  return resolved;
}

function count(pieces: readonly Piece[]): number {
  return pieces.filter(({ kind }) => kind === 'conflict').length;
}

function unitsOf(pieces: readonly Piece[]): ThreeVersions | undefined {
  const [base, yours, next] = (['base', 'yours', 'next'] as const).map((side) => cutUnits(pieces.flatMap((piece) => piece[side]).join('')));
  return base === undefined || yours === undefined || next === undefined ? undefined : { base, yours, next };
}

function inLines({ kind, base, yours, next }: Piece): Piece {
  return { kind, base: base.flatMap(splitLines), yours: yours.flatMap(splitLines), next: next.flatMap(splitLines) };
}

/** Takes the changes of both sides, unless one of them uses what the other one took away. */
function resolveGroup(group: readonly Piece[], pieces: readonly Piece[], lineEnd: string): readonly Piece[] {
  const side = (name: 'base' | 'yours' | 'next'): string[] => group.flatMap((piece) => piece[name]);
  const whole = { base: side('base'), yours: side('yours'), next: side('next') };
  const parts = mergeParts(whole, lineEnd);
  if (parts === undefined) return group;
  const { lines, dropped } = parts;
  const isMissed = mentions(changed(pieces, 'yours'), dropped.next) || mentions(changed(pieces, 'next'), dropped.yours);
  return isMissed ? group : [{ ...whole, kind: 'yours', yours: lines }];
}

/** The lines that one side has and base does not. */
function changed(pieces: readonly Piece[], side: 'yours' | 'next'): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'same') return [];
    const known = new Set(piece.base.map((line) => line.trim()));
    return piece[side].filter((line) => !known.has(line.trim()));
  });
}

/** Whether lines use one of some names; the module that something is imported from is no use of a name. */
function mentions(lines: readonly string[], names: readonly string[]): boolean {
  const text = lines.map((line) => line.replace(/^\s*from\s+[\w.]+\s+import\b/, '')).join('');
  return names.some((name) => new RegExp(`\\b${name}\\b`).test(text));
}

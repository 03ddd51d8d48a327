import { cutPieces, hasConflict, type Piece } from './pieces.js';
import type { Resolved } from './text.js';

/**
 * Formatters pad the columns of a table, which says nothing: rows of ours that the person has too are taken as they stand in the
 * person's text, and the page is merged by its lines again. Nothing where that leaves as many conflicts.
 */
export function resolveTableRows(pieces: readonly Piece[]): Resolved | undefined {
  if (!hasConflict(pieces)) return undefined;
  const yours = pieces.flatMap((piece) => piece.yours);
  const written = new Map(rowsOf(yours).map(([index, key]) => [key, yours[index] ?? '']));
  const asWritten = (lines: readonly string[]): readonly string[] => {
    const keys = new Map(rowsOf(lines));
    return lines.map((line, index) => written.get(keys.get(index) ?? '') ?? line);
  };
  const [base, next] = [pieces.flatMap((piece) => piece.base), pieces.flatMap((piece) => piece.next)].map(asWritten);
  const again = cutPieces({ base: base ?? [], yours, next: next ?? [] });
  return conflictsIn(again) < conflictsIn(pieces) ? { pieces: again } : undefined;
}

function conflictsIn(pieces: readonly Piece[]): number {
  return pieces.filter(({ kind }) => kind === 'conflict').length;
}

/** The rows of tables: the place of each among the lines, and what its cells say. What stands in a block of code is none. */
function rowsOf(lines: readonly string[]): (readonly [index: number, key: string])[] {
  let isCode = false;
  return lines.flatMap((line, index) => {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    return isCode || !line.startsWith('|') ? [] : [[index, cellsOf(line)] as const];
  });
}

function cellsOf(row: string): string {
  return row
    .split('|')
    .map((cell) => cell.trim().replace(/^(:?)-+(:?)$/, '$1-$2'))
    .join('|');
}

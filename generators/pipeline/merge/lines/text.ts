import { isAllCrlf, isAllLf, withCrlf, withLf } from '../../line_ends.js';
import { type Printed, printPieces, printWhole } from './markers.js';
import { cutPieces, type Piece, splitLines } from './pieces.js';

/** A merged text. Without conflicts it is complete; with conflicts, `bytes` holds markers. */
export interface TextMerge {
  readonly bytes: Buffer;
  readonly conflicts: number;
  /** Present where places that a line merge cannot resolve were resolved by what the file is. */
  readonly resolved?: Told;
  /** Sides that cannot be taken alone: the text would not be a valid file of its format. */
  readonly unfit: readonly Side[];
  /** The merge with the person's lines in the places of conflicts, and with ours: what one side alone changed is in both. */
  readonly mine: Buffer;
  readonly generated: Buffer;
}

type Side = 'mine' | 'generated';

/** What a person should know about a place that was resolved, as one sentence. */
interface Told {
  readonly note?: string;
}

/** Takes pieces and may resolve conflicts among them (two additions at one place); nothing where it did not. */
export type Resolver = (pieces: readonly Piece[], lineEnd: string) => Promise<Resolved | undefined>;

export interface Resolved extends Told {
  readonly pieces: readonly Piece[];
}

/** What is known about a file beside its lines. */
export interface Format {
  readonly resolve?: Resolver;
  /** Merges a file in which everything has a key. */
  readonly byKey?: (versions: Versions, byLines: string | undefined) => Promise<KeyedTexts | 'by lines' | 'uncertain'>;
  /** Whether a text is a valid file of its format. */
  isSound?(text: string): Promise<boolean>;
}

/** With the person's values where both changed one, and with ours. */
interface KeyedTexts extends Told {
  readonly mine: string;
  readonly generated: string;
}

/** A file in its three versions, one character a byte. */
export interface Versions {
  readonly base: string;
  readonly yours: string;
  readonly next: string;
}

/** Above this many lines a merge by lines is not tried. */
const MOST_LINES = 50_000;

/**
 * Merges three versions of a text line by line; the answer agrees with `git merge-file -L yours -L base -L generated`, unless
 * the format tells more. The line ends and the byte order mark of `yours` win.
 */
export async function mergeText(base: Buffer, yours: Buffer, next: Buffer, format: Format = {}): Promise<TextMerge> {
  const versions = alike(base, yours, next);
  const merged = await mergeVersions(versions, format);
  const toBytes = (text: string): Buffer => bytesLike(yours, text);
  const { conflicts, resolved } = merged;
  const told = resolved === undefined ? {} : { resolved };
  const unfit = conflicts === 0 ? [] : await unfitSides(merged, versions, format);
  return { conflicts, ...told, unfit, bytes: toBytes(merged.text), mine: toBytes(merged.mine), generated: toBytes(merged.generated) };
}

/** A merge of texts, before it is bytes. */
interface MergedLines extends Printed {
  readonly resolved?: Told;
}

async function mergeVersions(versions: Versions, { resolve, byKey, isSound }: Format): Promise<MergedLines> {
  const { base, yours, next } = versions;
  if (yours === base || yours === next) return agreed(next);
  if (next === base) return agreed(yours);
  const lineEnd = lineEndOf(yours || next);
  const lines = { base: splitLines(base), yours: splitLines(yours), next: splitLines(next) };
  // Where there was no file before, the two that are there now count.
  if ((lines.base.length || Math.max(lines.yours.length, lines.next.length)) > MOST_LINES) {
    return printWhole(lines.yours, lines.next, lineEnd);
  }
  const pieces = cutPieces(lines);
  const resolved = await resolve?.(pieces, lineEnd);
  const printed = printPieces(resolved?.pieces ?? pieces, lineEnd);
  if (byKey === undefined) return resolved === undefined ? printed : { ...printed, resolved };
  const keyed = await byKey(versions, printed.conflicts === 0 ? printed.text : undefined);
  if (typeof keyed !== 'string') return printKeyed(keyed, lineEnd);
  const isDone = keyed === 'by lines' && (printed.conflicts > 0 || (await isSound?.(printed.text)) !== false);
  return isDone ? printed : printPieces(pieces.map(withDispute), lineEnd);
}

/** What lines merge without a conflict, and keys do not: then ours is asked about after all. */
function withDispute(piece: Piece): Piece {
  return piece.kind === 'next' ? { ...piece, kind: 'conflict' } : piece;
}

function printKeyed({ mine, generated, ...resolved }: KeyedTexts, lineEnd: string): MergedLines {
  const piece: Piece = { kind: mine === generated ? 'same' : 'conflict', base: [], yours: splitLines(mine), next: splitLines(generated) };
  return { ...printPieces([piece], lineEnd), resolved };
}

/** The sides that cannot be taken alone, though both versions of the file are valid. */
async function unfitSides({ mine, generated }: Printed, { yours, next }: Versions, { isSound }: Format): Promise<readonly Side[]> {
  if (isSound === undefined || !(await isSound(yours)) || !(await isSound(next))) return [];
  const sides = { mine: await isSound(mine), generated: await isSound(generated) };
  return (['mine', 'generated'] as const).filter((side) => !sides[side]);
}

function agreed(text: string): MergedLines {
  return { text, mine: text, generated: text, conflicts: 0 };
}

/** A byte order mark in UTF-8, read as latin1. */
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

function hasMark(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 3) === BYTE_ORDER_MARK;
}

/** A text, one character a byte, as the bytes of a file that has a byte order mark where another one has. */
export function bytesLike(other: Buffer, text: string): Buffer {
  return Buffer.from((hasMark(other) ? BYTE_ORDER_MARK : '') + text, 'latin1');
}

/** The three versions without byte order marks, with the line ends of `yours` where all its lines end in one way and those of base do not. */
export function alike(base: Buffer, yours: Buffer, next: Buffer): Versions {
  const [ours, old, now] = [yours, base, next].map(withoutMark) as [string, string, string];
  if (isAllCrlf(ours) && !isAllCrlf(old)) return { base: withCrlf(old), yours: ours, next: withCrlf(now) };
  // A file that is generated with CRLF has line feeds where it was checked out by our own .gitattributes.
  if (isAllLf(ours) && old.includes('\r\n')) return { base: withLf(old), yours: ours, next: withLf(now) };
  return { base: old, yours: ours, next: now };
}

function withoutMark(bytes: Buffer): string {
  return bytes.toString('latin1', hasMark(bytes) ? BYTE_ORDER_MARK.length : 0);
}

function lineEndOf(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

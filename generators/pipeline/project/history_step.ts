import { createHash } from 'node:crypto';
import type { Write } from '../change.js';
import { checksum } from '../commit/journal.js';
import { jsonIn } from '../json.js';
import type { Entry, FileEntry } from '../tree.js';
import type { State } from './state.js';

/** One path of a step: what stood there before and after it; nothing where no file did. */
export interface StepWrite {
  readonly path: string;
  readonly before: FileEntry | undefined;
  readonly after: FileEntry | undefined;
  /** Where the link led that stood there before it: a person chose to have our file instead. */
  readonly link?: string;
  /** Instead of `after`, where its bytes are never needed. */
  readonly trace?: Trace;
}

/** What is left of a file: enough to see whether another one is the same. */
export interface Trace {
  readonly sum: string;
  readonly executable: boolean;
}

/** What one command did, with all that is needed to turn it round. */
export interface HistoryStep {
  /** The command in the words of a person: `add api`. */
  readonly command: string;
  /** The digest of the state before it; nothing where there was no project. */
  readonly from: string | undefined;
  /** The digest of the state after it. */
  readonly to: string | undefined;
  readonly writes: readonly StepWrite[];
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

/** A file in the header: how many bytes of the body are its content. */
interface Piece {
  readonly length: number;
  readonly executable: boolean;
}

interface Header {
  readonly command: string;
  readonly from?: string;
  readonly to?: string;
  readonly moves: HistoryStep['moves'];
  readonly writes: readonly {
    readonly path: string;
    readonly link?: string;
    readonly trace?: Trace;
    readonly before?: Piece;
    readonly after?: Piece;
  }[];
}

/** What identifies a state, however its file is written: the pack, the answers, and what was asked for. */
export function stateDigest({
  pack,
  answers,
  asked,
}: Pick<State, 'answers' | 'asked'> & { readonly pack: Pick<State['pack'], 'digest'> }): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = JSON.stringify([pack.digest, sorted, [...asked].sort()]);
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Only files can be put back: of a link that was replaced the history keeps where it led. A new project is taken back by removing
 * what nobody changed since: of a file that stood nowhere before, a trace tells that.
 *
 * @param keeps what is kept of a file that stood nowhere before.
 */
export function stepWrites(writes: readonly Write[], keeps: 'bytes' | 'trace'): StepWrite[] {
  return writes.map(({ path, before, after }) => {
    if (keeps === 'trace' && before === undefined && after !== undefined) return { path, before, after: undefined, trace: traceOf(after) };
    return {
      path,
      before: before?.kind === 'file' ? before : undefined,
      after,
      ...(before?.kind === 'link' ? { link: before.target } : {}),
    };
  });
}

/**
 * The file that a trace is of, as far as anybody has to know: the one that stands there now if it is that very one, else one that
 * differs from it.
 */
export function tracedFile({ sum, executable }: Trace, now: Entry | undefined): FileEntry {
  const isSame = now?.kind === 'file' && now.executable === executable && checksum(now.bytes) === sum;
  return isSame ? now : { kind: 'file', bytes: Buffer.from(`\0${sum}`), executable };
}

function traceOf({ bytes, executable }: FileEntry): Trace {
  return { sum: checksum(bytes), executable };
}

/**
 * A step as the bytes of its file: one line of JSON, then the contents one after the other. It is not packed: that would cost
 * more time than a few hundred kilobytes are worth that git never sees.
 */
export function encodeStep({ command, from, to, writes, moves }: HistoryStep): Buffer {
  const header: Header = {
    command,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    moves,
    writes: writes.map(({ path, before, after, link, trace }) => ({
      path,
      ...(link === undefined ? {} : { link }),
      ...(trace === undefined ? {} : { trace }),
      ...(before === undefined ? {} : { before: pieceOf(before) }),
      ...(after === undefined ? {} : { after: pieceOf(after) }),
    })),
  };
  const contents = writes.flatMap(({ before, after }) => [before, after].flatMap((entry) => (entry === undefined ? [] : [entry.bytes])));
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...contents]);
}

/** A step from the bytes of its file; nothing where they are not one: a damaged step is as good as none. */
export function decodeStep(bytes: Buffer): HistoryStep | undefined {
  const end = bytes.indexOf('\n');
  const header = jsonIn(bytes.toString('utf8', 0, Math.max(0, end)));
  if (!isHeader(header)) return undefined;
  let position = end + 1;
  const take = (piece: Piece | undefined): FileEntry | undefined => {
    if (piece === undefined) return undefined;
    const content = bytes.subarray(position, position + piece.length);
    position += piece.length;
    return { kind: 'file', bytes: content, executable: piece.executable };
  };
  const writes = header.writes.map(({ path, before, after, link, trace }) => ({
    path,
    before: take(before),
    after: take(after),
    ...(link === undefined ? {} : { link }),
    ...(trace === undefined ? {} : { trace }),
  }));
  if (position !== bytes.length) return undefined;
  return { command: header.command, from: header.from, to: header.to, moves: header.moves, writes };
}

function pieceOf({ bytes, executable }: FileEntry): Piece {
  return { length: bytes.length, executable };
}

function isHeader(value: unknown): value is Header {
  if (!isRecord(value) || typeof value['command'] !== 'string') return false;
  const { from, to, writes, moves } = value;
  const digests = [from, to].every((digest) => digest === undefined || typeof digest === 'string');
  return digests && Array.isArray(writes) && writes.every(isWrite) && Array.isArray(moves) && moves.every(isMove);
}

function isWrite(value: unknown): boolean {
  if (!isRecord(value) || typeof value['path'] !== 'string' || !['string', 'undefined'].includes(typeof value['link'])) return false;
  return isTraceOrNothing(value['trace']) && [value['before'], value['after']].every(isPieceOrNothing);
}

function isTraceOrNothing(value: unknown): boolean {
  return value === undefined || (isRecord(value) && typeof value['sum'] === 'string' && typeof value['executable'] === 'boolean');
}

function isPieceOrNothing(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isRecord(value) || typeof value['executable'] !== 'boolean') return false;
  const { length } = value;
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0;
}

function isMove(value: unknown): boolean {
  return isRecord(value) && typeof value['from'] === 'string' && typeof value['to'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

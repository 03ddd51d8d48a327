import { align } from './align.js';
import { agreedLines, LineNumbers, type Piece } from './pieces.js';

/** Lines both sides agree on (`changed` where one side changed them), or a place where they do not. */
type Stretch = Agreement | Dispute;

interface Agreement {
  readonly agreed: readonly string[];
  readonly changed?: boolean;
}

interface Dispute {
  readonly yours: readonly string[];
  readonly next: readonly string[];
}

/** The merged text, and how many conflicts stand in it between markers. */
export interface Printed {
  readonly text: string;
  /** The same with the person's lines in the places of conflicts, and with ours. */
  readonly mine: string;
  readonly generated: string;
  readonly conflicts: number;
}

/** Prints pieces as one text, with markers as small as git makes them. */
export function printPieces(pieces: readonly Piece[], lineEnd: string): Printed {
  const stretches = joinNear(pieces.flatMap((piece) => stretchesOf(piece)));
  const print = (dispute: (stretch: Dispute) => string): string =>
    stretches.map((each) => ('agreed' in each ? each.agreed.join('') : dispute(each))).join('');
  return {
    text: print((each) => markers(each, lineEnd)),
    mine: print(({ yours }) => yours.join('')),
    generated: print(({ next }) => next.join('')),
    conflicts: stretches.filter((stretch) => !('agreed' in stretch)).length,
  };
}

/** One conflict over two whole texts. */
export function printWhole(yours: readonly string[], next: readonly string[], lineEnd: string): Printed {
  return { text: markers({ yours, next }, lineEnd), mine: yours.join(''), generated: next.join(''), conflicts: 1 };
}

/** Inside a conflict, lines that both sides have are taken out of the dispute. */
function stretchesOf(piece: Piece): Stretch[] {
  if (piece.kind !== 'conflict') {
    return [{ agreed: agreedLines(piece), changed: piece.kind !== 'same' }];
  }
  const { yours, next } = piece;
  if (yours.length === 0 || next.length === 0) return [piece];
  const numbers = new LineNumbers();
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { start, end, from, to } of align(numbers.of(yours), numbers.of(next))) {
    stretches.push({ agreed: yours.slice(at, start) }, { yours: yours.slice(start, end), next: next.slice(from, to) });
    at = end;
  }
  return [...stretches, { agreed: yours.slice(at) }];
}

/** Up to this many agreed lines between two disputes are easier to read inside one. */
const NEAR = 3;

function joinNear(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  let last: OpenDispute | undefined;
  let between: Agreement[] = [];
  for (const stretch of stretches) {
    if ('agreed' in stretch) {
      between.push(stretch);
      continue;
    }
    if (last !== undefined && isNear(between))
      extend(
        last,
        between.flatMap(({ agreed }) => agreed),
        stretch,
      );
    else {
      last = { yours: [...stretch.yours], next: [...stretch.next] };
      joined.push(...between, last);
    }
    between = [];
  }
  return [...joined, ...between];
}

/** A dispute that may still grow; it grows in place, as a whole file can become one. */
interface OpenDispute extends Dispute {
  readonly yours: string[];
  readonly next: string[];
}

function extend({ yours, next }: OpenDispute, between: readonly string[], more: Dispute): void {
  for (const line of [...between, ...more.yours]) yours.push(line);
  for (const line of [...between, ...more.next]) next.push(line);
}

function isNear(between: readonly Agreement[]): boolean {
  const lines = between.flatMap(({ agreed }) => agreed);
  const isShort = lines.length <= NEAR || !lines.some((line) => /[A-Za-z0-9]/.test(line));
  return isShort && !between.some(({ changed }) => changed);
}

function markers({ yours, next }: Dispute, lineEnd: string): string {
  return [
    `<<<<<<< yours${lineEnd}`,
    ...closed(yours, lineEnd),
    `=======${lineEnd}`,
    ...closed(next, lineEnd),
    `>>>>>>> generated${lineEnd}`,
  ].join('');
}

/** A marker needs a line of its own, so a last line without an end gets one. */
function closed(lines: readonly string[], lineEnd: string): readonly string[] {
  const last = lines.at(-1);
  return last === undefined || last.endsWith('\n') ? lines : [...lines.slice(0, -1), last + lineEnd];
}

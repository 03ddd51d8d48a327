import fc from 'fast-check';

/** Three versions of a text: before, the person's, ours. */
export type Triple = readonly [base: string, yours: string, next: string];

/** How two people edit one file. */
interface Course {
  /** In lines. */
  readonly size: number;
  /** So many different lines there are; the first ones are blank or brackets, as in code. */
  readonly words: number;
  /** Per person and part. */
  readonly edits: number;
  /** An edit adds, drops, replaces or moves so many lines at most. */
  readonly block: number;
  /** One: both edit everywhere. More: they take turns, so that most of it merges. */
  readonly parts: number;
  readonly seed: number;
}

/** Files that differ so much that the search for the shortest way from one to the other has to be cut off. */
export function heavyTriple(sizes: readonly number[]): fc.Arbitrary<Triple> {
  return fc.constantFrom(...sizes).chain((size) =>
    fc
      .record({
        words: fc.constantFrom(4, 10, 50, 3 * size),
        edits: fc.constantFrom(1, 4, 10, Math.ceil(size / 50)),
        block: fc.constantFrom(1, 4, 20, Math.min(150, size)),
        parts: fc.constantFrom(1, 2, 6),
        seed: fc.nat(),
      })
      .map((course) => tripleOf({ size, ...course })),
  );
}

function tripleOf({ size, words, edits, block, parts, seed }: Course): Triple {
  const below = numbers(seed);
  const base = Array.from({ length: size }, () => someLine(below, words));
  const edit = (lines: readonly string[]) => edited(lines, { words, edits, block }, below);
  const versions: [string[], string[]] = [[], []];
  const length = Math.ceil(size / parts);
  for (let part = 0; part < parts; part++) {
    const lines = base.slice(part * length, (part + 1) * length);
    versions.forEach((version, person) => {
      const isTheirs = parts === 1 || part % 2 === person;
      for (const line of isTheirs ? edit(lines) : lines) version.push(line);
    });
  }
  return [base.join(''), versions[0].join(''), versions[1].join('')];
}

/** Random whole numbers below a limit, the same for the same seed (a linear congruential generator). */
function numbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function someLine(below: (limit: number) => number, words: number): string {
  const word = below(words);
  return word === 0 ? '\n' : word < 3 ? `}${' '.repeat(word)}\n` : `line ${word}\n`;
}

/** Edited within: the first and the last line stay, so that parts do not touch. */
function edited(
  lines: readonly string[],
  { words, edits, block }: Pick<Course, 'words' | 'edits' | 'block'>,
  below: (limit: number) => number,
): string[] {
  const inner = lines.slice(1, -1);
  for (let count = 0; count < edits; count++) {
    const [kind, at, length] = [below(4), below(inner.length + 1), 1 + below(block)];
    const fresh = Array.from({ length }, () => (below(2) === 0 ? someLine(below, words) : `new ${below(1e6)}\n`));
    if (kind === 0) inner.splice(at, 0, ...fresh);
    if (kind === 1) inner.splice(at, length);
    if (kind === 2) inner.splice(at, length, ...fresh);
    if (kind === 3) inner.splice(below(inner.length + 1), 0, ...inner.splice(at, length));
  }
  return [...lines.slice(0, 1), ...inner, ...(lines.length > 1 ? lines.slice(-1) : [])];
}

/** The same text with the edits of one person: lines added, dropped, replaced, moved. */
const smallEdits = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'drop', 'replace', 'move'),
    at: fc.nat(40),
    to: fc.nat(40),
    lines: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 4 },
);

type SmallEdits = typeof smallEdits extends fc.Arbitrary<infer T> ? T : never;

function withSmallEdits(lines: readonly number[], list: SmallEdits): number[] {
  const result = [...lines];
  for (const { kind, at, to, lines: added } of list) {
    const place = at % (result.length + 1);
    if (kind === 'add') result.splice(place, 0, ...added);
    if (kind === 'drop') result.splice(place, added.length);
    if (kind === 'replace') result.splice(place, 1, ...added);
    if (kind === 'move') result.splice(to % (result.length + 1), 0, ...result.splice(place, 2));
  }
  return result;
}

function toText(lines: readonly number[], hasEnd: boolean): string {
  const text = lines.map((line) => (line === 0 ? '' : `line ${line}`)).join('\n');
  return hasEnd && lines.length > 0 ? `${text}\n` : text;
}

/** Small files with few edits, now and then without an end of the last line. */
export const smallTriple: fc.Arbitrary<Triple> = fc
  .tuple(fc.array(fc.nat(9), { maxLength: 40 }), smallEdits, smallEdits, fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }))
  .map(([base, one, two, ends]) => [
    toText(base, ends[0] !== 0),
    toText(withSmallEdits(base, one), ends[1] !== 0),
    toText(withSmallEdits(base, two), ends[2] !== 0),
  ]);

import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathPolicy } from '../../../../generators/pipeline/change.js';
import { splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { mergeText } from '../../../../generators/pipeline/merge/lines/text.js';
import { readLogicalLines } from '../../../../generators/pipeline/merge/python/logical_lines.js';
import { changeIn, written } from '../trees.js';
import { SNIPPETS, type Snippet } from './code.js';

async function merged(base: string, yours: string, next: string, policy: PathPolicy) {
  const change = await changeIn({ base: { 'm.py': base }, yours: { 'm.py': yours }, next: { 'm.py': next }, policy });
  return { text: written(change.writes, 'm.py') ?? yours, isConflict: change.outcome === 'conflict' };
}

const POLICIES: readonly PathPolicy[] = [{}, { additive: 'python' }];

describe.each(SNIPPETS.map((snippet) => [snippet.about, snippet] as const))('%s', (_, { variants, layouts = [], isUnknown }) => {
  const keysOf = (text: string) => {
    const latin1 = Buffer.from(text).toString('latin1');
    return readLogicalLines(splitLines(latin1))?.map(({ key }) => key);
  };
  const pairs = variants.flatMap((one, index) => variants.filter((_, other) => other !== index).map((other) => [one, other] as const));

  test('is read, laid out anew too, and said in other words it is something else; or it is not read at all', () => {
    if (isUnknown === true) return expect(variants.map(keysOf)).toContain(undefined);
    const [first] = variants;
    for (const layout of layouts) expect(keysOf(layout)).toEqual(keysOf(first));
    expect(new Set(variants.map((text) => keysOf(text)?.join('\n'))).size).toBe(variants.length);
    expect(variants.map(keysOf)).not.toContain(undefined);
  });

  // Two imports are no two opinions.
  const areImports = variants.every((text) => /^from /.test(text));

  test.each(POLICIES)('changed by both is a conflict that holds both (%j)', async (policy) => {
    for (const [yours, next] of pairs) {
      const base = 'before()\nx = 1\nafter()\n';
      const { text, isConflict } = await merged(base, base.replace('x = 1\n', yours), base.replace('x = 1\n', next), policy);
      expect(isConflict || areImports).toBe(true);
      for (const line of [...yours.split('\n'), ...next.split('\n')]) expect(text.split('\n')).toContain(line);
    }
  });
});

/** What stands in a place of the module: a number of a variant, a layout of the first one, or nothing. */
type State = number | 'laid out' | 'absent';

const state = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<State>(0) },
  { weight: 1, arbitrary: fc.constantFrom<State>(1, 2, 'absent') },
);
const place = fc.record({
  base: fc.constantFrom<State>(0, 0, 0, 'absent'),
  yours: fc.oneof({ weight: 4, arbitrary: state }, { weight: 1, arbitrary: fc.constant<State>('laid out') }),
  next: state,
});
const module = fc
  .shuffledSubarray([...SNIPPETS], { minLength: 2, maxLength: 7 })
  .chain((snippets) => fc.tuple(...snippets.map((snippet) => fc.record({ snippet: fc.constant(snippet), place }))));
const setting = fc.record({
  gap: fc.constantFrom('', '\n', '\n\n'),
  end: fc.constantFrom('\n', '\r\n'),
  policy: fc.constantFrom(...POLICIES),
});

function textAt({ variants, layouts }: Snippet, at: State): string {
  if (at === 'absent') return '';
  return (at === 'laid out' ? layouts?.[0] : variants[at]) ?? variants[0];
}

const ruff = new Workspace({ 'target-version': 'py314' }, PositionEncoding.Utf16);

interface Place {
  readonly snippet: Snippet;
  readonly place: { readonly base: State; readonly yours: State; readonly next: State };
}

/** The lines that a side wrote into its statement; a layout says nothing, and may go where the other side says something else. */
function linesBy({ snippet, place }: Place, side: 'yours' | 'next'): string[] {
  if (place[side] === 'laid out' || (place.yours === 'laid out' && place.next === 0)) return [];
  const known = textAt(snippet, place.base).split('\n');
  return textAt(snippet, place[side])
    .split('\n')
    .filter((line) => !known.includes(line));
}

/** Whether lines alone decide, as in git: two people who each delete another statement, and add the same one, get what git makes of it. */
async function mergesByLines(...versions: readonly [string, string, string]): Promise<boolean> {
  const [base, yours, next] = versions;
  const { conflicts } = await mergeText(Buffer.from(base), Buffer.from(yours), Buffer.from(next));
  return conflicts === 0;
}

describe('two people in one module', () => {
  test('lose nothing: both changes are in, or it is a conflict that holds the person’s lines', { timeout: 120_000 }, async () => {
    const tally = { clean: 0, conflicts: 0 };
    await fc.assert(
      fc.asyncProperty(module, setting, async (places, { gap, end, policy }) => {
        const print = (side: 'base' | 'yours' | 'next') =>
          places
            .map(({ snippet, place }) => textAt(snippet, place[side]))
            .filter((text) => text !== '')
            .join(gap);
        const { text, isConflict } = await merged(print('base'), print('yours').replaceAll('\n', end), print('next'), policy);
        tally[isConflict ? 'conflicts' : 'clean']++;
        const result = text.replaceAll('\r\n', '\n');
        const lines = new Set(result.split('\n'));
        expect(places.flatMap((place) => linesBy(place, 'yours')).filter((line) => !lines.has(line))).toEqual([]);
        if (isConflict || (await mergesByLines(print('base'), print('yours').replaceAll('\n', end), print('next')))) return;
        ruff.format(result);
        // In a file to which both add, a function of both is the person's.
        const ours = policy.additive === undefined ? places.flatMap((place) => linesBy(place, 'next')) : [];
        // And a comment of ours is never a conflict by itself.
        expect(ours.filter((line) => !lines.has(line) && !line.startsWith('#'))).toEqual([]);
        for (const { snippet, place } of places) {
          if (place.next === place.base) expect(result).toContain(textAt(snippet, place.yours));
          const isOurs = place.yours === place.base && !textAt(snippet, 0).startsWith('#');
          if (isOurs) expect(result).toContain(textAt(snippet, place.next));
          if (place.yours !== place.next && (place.yours === 'absent' || place.next === 'absent'))
            expect(result.includes(textAt(snippet, 0)) && place.base === 0).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(tally.clean, tally.conflicts)).toBeGreaterThan(40);
  });
});

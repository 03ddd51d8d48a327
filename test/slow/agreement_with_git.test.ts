import { describe, expect, test } from 'vitest';
import { mergeText } from '../../generators/pipeline/merge/lines/text.js';
import { compareSidesWithGit, compareWithGit } from '../pipeline/merge/lines/agreement.js';
import { heavyTriple, smallTriple } from '../pipeline/merge/lines/triples.js';

describe('the merge of texts agrees with `git merge-file`, to the last marker', () => {
  test.each([
    ['small files', 2000, smallTriple],
    ['files that differ much', 1000, heavyTriple([5, 40, 200, 1000, 3000])],
    ['files of 10,000 lines', 30, heavyTriple([10_000])],
    ['files of 50,000 lines', 12, heavyTriple([49_999, 50_000])],
  ])('%s, %i random triples', { timeout: 300_000 }, async (_, count, triples) => {
    expect(await compareWithGit(triples, count)).toEqual({ same: count, stricter: 0, otherMarkers: 0, wrong: 0 });
  });

  test('one side in the places of conflicts, 500 random triples', { timeout: 300_000 }, async () => {
    await compareSidesWithGit(smallTriple, 500);
  });
});

describe('five times the lines take about five times the time', () => {
  /** Of every `every` lines each side rewrites one; both the same where there are but two. */
  const texts = (lines: number, every: number) => {
    const base = Array.from({ length: lines }, (_, index) => (index % 3 === 0 ? 'pass\n' : `line ${index}\n`));
    const edited = (who: string, offset: number) => base.map((line, index) => (index % every === offset ? `${who} ${index}\n` : line));
    return [base, edited('mine', 1), edited('ours', every >> 1)].map((text) => Buffer.from(text.join(''))) as [Buffer, Buffer, Buffer];
  };
  /** The least time of several runs is the one that others disturbed least. */
  const cost = async (versions: [Buffer, Buffer, Buffer]) => {
    const costs: number[] = [];
    for (let run = 0; run < 7; run++) {
      const before = process.cpuUsage();
      await mergeText(...versions);
      costs.push(process.cpuUsage(before).user);
    }
    return Math.min(...costs);
  };

  test.each([
    ['few edits', 1000],
    ['an edit in every tenth line', 10],
    ['every second line rewritten by both', 2],
  ])('%s', { timeout: 120_000 }, async (_, every) => {
    const [short, long] = [texts(10_000, every), texts(50_000, every)];
    await cost(short);
    // A search that grew with the square would take 25 times as long.
    expect((await cost(long)) / (await cost(short))).toBeLessThan(12);
  });
});

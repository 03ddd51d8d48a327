import { expect, it } from 'vitest';
import { checkCounts, countsOf } from '../../../../generators/pipeline/pack/check/counts.js';
import { newestPack } from '../../../../generators/pipeline/pack/library/shipped.js';
import { PACK } from '../fixture.js';

it('a pack has so much of everything', () => {
  expect(countsOf(PACK)).toEqual({ tasks: 8, stages: 5, questions: 12, records: 0, files: 0 });
});

it('too much of something is named with what may be at most, and a course year is far from it', () => {
  expect(checkCounts({ tasks: 501, stages: 200 }, 'pack.yml', 1)).toEqual([
    { file: 'pack.yml', line: 1, fact: 'The pack has 501 tasks, and it may have 500 at most', remedy: 'Leave some out' },
  ]);
  const counts = Object.entries(countsOf(newestPack().pack)).map(([kind, count]) => [kind, count * 2]);
  expect(checkCounts(Object.fromEntries(counts))).toEqual([]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { textsOf } from '../support/apply.js';
import { type Addition, addEachStage, conflictsOf, lostLines, textOf, unsoundFiles } from './additions.js';
import { kindsOf, NEVER } from './kinds.js';
import { problemsIn } from './sound.js';
import { type DayFifteen, makeDayFifteen } from './trees.js';

// A sample; `npm run bench:day15` takes more than 200 projects and compares with a plain line merge.
const SEEDS = Array.from({ length: 15 }, (_, index) => 1001 + index);
const { pack } = newestPack();

describe('a stage added on day fifteen', () => {
  let trees: readonly DayFifteen[] = [];
  let additions: readonly Addition[] = [];

  beforeAll(async () => {
    trees = SEEDS.map((seed) => makeDayFifteen(seed, pack));
    additions = (await Promise.all(trees.map((tree) => addEachStage(tree, pack)))).flat();
  }, 60_000);

  it('comes to projects that can be read, and that the same seed makes again', () => {
    const texts = trees.flatMap(({ yours }) => Object.entries(textsOf(yours)));
    expect(texts.flatMap(([path, text]) => problemsIn(path, text))).toEqual([]);
    for (const { seed, yours } of trees.slice(0, 3)) expect(textsOf(makeDayFifteen(seed, pack).yours)).toEqual(textsOf(yours));
  });

  it('loses no line that a person wrote', () => {
    expect(additions.flatMap(lostLines)).toEqual([]);
  });

  it('leaves every merged file readable, without a name that is missing or stands twice', () => {
    expect(additions.flatMap(unsoundFiles)).toEqual([]);
  });

  it.each(NEVER)('leaves no conflict in: %s', (kind) => {
    const found = additions.flatMap((addition) => {
      const ofKind = conflictsOf(addition).filter(({ path }) => kindsOf(path, textOf(addition.after.get(path))).includes(kind));
      return ofKind.map(({ path }) => `${addition.stage} on tree ${addition.seed}: ${path}`);
    });
    expect(found).toEqual([]);
  });
});

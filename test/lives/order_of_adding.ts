import fc from 'fast-check';
import { expect } from 'vitest';
import { buildPack } from './build_pack.js';
import { restored } from './laws.js';
import { newLine } from './orders.js';
import { type Edit, edit, Person } from './person.js';
import { revisions } from './random_pack.js';
import type { Snapshot } from './snapshot.js';
import { World } from './world.js';

/** Tasks that are added one by one, in two orders. */
export const additions = fc.record({
  packs: revisions,
  edits: fc.array(edit, { maxLength: 2 }),
  ranks: fc.array(fc.nat(100), { minLength: 8, maxLength: 8 }),
});
type Additions = typeof additions extends fc.Arbitrary<infer T> ? T : never;

/** The order of adding never shows; in a project that people worked on, as long as nothing is in conflict. */
export async function addInEachOrder({ packs, edits, ranks }: Additions): Promise<void> {
  const [drawn] = packs;
  const pack = buildPack(drawn);
  const slugs = pack.tasks.map(({ slug }) => slug);
  const others = slugs
    .map((slug, index) => ({ slug, rank: ranks[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ slug }) => slug);
  const forwards = await added(drawn, [], slugs);
  expect(restored(forwards.after, (await added(drawn, [], others)).after)).toEqual([]);
  expect(restored(forwards.after, (await added(drawn, [], [slugs.join(',')])).after)).toEqual([]);
  const [one, other] = [await added(drawn, edits, slugs), await added(drawn, edits, others)];
  if (one.isClean && other.isClean) expect(restored(one.after, other.after)).toEqual([]);
}

async function added(
  drawn: Parameters<typeof buildPack>[0],
  edits: readonly Edit[],
  words: readonly string[],
): Promise<{ after: Snapshot; isClean: boolean }> {
  const world = new World([buildPack(drawn)]);
  try {
    const codes = [(await world.run(newLine(world, 'minimal'))).exitCode];
    const person = new Person(world);
    for (const each of edits) person.do(each);
    for (const word of words) codes.push((await world.run({ command: 'add', words: [word] })).exitCode);
    return { after: world.look(), isClean: codes.every((code) => code === 0) };
  } finally {
    world.end();
  }
}

import fc from 'fast-check';
import { expect } from 'vitest';
import { buildPack } from './build_pack.js';
import { restored } from './laws.js';
import { lineOf, newLine, order } from './orders.js';
import { edit, Person } from './person.js';
import { revisions } from './random_pack.js';
import { differences, type Snapshot } from './snapshot.js';
import { World } from './world.js';

/** Commands of which each builds on what the one before it did: links are not replaced, as only files can be put back. */
const forward = order
  .filter(({ what }) => what !== 'undo' && what !== 'redo')
  .map((drawn) => ({ ...drawn, onConflict: drawn.onConflict === 'generated' ? 'mine' : drawn.onConflict }));

/** A project that people worked on, then up to 25 commands in a row. */
export const wayBack = fc.record({
  packs: revisions,
  start: fc.array(edit, { maxLength: 3 }),
  later: fc.array(edit, { maxLength: 3 }),
  orders: fc.array(forward, { minLength: 1, maxLength: 24, size: 'max' }),
});
type WayBack = typeof wayBack extends fc.Arbitrary<infer T> ? T : never;

/** As many undos as commands lead back through every state to the first one, and as many redos forth again. */
export async function goBackAndForth({ packs, start, later, orders }: WayBack): Promise<void> {
  const world = new World(packs.map(buildPack));
  try {
    const person = new Person(world);
    for (const each of start) person.do(each);
    const untouched = world.look();
    await world.run(newLine(world, 'minimal'));
    const made = world.look();
    for (const each of later) person.do(each);
    const states = [world.look()];
    for (const each of orders) {
      await world.run(lineOf(world, each));
      const last = states.at(-1);
      if (last === undefined || differences(last, world.look()).length > 0) states.push(world.look());
    }
    await walk(world, states.toReversed(), false);
    await walk(world, states, true);
    await walk(world, states.toReversed(), false);
    if (differences(made, states[0] ?? made).length > 0) return;
    expect((await world.run({ command: 'undo' })).exitCode).toBe(0);
    expect(restored(untouched, world.look())).toEqual([]);
  } finally {
    world.end();
  }
}

async function walk(world: World, [, ...states]: readonly Snapshot[], redo: boolean): Promise<void> {
  for (const state of states) {
    const { exitCode, result } = await world.run({ command: 'undo', values: redo ? { redo } : {} });
    // A conflict that comes back waits for a person again.
    const waits = result?.warnings.some(({ incomplete }) => incomplete) === true;
    expect(exitCode).toBe(waits ? 2 : 0);
    expect(restored(state, world.look())).toEqual([]);
  }
}

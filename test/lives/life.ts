import fc from 'fast-check';
import { expect } from 'vitest';
import { buildPack } from './build_pack.js';
import {
  isChosen,
  plan,
  verifyAgain,
  verifyDeed,
  verifyDeletions,
  verifyLines,
  verifyThereAndBack,
  verifyUpgrade,
  verifyWayBack,
} from './laws.js';
import { lineOf, newLine, order, type Trial, trial } from './orders.js';
import { edit, Person } from './person.js';
import { revisions } from './random_pack.js';
import { differences } from './snapshot.js';
import { Steps } from './steps.js';
import { type Line, type Outcome, World } from './world.js';

const step = fc.oneof({ weight: 3, arbitrary: edit }, { weight: 2, arbitrary: order });

/** The life of a project: who works on it before it is made and afterwards, and which commands are run. */
export const life = fc.record({
  packs: revisions,
  start: fc.array(edit, { maxLength: 3 }),
  tasks: fc.constantFrom('minimal', 'task-1', 'everything', 'everything'),
  first: trial,
  steps: fc.array(step, { minLength: 1, maxLength: 12, size: 'max' }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** How often what happened, over many lives. */
export type Tally = Map<string, number>;

/** Lives a life, and holds every law against every command of it. */
export async function live({ packs, start, tasks, first, steps: days }: Life, tally: Tally): Promise<void> {
  const world = new World(packs.map(buildPack));
  try {
    const person = new Person(world);
    for (const each of start) person.do(each);
    const outside = world.lookOutside();
    const steps = new Steps();
    await command(world, newLine(world, tasks), first, { person, steps, tally });
    for (const each of days) {
      if ('deed' in each) person.do(each);
      else await command(world, world.isProject ? lineOf(world, each) : newLine(world, tasks), each.trial, { person, steps, tally });
    }
    await takeAllBack(world, tally);
    expect(differences(outside, world.lookOutside())).toEqual([]);
  } finally {
    world.end();
  }
}

/** Who is told of a command. */
interface Told {
  readonly person: Person;
  readonly steps: Steps;
  readonly tally: Tally;
}

/** One command, with the laws that hold for each. */
async function command(world: World, line: Line, trial: Trial, { person, steps, tally }: Told): Promise<void> {
  if (trial === 'stale') await tryStalePlan(world, line, person);
  const before = world.look();
  const planned = await plan(world, line);
  const isApplied = trial === 'apply' && planned.result !== undefined;
  const done = await world.run(isApplied ? { command: line.command, values: { apply: planned.file } } : line);
  const after = world.look();
  verifyDeed(planned, done, before, after);
  verifyLines(line, before, after, done, world.givenUp);
  verifyDeletions(line, before, after, done);
  verifyUpgrade(line, before, after, world.pack);
  steps.verifyUndo(line, before, done);
  steps.note(line, after, done, planned.paths.length > 0);
  count(tally, line, done, planned.paths.length > 0);
  if (done.result === undefined) return;
  if (trial === 'again' && line.command !== 'undo') await verifyAgain(world, line);
  if (trial === 'there and back' && !person.hasCopied && brings(line, done)) await verifyThereAndBack(world, line, before);
  if (trial === 'way back' && planned.paths.length > 0 && world.isProject) await verifyWayBack(world, line, before);
}

/** Whether a command brought the one task that it named, which was off, and nobody had to choose between versions. */
function brings({ command, words }: Line, { result }: Outcome): boolean {
  const added = result?.tasks.added.filter(({ because }) => because === undefined) ?? [];
  const isClean = result?.exitCode === 0 && !result.changes.some(isChosen);
  return command === 'add' && isClean && added.length === 1 && added[0]?.slug === words?.[0];
}

/** A plan is refused as soon as somebody has worked on a file that it would write. */
async function tryStalePlan(world: World, line: Line, person: Person): Promise<void> {
  const planned = await plan(world, line);
  const path = planned.paths.find((each) => !each.startsWith('.mlops/') && each !== '.yo-rc.json' && world.look().has(each));
  if (path === undefined) return;
  person.touch(path);
  const before = world.look();
  const { exitCode } = await world.run({ command: line.command, values: { apply: planned.file } });
  expect(exitCode).toBe(1);
  expect(differences(before, world.look())).toEqual([]);
}

/** Undo down to the first command: whatever was edited in between stays. */
async function takeAllBack(world: World, tally: Tally): Promise<void> {
  for (;;) {
    const before = world.look();
    const done = await world.run({ command: 'undo' });
    if (done.result === undefined) return;
    count(tally, { command: 'undo' }, done, true);
    verifyLines({ command: 'undo' }, before, world.look(), done, world.givenUp);
  }
}

function count(tally: Tally, { command }: Line, { result }: Outcome, changes: boolean): void {
  const outcome = result === undefined ? 'refused' : result.exitCode === 2 ? 'in conflict' : changes ? 'done' : 'nothing to do';
  for (const key of [command, outcome, ...Object.keys(result?.counts ?? {})]) tally.set(key, (tally.get(key) ?? 0) + 1);
}

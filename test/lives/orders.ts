import fc from 'fast-check';
import type { RawValues } from '../../generators/pipeline/doors/arguments.js';
import type { Line, World } from './world.js';

/** A command as it is drawn: which task, stage or answer it is about wraps round. */
export interface Order {
  readonly what: (typeof WHATS)[number];
  readonly index: number;
  readonly onConflict: string | undefined;
  /** Which of the dearer laws are tried on it. */
  readonly trial: Trial;
}

export type Trial = (typeof TRIALS)[number];

const WHATS = [
  ...(['add', 'add', 'add', 'stage', 'remove', 'remove', 'answer', 'rename', 'upgrade', 'upgrade', 'upgrade', 'undo', 'redo'] as const),
] as const;
const TRIALS = ['again', 'again', 'again', 'way back', 'way back', 'way back', 'there and back', 'apply', 'stale'] as const;

export const trial = fc.constantFrom(...TRIALS);

export const order: fc.Arbitrary<Order> = fc.record({
  what: fc.constantFrom(...WHATS),
  index: fc.nat(11),
  onConflict: fc.option(fc.constantFrom('markers', 'mine', 'generated', 'stop'), { nil: undefined, freq: 2 }),
  trial,
});

/** The command that makes the project, with a part of the pack or all of it. */
export function newLine(world: World, tasks: string): Line {
  return { command: 'new', values: { pack: world.packFile(1), tasks } };
}

/** The command line of an order, for the project as it is now. */
export function lineOf(world: World, { what, index, onConflict }: Order): Line {
  const conflict: RawValues = onConflict === undefined ? {} : { 'on-conflict': onConflict };
  const { tasks, stages } = world.pack;
  const slug = tasks[index % tasks.length]?.slug ?? '';
  const line = (command: string, words: readonly string[] = [], values: RawValues = {}): Line => ({
    command,
    words,
    values: { ...conflict, ...values },
  });
  switch (what) {
    case 'add':
      return line('add', index === 0 ? ['everything'] : [slug]);
    case 'stage':
      return line(stages[index % stages.length]?.id ?? '');
    case 'remove':
      return line('remove', [slug], index % 3 === 0 ? {} : { 'with-dependents': true });
    case 'answer':
      return line('new', [], answerOf(index, slug));
    case 'rename':
      return line('new', [], { package: ['project', 'renamed', 'other'][index % 3] ?? '' });
    case 'upgrade':
      return line('upgrade', [], { pack: world.packFile(index % 4 === 0 ? 1 : 2) });
    case 'undo':
      return line('undo');
    default:
      return line('undo', [], { redo: true });
  }
}

function answerOf(index: number, slug: string): RawValues {
  const answers: readonly RawValues[] = [{ flavour: 'rich' }, { flavour: 'plain' }, { description: `About ${index}` }, { tasks: slug }];
  return answers[index % answers.length] ?? {};
}

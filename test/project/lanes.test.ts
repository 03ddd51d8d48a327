import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Lanes } from '../emitted/lanes.js';

describe('the lanes of the rows', () => {
  /** Work that tells when it begins and ends. */
  const told =
    (log: string[], name: string, fails = false) =>
    async (): Promise<void> => {
      log.push(`${name} begins`);
      await setTimeout(5);
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };

  test('go on beside each other', async () => {
    const [lanes, log] = [new Lanes(), [] as string[]];
    await Promise.all([lanes.beside(told(log, 'a')), lanes.beside(told(log, 'b'))]);
    expect(log).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  });

  test('stand still while something is measured, which waits for what has begun', async () => {
    const [lanes, log] = [new Lanes(), [] as string[]];
    await Promise.all([
      lanes.beside(told(log, 'a')),
      lanes.alone(told(log, 'm')),
      lanes.beside(told(log, 'b')),
      lanes.alone(told(log, 'n')),
    ]);
    expect(log).toEqual(['a', 'm', 'b', 'n'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  test('go on after a failure, which is told to whom it belongs', async () => {
    const [lanes, log] = [new Lanes(), [] as string[]];
    const ended = await Promise.allSettled([
      lanes.beside(told(log, 'a', true)),
      lanes.alone(told(log, 'm', true)),
      lanes.beside(told(log, 'b')),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});

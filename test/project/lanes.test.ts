import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Lanes, orderRows } from '../emitted/lanes.js';
import type { Row } from '../emitted/rows.js';

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

describe('the order of rows', () => {
  const row = (name: string, more: Partial<Row> = {}) => ({
    row: { name, tasks: '', package: '', flags: [], kind: 'drawn', ...more } as const,
  });
  const names = (rows: readonly { readonly row: Row }[]) => orderRows(rows).map((each) => each.row.name);
  test('images come behind what every change is asked, and beside mutants', () => {
    const images = { builds: 'images' } as const;
    const full = [row('everything', { kind: 'full' }), row('images', { ...images, kind: 'full' }), row('minimal', { kind: 'full' })];
    const drawn = [
      row('week one'),
      row('mutants', { mutants: true }),
      row('images with pip', images),
      row('other mutants', { mutants: true }),
    ];
    expect(names([...full, ...drawn])).toEqual([
      'everything',
      'minimal',
      'images',
      'mutants',
      'images with pip',
      'other mutants',
      'week one',
    ]);
    expect(names(full)).toEqual(['everything', 'minimal', 'images']);
  });
});

import { describe, expect, test } from 'vitest';
import { additionOf, readings } from '../../../../generators/pipeline/merge/additive/addition.js';

describe('an addition', () => {
  test('is what one side put below or above lines that the other changed', () => {
    const piece = { kind: 'conflict', base: ['a\n'], yours: ['A\n'] } as const;
    expect(additionOf({ ...piece, next: ['a\n', 'ours\n'] })).toMatchObject({
      above: ['A\n'],
      below: ['ours\n'],
      added: 'below',
      isOurs: true,
    });
    expect(additionOf({ ...piece, next: ['ours\n', 'a\n'] })).toMatchObject({
      above: ['ours\n'],
      below: ['A\n'],
      added: 'above',
      isOurs: true,
    });
  });
  test('is none where both changed the same lines', () => {
    expect(additionOf({ kind: 'conflict', base: ['a\n'], yours: ['b\n'], next: ['c\n'] })).toBeUndefined();
  });
  test('can be read a line higher where the line before it is its last one', () => {
    const [yours, next] = [
      ['f\n', '@task\n'],
      ['g\n', '@task\n'],
    ];
    const all = [...readings(yours, next, { before: ['@task\n'], after: [] })];
    expect(all.map((reading) => reading.yours)).toEqual([yours, ['@task\n', 'f\n']]);
    expect(all[1]?.restore(['@task\n', 'f\n', '@task\n', 'g\n'])).toEqual(['f\n', '@task\n', 'g\n', '@task\n']);
  });
});

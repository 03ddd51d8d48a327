import { describe, expect, test } from 'vitest';
import { changeOf } from '../../../generators/pipeline/merge/changes.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { changeIn, file, written } from './trees.js';

const link = { kind: 'link', target: 'elsewhere' } as const;

describe('rule 5: we dropped it, the person edited it', () => {
  test.each([
    ['edited', 'mine\n'],
    ['made a link of it', link],
    ['changed only its line ends', 'x\r\n'],
    ['made it executable', file('x\n', { executable: true })],
  ])('it stays and is reported where the person %s', async (_, yours) => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: yours } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 5, writes: [] });
    expect(change.note).toContain('No longer generated');
  });
});

describe('rule 6: links', () => {
  test('a link in the place of our file stays, and ours goes beside it', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: link }, next: { a: 'y\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 6 });
    expect(change.note).toBe('There is a link here; yours stays, the generated file is a.generated.');
    expect(written(change.writes, 'a.generated')).toBe('y\n');
    expect(change.writes).toHaveLength(1);
    expect(change.resolutions?.mine).toEqual([]);
    expect(change.resolutions?.generated).toMatchObject([{ path: 'a', before: link }]);
  });
  test('a file below a linked folder counts as deleted', async () => {
    const yours = { docs: link, 'docs/a': 'followed\n' };
    const change = await changeIn({ base: { 'docs/a': 'x\n' }, yours, next: { 'docs/a': 'y\n' } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 4, writes: [] });
  });
  test('a new file below a linked folder goes beside the link', async () => {
    const change = await changeIn({ yours: { docs: link }, next: { 'docs/a/b': 'y\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 10 });
    expect(written(change.writes, 'docs.generated/a/b')).toBe('y\n');
  });
});

test('what stays as it is has no note of what came in, but of what is the person’s', () => {
  const file = plainFile(Buffer.from('a\n'));
  const standing = { path: 'a', yours: file, leaves: undefined };
  const both = 'You and the generator both added to it, and both additions are in';
  const told = (note: string) => changeOf(standing, { outcome: 'merged', rule: 12, note, after: file });
  expect(told(`${both}.`)).toEqual({ path: 'a', outcome: 'unchanged', rule: 12, writes: [] });
  expect(told(`${both}. You removed c, so it stays removed.`).note).toBe('You removed c, so it stays removed.');
  expect(told(`${both}; yours stays for a.b. You removed c.`).note).toBe('You both have it; yours stays for a.b. You removed c.');
});

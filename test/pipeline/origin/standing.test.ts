import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fateOf, isThere, likeStanding, readStanding } from '../../../generators/pipeline/origin/standing.js';
import { plainFile } from '../../../generators/pipeline/tree.js';
import { Scratch } from '../run/scratch.js';

const file = (text: string) => plainFile(Buffer.from(text));

describe('what became of a file', () => {
  it.each([
    ['as it was', file('a\nb\n'), 'unchanged'],
    ['with the line ends of Windows', file('a\r\nb\r\n'), 'unchanged'],
    ['with both kinds of line ends', file('a\r\nb\n'), 'unchanged'],
    ['with another line', file('a\nc\n'), 'edited'],
    ['with another line and the line ends of Windows', file('a\r\nc\r\n'), 'edited'],
    ['binary', file('a\0'), 'edited'],
    ['a link', { kind: 'link', target: 'x' } as const, 'edited'],
    ['gone', undefined, 'deleted'],
  ])('that is %s', (_, standing, fate) => {
    expect(fateOf(file('a\nb\n'), standing)).toBe(fate);
  });
});

it('the generated text has the line ends of the one that stands there, so that a patch shows edits only', () => {
  expect(likeStanding(file('a\nb\n'), file('a\r\nc\r\n')).bytes.toString()).toBe('a\r\nb\r\n');
  expect(likeStanding(file('a\nb\n'), file('a\nc\n')).bytes.toString()).toBe('a\nb\n');
});

it('a path that no disk takes is not there', () => {
  expect(isThere(join(import.meta.dirname, 'standing.test.ts'))).toBe(true);
  expect(isThere(join(import.meta.dirname, 'x'.repeat(5000)))).toBe(false);
  expect(isThere(join(import.meta.dirname, 'standing.test.ts/below'))).toBe(false);
});

it('a link is not followed, and a gigantic file is not read', () => {
  const scratch = new Scratch();
  scratch.write('a', 'text');
  scratch.write('huge', '');
  truncateSync(join(scratch.root, 'huge'), 3 * 1024 ** 3);
  symlinkSync('/etc/passwd', join(scratch.root, 'link'));
  const standing = readStanding(scratch.root, ['a', 'huge', 'link', 'nothing']);
  expect([...standing].map(([path, { kind }]) => [path, kind]).sort()).toEqual([
    ['a', 'file'],
    ['huge', 'other'],
    ['link', 'link'],
  ]);
});

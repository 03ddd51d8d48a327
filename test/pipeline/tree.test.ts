import { describe, expect, it } from 'vitest';
import { ancestors, type Entry, plainFile, sameEntry } from '../../generators/pipeline/tree.js';

const file = plainFile(Buffer.from('x'));

describe('what stands at a path', () => {
  it.each<[string, Entry | undefined, Entry | undefined, boolean]>([
    ['the same where bytes and executable bit are, wherever a file came from', file, { ...file, origin: 'api/files/x' }, true],
    ['another where the bytes differ', file, plainFile(Buffer.from('y')), false],
    ['another where the executable bit differs', file, { ...file, executable: true }, false],
    ['the same link where it leads to the same', { kind: 'link', target: 'a' }, { kind: 'link', target: 'a' }, true],
    ['another link where it leads elsewhere', { kind: 'link', target: 'a' }, { kind: 'link', target: 'b' }, false],
    ['never a file where it is a folder', file, { kind: 'folder' }, false],
    ['the same where nothing is', undefined, undefined, true],
    ['another where nothing was', undefined, file, false],
  ])('is %s', (_, one, other, same) => {
    expect(sameEntry(one, other)).toBe(same);
    expect(sameEntry(other, one)).toBe(same);
  });
});

describe('the folders above a path', () => {
  it('are told from the outermost to the nearest', () => {
    expect(ancestors('a/b/c')).toEqual(['a', 'a/b']);
    expect(ancestors('a')).toEqual([]);
  });
});

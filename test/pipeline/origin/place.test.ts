import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedPath, pathInProject, projectAround } from '../../../generators/pipeline/origin/place.js';
import { Scratch } from '../run/scratch.js';

describe('a word', () => {
  it.each([
    ['tasks.py', { path: 'tasks.py' }],
    ['src/a.py:12', { path: 'src/a.py', line: 12 }],
    ['src/a.py:12:5', { path: 'src/a.py', line: 12 }],
    ['src/a.py:', { path: 'src/a.py:' }],
    ['a:b', { path: 'a:b' }],
    [':3', { path: ':3' }],
  ])('%s names a file, and a line of it where one stands behind', (word, named) => {
    expect(namedPath(word, '/nowhere')).toEqual(named);
  });

  it('is the name of a file where such a file is there', () => {
    const scratch = new Scratch();
    scratch.write('odd:7', '');
    expect(namedPath('odd:7', scratch.root)).toEqual({ path: 'odd:7' });
  });
});

describe('the project that a path is about', () => {
  it('is the named one, else that around the current folder, else that around the path', async () => {
    const scratch = new Scratch();
    await scratch.new('minimal');
    const { root, folder } = scratch;
    expect(projectAround('x', folder, 'other')).toBe(join(folder, 'other'));
    expect(projectAround('x', join(root, 'src'), undefined)).toBe(root);
    expect(projectAround('demo/src/x', folder, undefined)).toBe(root);
    expect(projectAround('x', folder, undefined)).toBe(folder);
  });
});

describe('a path in a project', () => {
  it('is relative to the current folder as it is typed, and to the project as it is told', () => {
    expect(pathInProject('../src/a.py', '/p/docs', '/p')).toBe('src/a.py');
    expect(pathInProject('.', '/p', '/p')).toBe('');
    expect(pathInProject('..rc', '/p', '/p')).toBe('..rc');
  });

  it('is found through a link to the project', () => {
    const { folder, root } = new Scratch();
    mkdirSync(join(root, 'src'));
    symlinkSync(root, join(folder, 'link'));
    expect(pathInProject('src', join(folder, 'link'), root)).toBe('src');
  });

  it('is refused where it is outside of it', () => {
    expect(() => pathInProject('../x', '/p', '/p')).toThrow('../x is outside of the project /p. Name a path in it, relative to');
  });
});

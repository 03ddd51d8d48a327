import { describe, expect, it } from 'vitest';
import { lineAt, weakness, wordsIn } from '../../../generators/pipeline/evidence/files.js';
import type { Sign } from '../../../generators/pipeline/pack/pack.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';
import { lookIn } from './scene.js';

describe('files', () => {
  it.each<[string, Record<string, string>, Partial<Sign>, string]>([
    ['are seen where they say something', { 'a.py': 'x = 1\n' }, { path: '*.py' }, '*.py in a.py'],
    ['are missing', {}, { path: 'a.py' }, 'no-file'],
    ['are empty', { 'a.py': '' }, { path: 'a.py' }, 'file-empty a.py'],
    ['hold comments only', { 'a.py': '# x = 1\n' }, { path: 'a.py' }, 'file-says-little a.py'],
    ['hold too little', { 'a.py': 'x = 1\n' }, { path: 'a.py', lines: 3 }, 'file-says-little a.py'],
    ['cannot be read by Python', { 'a.py': 'x = (1\n' }, { path: 'a.py' }, 'syntax-fault a.py:1'],
    ['are too few', { 'a.py': 'x = 1\n' }, { path: '*.py', count: 2 }, 'too-few-files'],
    ['are no texts under the name of one', { 'a.py': 'x\0' }, { path: 'a.py' }, 'file-unreadable a.py'],
    ['are pictures', { 'a.png': '\x89PNG\0' }, { path: 'a.png' }, 'a.png in a.png'],
    ['are texts under the name of a picture', { 'a.png': 'a picture' }, { path: 'a.png' }, 'file-unreadable a.png'],
  ])('%s', async (_, files, fields, expected) => {
    expect(await lookIn(files, { kind: 'file', ...fields })).toBe(expected);
  });
});

describe('words in code', () => {
  it.each<[string, Record<string, string>, Partial<Sign>, string]>([
    ['are seen with their line', { 'a.yaml': 'x: 1\ny: 2\n' }, { path: '*.yaml', text: 'y:' }, 'y: in a.yaml:2'],
    ['are not seen in comments', { 'a.yaml': '# y: 2\nx: 1\n' }, { path: '*.yaml', text: 'y:' }, 'text-nowhere'],
    ['have to be in one file, all of them', { 'a.sh': 'b\n', 'b.sh': 'c\n' }, { path: '*.sh', text: ['b', 'c'] }, 'text-nowhere'],
    ['are several', { 'a.sh': 'b\nc\n' }, { path: '*.sh', text: ['b', 'c'] }, 'b, c in a.sh:2'],
    ['are one of several', { 'a.sh': 'b\nd\n' }, { path: '*.sh', text: 'b', any: ['c', 'd'] }, 'b, d in a.sh:2'],
    ['are none of several', { 'a.sh': 'b\n' }, { path: '*.sh', text: 'b', any: ['c', 'd'] }, 'text-nowhere'],
    ['are wanted in a file that is empty', { 'a.sh': '' }, { path: 'a.sh', text: 'b' }, 'file-empty a.sh'],
    ['are wanted in a file that is not there', {}, { path: 'a.sh', text: 'b' }, 'no-file'],
    ['are a call that stands in a string', { 'a.py': 'x = "loss.backward()"\n' }, { path: '*.py', text: '.backward(' }, 'text-nowhere'],
    ['are a call', { 'a.py': 'x = 1\nloss.backward()\n' }, { path: '*.py', text: '.backward(' }, '.backward( in a.py:2'],
    ['are a command in a string', { 'a.py': 'run("gcloud run")\n' }, { path: '*.py', text: 'gcloud run' }, 'gcloud run in a.py:1'],
    ['are wanted in more files', { 'a.sh': 'b\n' }, { path: '*.sh', text: 'b', count: 2 }, 'text-nowhere'],
  ])('%s', async (_, files, fields, expected) => {
    expect(await lookIn(files, { kind: 'content', ...fields })).toBe(expected);
  });

  it('are told, the one of several that is there last', () => {
    expect(wordsIn('a b c', { kind: 'content', text: 'a', any: ['x', 'c'] })).toEqual(['a', 'c']);
    expect(wordsIn('a', { kind: 'tests' })).toEqual([]);
    expect(wordsIn('a', { kind: 'content', text: ['a', 'b'] })).toBeUndefined();
  });
});

describe('the weakness of a file', () => {
  it('is nothing where it is good, or a picture', () =>
    inScratch((root) => {
      fill(root, { 'a.py': 'x = 1\n', 'model.pt': '\0\0' });
      const repository = new Repository(root);
      expect(weakness('a.py', 1, repository)).toBeUndefined();
      expect(weakness('model.pt', 1, repository)).toBeUndefined();
      expect(weakness('a.py', 2, repository)).toMatchObject({ code: 'file-says-little', values: { found: 1, least: 2 } });
    }));
});

describe('the line of a position', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [4, 3],
  ])('%i is %i', (position, line) => {
    expect(lineAt('a\nb\nc', position)).toBe(line);
  });
});

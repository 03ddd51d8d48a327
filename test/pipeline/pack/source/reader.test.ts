import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkProblem, SourceReader } from '../../../../generators/pipeline/pack/source/reader.js';
import { writeFolder } from '../../../packs/pack_folder.js';

describe('the reader of a folder', () => {
  it('reads documents with line feeds, and takes one that is not there, or not itself, for an empty one', () => {
    const folder = writeFolder({ 'pack.yml': 'id: x\r\n', 'secret.txt': 'secret' });
    symlinkSync('secret.txt', join(folder, 'versions.txt'));
    const reader = new SourceReader(folder);
    expect(['pack.yml', 'versions.txt', 'import_names.txt'].map((name) => reader.document(name))).toEqual(['id: x\n', '', '']);
    expect(linkProblem('versions.txt')).toMatchObject({ file: 'versions.txt', line: 1 });
  });

  it('reads no document that is too large, by itself or with the others', () => {
    const large = 'x'.repeat(250 * 1024);
    const reader = new SourceReader(writeFolder({ huge: `${large}${large}`, a: large, b: large, c: large, d: large, e: large }));
    expect(() => reader.document('huge')).toThrow('huge:1: What a pack says of itself takes 500 kB here, and it may take 256 kB at most');
    for (const name of ['a', 'b']) reader.document(name);
    expect(() => reader.document('c')).toThrow('c:1: What a pack says of itself takes 1 MB here, and it may take 1 MB at most');
  });

  it('counts files and folders, and stops where there are too many', () => {
    const reader = new SourceReader('');
    for (let index = 0; index < 5000; index += 1) reader.count('s/files/a');
    expect(() => reader.count('s/files/b')).toThrow('s/files/b:1: The pack has more than 5000 files and folders');
  });

  it('tells text from what is binary', () => {
    const reader = new SourceReader(writeFolder({ a: 'text\n', b: Buffer.from([0, 1]) }));
    expect([reader.read('a'), reader.read('b')]).toEqual([
      { origin: 'a', content: 'text\n', binary: false, executable: false },
      { origin: 'b', content: 'AAE=', binary: true, executable: false },
    ]);
  });
});

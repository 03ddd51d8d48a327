import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPackedFile } from '../../../../generators/pipeline/pack/library/packed_file.js';
import { writeFolder } from '../../../packs/pack_folder.js';
import { packed } from '../fixture.js';

it('a packed file is read as it is', () => {
  const folder = writeFolder({ 'my.pack': packed({}) });
  expect(readPackedFile(join(folder, 'my.pack'), 'my.pack')).toEqual(packed({}));
});

it('what can be no packed file is refused, and what is too large is not read', () => {
  const folder = writeFolder({ 'notes.txt': 'hello' });
  mkdirSync(join(folder, 'folder'));
  const file = openSync(join(folder, 'huge.pack'), 'w');
  ftruncateSync(file, 2 ** 31);
  closeSync(file);
  const read = (name: string) => () => readPackedFile(join(folder, name), name);
  expect(read('notes.txt')).toThrow('notes.txt is no packed pack. Name the folder of a pack, or a file like .mlops/pack of a project.');
  expect(read('folder')).toThrow(/^folder is no packed pack\./);
  expect(read('huge.pack')).toThrow('huge.pack is larger than 64 MB, and no packed pack is. Name a file that mlops pack freeze wrote.');
  expect(read('nothing')).toThrow(/^Cannot read nothing: /);
});

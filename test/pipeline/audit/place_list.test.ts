import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlaceList } from '../../../generators/pipeline/audit/place_list.js';
import { asOrdinaryUser } from '../../support/ordinary_user.js';
import { folderWith } from './sample.js';

test('gives the text without its mark of the encoding, and the folder that it is about', () => {
  const folder = folderWith({ 'list.txt': '\ufeffa\n' });
  expect(readPlaceList(join(folder, 'list.txt'))).toEqual({ text: 'a\n', base: folder });
});

test.each([
  ['an archive', 'PK\u0003\u0004\0\0'],
  ['an endless file', 'a\n'.repeat(600_000)],
])('%s is refused', (_, text) => {
  const file = join(folderWith({ list: text }), 'list');
  expect(() => readPlaceList(file)).toThrow(/list is no list of folders\. Name a folder, or a text file with one folder per line\.$/);
});

test('a list that may not be read is refused', () => {
  const folder = folderWith({ list: 'a' });
  chmodSync(folder, 0o755);
  const file = join(folder, 'list');
  chmodSync(file, 0);
  expect(() => asOrdinaryUser(() => readPlaceList(file))).toThrow(/permission is denied/);
});

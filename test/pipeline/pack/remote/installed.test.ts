import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installedFolder, installedVersion } from '../../../../generators/pipeline/pack/remote/installed.js';
import { writeFolder } from '../../../packs/pack_folder.js';

it('a package is found where Node would find it, in the version that was named or in any', () => {
  const top = writeFolder({
    'node_modules/mine/package.json': '{ "version": "1.2.0" }',
    'node_modules/@course/pack/package.json': '{ "version": "2.0.0" }',
    'node_modules/broken/package.json': '{',
    'a/node_modules/mine/package.json': '{ "version": "3.0.0" }',
    'a/b/x': '',
  });
  const below = join(top, 'a/b');
  expect(installedFolder({ name: 'mine' }, top)).toBe(join(top, 'node_modules/mine'));
  expect(installedFolder({ name: 'mine' }, below)).toBe(join(top, 'a/node_modules/mine'));
  expect(installedFolder({ name: 'mine', version: '3.0.0' }, below)).toBe(join(top, 'a/node_modules/mine'));
  expect(installedFolder({ name: 'mine', version: '1.2.0' }, below)).toBeUndefined();
  expect(installedFolder({ name: '@course/pack' }, below)).toBe(join(top, 'node_modules/@course/pack'));
  expect(installedFolder({ name: 'broken', version: '1.0.0' }, top)).toBeUndefined();
  expect(installedFolder({ name: 'other-package-of-nobody' }, below)).toBeUndefined();
});

it.each([
  ['{ "version": "1.2.0" }', '1.2.0'],
  ['{}', undefined],
  ['{ "version": "1.2.0\\n--force" }', undefined],
  ['{', undefined],
])('the version of an installed package whose package.json is %s is %s', (manifest, version) => {
  expect(installedVersion(writeFolder({ 'package.json': manifest }))).toBe(version);
});

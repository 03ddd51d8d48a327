import { expect, test } from 'vitest';
import { namesOf } from '../../../generators/pipeline/audit/names.js';

test('a repository is called by its folder, or as its list calls it', () => {
  expect(namesOf([{ folder: '/groups/one' }, { folder: '/groups/two', name: 'Group Two' }, { folder: '/' }])).toEqual([
    'one',
    'Group Two',
    '/',
  ]);
});

test('where several have one name, as much of the folders above is said as tells them apart', () => {
  expect(namesOf([{ folder: '/a/x/repo' }, { folder: '/b/x/repo' }, { folder: '/b/y/repo' }, { folder: '/b/y/other' }])).toEqual([
    'a/x/repo',
    'b/x/repo',
    'y/repo',
    'other',
  ]);
});

test('two of one name in a list keep it', () => {
  expect(
    namesOf([
      { folder: '/a', name: 'same' },
      { folder: '/b', name: 'same' },
    ]),
  ).toEqual(['same', 'same']);
});

import { realpathSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { placesOf } from '../../../generators/pipeline/audit/places.js';
import { folderWith } from './sample.js';

const noInput = (): Promise<string> => Promise.resolve('');

/** The places that words name, by their paths below a folder. */
async function placesIn(folder: string, words: readonly string[], input = ''): Promise<readonly string[]> {
  const places = await placesOf(words, folder, () => Promise.resolve(input));
  return places.map((place) => {
    const path = relative(realpathSync(folder), place.folder) || '.';
    return [path, place.name, place.reason].filter((part) => part !== undefined).join(' | ');
  });
}

test('a folder of repositories is a list of all its folders, but for hidden ones', async () => {
  const folder = folderWith({ 'b/.git/HEAD': '', 'a/.yo-rc.json': '{}', 'notes/x.txt': '', '.hidden/.git/HEAD': '', 'list.txt': 'a' });
  expect(await placesIn(folder, ['.'])).toEqual(['a', 'b', 'notes']);
});

test('so is one of Python projects without git, and a folder that is a project is none', async () => {
  const handedIn = { 'one/pyproject.toml': '', 'two/requirements.txt': '' };
  expect(await placesIn(folderWith(handedIn), ['.'])).toEqual(['one', 'two']);
  expect(await placesIn(folderWith({ ...handedIn, 'pyproject.toml': '' }), ['.'])).toEqual(['.']);
  expect(await placesIn(folderWith({ ...handedIn, '.git/HEAD': '' }), ['.'])).toEqual(['.']);
  expect(await placesIn(folderWith({ 'src/main.py': '' }), ['.'])).toEqual(['.']);
});

test('a file lists folders from where it stands: with comments, names, and line ends of either kind', async () => {
  const folder = folderWith({
    'lists/january.txt': '\ufeff# January\r\n../a\r\n\r\nGroup B\t../b\r\n../gone\n../lists/january.txt\n',
    'a/x': '',
    'b/.git/HEAD': '',
  });
  expect(await placesIn(folder, ['lists/january.txt'])).toEqual([
    'a',
    'b | Group B',
    `gone | There is no folder ${join(folder, 'gone')}`,
    `lists/january.txt | ${join(folder, 'lists/january.txt')} is a file, not a folder`,
  ]);
});

test('a dash is a list on standard input, from the current folder', async () => {
  expect(await placesIn(folderWith({ 'a/x': '' }), ['-'], 'a\n# b\n')).toEqual(['a']);
});

test('the same folder is looked at once, also behind a link', async () => {
  const folder = folderWith({ 'a/.git/HEAD': '' });
  symlinkSync(join(folder, 'a'), join(folder, 'link'));
  expect(await placesIn(folder, ['a', './a/', 'link'])).toEqual(['a']);
});

test('a link in a folder of repositories is not followed, and is a row that says so', async () => {
  const folder = folderWith({ 'groups/a/.git/HEAD': '', 'elsewhere/.git/HEAD': '' });
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'groups/b'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'groups/c'));
  expect(await placesIn(folder, ['groups'])).toEqual([
    'groups/a',
    'groups/b | It is a link, which is not followed: name the folder itself',
  ]);
});

test('a folder that is not there is a row with its reason', async () => {
  const folder = folderWith({});
  expect(await placesIn(folder, ['gone'])).toEqual([`gone | There is no folder ${join(folder, 'gone')}`]);
});

test('nothing to look at is refused', async () => {
  const folder = folderWith({ 'list.txt': '# nobody yet\n' });
  await expect(placesOf(['list.txt'], folder, noInput)).rejects.toThrow(/^There is nothing to look at\. Name folders, /);
  await expect(placesOf(['-'], folder, noInput)).rejects.toThrow('There is nothing to look at');
});

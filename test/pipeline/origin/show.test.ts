import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from '../run/scratch.js';
import { guidedProject } from './course.js';

const schema: object = JSON.parse(readFileSync(new URL('../../../schemas/why.schema.json', import.meta.url), 'utf8'));
const isExplanation = new Ajv2020({ strict: false }).compile(schema);

test.each([
  ['src/demo/api.py', 'file'],
  ['GUIDE.md', 'file'],
  ['mine.py', 'file'],
  ['GUIDE.md:2', 'line'],
  ['mine.py:1', 'line'],
  ['.', 'folder'],
  ['src', 'folder'],
  ['no-git', 'code'],
])('%s is explained as a document that follows its published schema, and nothing is written', async (word, kind) => {
  const scratch = await guidedProject();
  scratch.write('mine.py', 'x = 1\n');
  scratch.write('GUIDE.md', '# Ours\r\nuv sync\r\n');
  const before = snapshot(scratch.root, { times: true });
  const { out, exitCode, refusal } = await scratch.run('why', [word], { json: true });
  const document: unknown = JSON.parse(out);
  expect([exitCode, refusal, isExplanation(document), isExplanation.errors]).toEqual([0, undefined, true, null]);
  expect(document).toMatchObject({ kind });
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
});

test('a word that is a code is the code, whatever is called so; ./ makes a file of it', async () => {
  const scratch = await guidedProject('minimal');
  scratch.write('no-git', '');
  expect((await scratch.run('why', ['no-git'])).out).toMatch(/^no-git\n/);
  expect((await scratch.run('why', ['./no-git'])).out).toBe('no-git is yours: it was not generated.\n');
});

test.each([
  ['LICENS', 'There is no LICENS in the project, and none was generated. Did you mean LICENSE?'],
  ['xyz.py', 'There is no xyz.py in the project, and none was generated. Name a file or a folder that is there; mlops why . lists them.'],
  ['never-importd', 'There is no file, no folder and no finding "never-importd". Did you mean never-imported?'],
  [
    'quite-another',
    'There is no file, no folder and no finding "quite-another". mlops why . lists the files, mlops check --json the codes.',
  ],
  ['hollow', 'hollow is a folder without files, or git ignores what is in it. Name a file in it, or another folder.'],
  ['x'.repeat(5000), /^There is no x{79}… in the project/],
  ['src:4', 'src is a folder, and has no line 4. Leave out the line, or name a file in it.'],
  ['../x', /^\.\.\/x is outside of the project .*\. Name a path in it/],
  ['a\u001bb', /^There is no a\?b in the project/],
])('%j is refused', async (word, says) => {
  const scratch = await guidedProject('minimal');
  mkdirSync(join(scratch.root, 'hollow'));
  const { refusal, exitCode } = await scratch.run('why', [word]);
  expect([exitCode, refusal]).toEqual([1, typeof says === 'string' ? says : expect.stringMatching(says)]);
});

test('without a project a code is explained, and a mistyped one is told as such', async () => {
  const scratch = new Scratch();
  expect((await scratch.run('why', ['no-tests'])).out).toMatch(/^no-tests\n/);
  expect((await scratch.run('why', ['no-tets'])).refusal).toBe('There is no finding with the code "no-tets". Did you mean no-tests?');
  expect((await scratch.run('why', ['a.py'])).refusal).toMatch(/^There is no project in /);
});

test('the project is the one around the path, or the one that --into names', async () => {
  const scratch = await guidedProject('minimal');
  scratch.write('inner/a.txt', '');
  expect((await scratch.run('why', ['LICENSE'], { into: scratch.root })).out).toContain('LICENSE is unchanged');
  expect((await scratch.run('why', ['LICENSE'], { into: 'inner' })).refusal).toMatch(/^There is no project in .*inner\. /);
});

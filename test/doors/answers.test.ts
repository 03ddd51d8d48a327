import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { snapshot } from './snapshot.js';
import { isThere, makeFolder, QUICK, recorded, succeeded, writeFiles } from './workspace.js';

const FLAGS = {
  name: 'Digits & more',
  package: 'digits_more',
  description: 'We read digits: all of them.',
  author: ['Ada Lovelace', 'Grace "Amazing" Hopper'],
  email: 'group@example.org',
  manager: 'pip',
  python: '3.13',
  accelerator: 'cpu',
  license: 'Apache-2.0',
};
const TASKS = 'week1,api,21-22';

function flagWords(): string[] {
  const flags = Object.entries(FLAGS).flatMap(([flag, value]) => [value].flat().flatMap((item) => [`--${flag}`, item]));
  return [...flags, '--tasks', TASKS];
}

const YAML = `# Our group's answers
name: Digits & more
package: digits_more
description: "We read digits: all of them."
author:
  - Ada Lovelace
  - Grace "Amazing" Hopper
email: group@example.org
manager: pip
python: 3.13
accelerator: cpu
license: Apache-2.0
tasks: [week1, api, 21-22]
`;

test('what flags say is recorded and stands in the files', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, ...flagWords()], { cwd }));
  const { answers, tasks } = recorded(join(cwd, 'demo'));
  const { author, ...single } = FLAGS;
  for (const [name, value] of Object.entries({ ...single, authors: author })) expect(answers[name]?.value, name).toEqual(value);
  expect(tasks['fastapi-inference']?.asked).toBe(true);
  expect(tasks['coverage']?.asked).toBe(false);
  expect(isThere(join(cwd, 'demo'), 'src/digits_more/api.py')).toBe(true);
});

test('flags, a JSON file, a YAML file and standard input give the same bytes', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'answers.json': JSON.stringify({ ...FLAGS, tasks: TASKS.split(',') }), 'answers.yaml': YAML });
  succeeded(await mlops(['new', 'a/demo', ...QUICK, ...flagWords()], { cwd }));
  succeeded(await mlops(['new', 'b/demo', ...QUICK, '--answers', 'answers.json'], { cwd }));
  succeeded(await mlops(['new', 'c/demo', ...QUICK, '--answers=answers.yaml'], { cwd }));
  succeeded(await mlops(['new', 'd/demo', ...QUICK, '--answers', '-'], { cwd, input: YAML }));
  const [flags, ...files] = ['a', 'b', 'c', 'd'].map((folder) => snapshot(join(cwd, folder)));
  for (const file of files) expect(file).toEqual(flags);
});

test('a flag wins over the answers file', async () => {
  const cwd = makeFolder();
  succeeded(
    await mlops(['new', 'demo', ...QUICK, '--answers', '-', '--manager', 'uv', '--tasks', 'minimal'], {
      cwd,
      input: YAML,
    }),
  );
  const { answers, tasks } = recorded(join(cwd, 'demo'));
  expect(answers['manager']?.value).toBe('uv');
  expect(answers['python']?.value).toBe('3.13');
  expect(tasks['fastapi-inference']?.asked).toBe(false);
});

test('new in a project changes one answer and leaves the others', async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, '--answers', '-'], { cwd, input: YAML }));
  const project = join(cwd, 'demo');
  succeeded(await mlops(['new', ...QUICK, '--python', '3.11'], { cwd: project }));
  const changed = recorded(project);
  succeeded(await mlops(['new', 'at once/demo', ...QUICK, '--answers', '-', '--python=3.11'], { cwd, input: YAML }));
  expect(changed).toEqual(recorded(join(cwd, 'at once/demo')));
  expect(snapshot(project)).toEqual(snapshot(join(cwd, 'at once/demo')));
});

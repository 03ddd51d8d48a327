import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AuditDocument } from '../../generators/pipeline/audit/audit.js';
import { type Finished, mlops, yo } from './doors.js';
import { hasPty } from './pty.js';
import { touchedSnapshot } from './snapshot.js';
import { closeAll, DOORS, startAt } from './terminals.js';
import { isThere, makeFolder, projectWith, read, refused, refusedInJson, succeeded, writeFiles } from './workspace.js';

/** Five groups: one has all, one the least, one came without us, one has a damaged record, and one has handed in nothing. */
let groups: string;

beforeAll(async () => {
  groups = makeFolder();
  cpSync(await projectWith('--tasks', 'everything'), join(groups, 'groups/complete'), { recursive: true, verbatimSymlinks: true });
  cpSync(await projectWith('--tasks', 'minimal'), join(groups, 'groups/minimal'), { recursive: true, verbatimSymlinks: true });
  cpSync(await projectWith('--tasks', 'minimal', '--pack', '2024'), join(groups, 'groups/damaged'), { recursive: true });
  mkdirSync(join(groups, 'groups/foreign'));
  writeFiles(groups, {
    'groups/foreign/requirements.txt': 'fastapi\n',
    'groups/foreign/src/main.py':
      'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.post("/predict")\ndef predict(x: float):\n    return {"label": int(x > 0)}\n',
    'groups/damaged/.mlops/pack': 'no pack',
    'list.txt': '# January\nComplete\tgroups/complete\ngroups/minimal\ngroups/minimal/\ngroups/foreign\ngroups/damaged\ngroups/gone\n',
  });
});

afterEach(closeAll);

async function documentOf(words: readonly string[], run = mlops): Promise<AuditDocument> {
  const { stdout } = succeeded(await run(['audit', ...words, '--json'], { cwd: groups }));
  return JSON.parse(stdout) as AuditDocument;
}

test('five repositories, each with a row, and nothing in them is written', async () => {
  const before = touchedSnapshot(groups);
  const { repositories, packs } = await documentOf(['list.txt', '--sort', 'name']);
  expect(repositories.map(({ name }) => name)).toEqual(['Complete', 'damaged', 'foreign', 'gone', 'minimal']);
  const [complete, damaged, foreign, gone, minimal] = repositories;
  expect(complete).toMatchObject({ isProject: true, pack: { id: '2026' }, counts: { missing: 0 } });
  expect(damaged).toMatchObject({
    isProject: false,
    seen: [expect.stringContaining('looked at as if it were not there: The packed pack cannot be read')],
  });
  expect(foreign).toMatchObject({ isProject: false, verdicts: { 'fastapi-inference': 'met', hydra: 'missing' }, state: {} });
  expect(gone).toEqual({ name: 'gone', folder: join(groups, 'groups/gone'), reason: `There is no folder ${join(groups, 'groups/gone')}` });
  expect(minimal).toMatchObject({ isProject: true, verdicts: { hydra: 'missing' } });
  expect(packs.map(({ id, repositories: count }) => [id, count])).toEqual([['2026', 4]]);
  expect(touchedSnapshot(groups)).toEqual(before);
});

test('yo says the same, byte for byte but for the time', async () => {
  const underYo = async (args: readonly string[], setting: { cwd: string }): Promise<Finished> =>
    yo([`mlops:${args[0]}`, ...args.slice(1)], setting);
  const [ours, theirs] = [await documentOf(['groups', 'gone']), await documentOf(['groups', 'gone'], underYo)];
  expect({ ...theirs, at: ours.at }).toEqual(ours);
});

test('a list comes from standard input too', async () => {
  const { stdout } = succeeded(await mlops(['audit', '-', '--json'], { cwd: groups, input: 'groups/minimal\n' }));
  expect((JSON.parse(stdout) as AuditDocument).repositories).toHaveLength(1);
});

test('without a terminal there is no progress, and the table is plain', async () => {
  const { stdout, stderr } = succeeded(await mlops(['audit', 'groups'], { cwd: groups }));
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^4 repositories; 2 not made by the generator, held against /);
  expect(stdout).not.toContain('\u001b');
});

test('one page is written, over an earlier one, and over nothing else', async () => {
  for (const _ of ['new', 'again']) {
    succeeded(await mlops(['audit', 'list.txt', '--html', 'audit.html'], { cwd: groups }));
    expect(read(groups, 'audit.html')).toMatch(/^<!doctype html>[\s\S]*5 repositories/);
  }
  refused(await mlops(['audit', 'groups', '--html', 'list.txt'], { cwd: groups }), /list\.txt exists already, and is no page of an audit/);
  refused(await mlops(['audit', 'groups', '--html', 'groups'], { cwd: groups }), /groups is a folder\. Name a file in it/);
  refused(await mlops(['audit', 'groups', '--html', 'no/a.html'], { cwd: groups }), /There is no folder .*no\. Make it first/);
  expect(read(groups, 'list.txt')).toContain('# January');
});

test.runIf(hasPty()).each(DOORS)('at a terminal %s shows one line of progress, takes it away, and fits the window', async (door) => {
  const { code, screen, output } = await startAt(door, 'audit', { cwd: groups, columns: 60 }, 'groups', 'gone').end();
  expect(code, screen).toBe(0);
  expect(output).toMatch(/\r\u001b\[KLooked at 4 of 4: \S/);
  expect(screen).not.toContain('Looked at');
  expect(output).not.toMatch(/\u001b\[\d+m/);
  expect(screen).toMatch(/^Repository +Pack .*\n(?:.*\n)*complete +2026 r\d+ +█/m);
});

test('--strict ends with 3', async () => {
  expect((await mlops(['audit', 'groups', '--strict', '--csv'], { cwd: groups })).code).toBe(3);
});

test.each<[string, readonly string[], RegExp]>([
  ['no words', ['audit'], /mlops audit needs folders of repositories, or a file that lists them/],
  ['two forms', ['audit', 'groups', '--json', '--csv'], /--json and --csv both print/],
  ['a list that is none', ['audit', 'groups/complete/.mlops/pack'], /is no list of folders/],
  ['an empty list', ['audit', '-'], /There is nothing to look at/],
  ['an unknown order', ['audit', 'groups', '--sort', 'age'], /--sort cannot be "age"\. Use one of worst, name/],
  ['an unknown pack', ['audit', 'groups', '--pack', '1999'], /There is no pack "1999"/],
  ['an answer', ['audit', 'groups', '--name', 'Demo'], /mlops audit only reads, so it takes no --name/],
])('%s is refused in one sentence', async (_, words, says) => {
  const finished = await mlops(words, { cwd: groups });
  if (words.includes('--json')) refusedInJson(finished, says);
  else refused(finished, says);
});

test('Ctrl-C ends it with 130, and no page is written', async () => {
  const many = Array.from({ length: 60 }, (_, index) => {
    cpSync(join(groups, 'groups/minimal'), join(groups, `many/${index}`), { recursive: true, verbatimSymlinks: true });
    return `many/${index}`;
  });
  const cutOff = { signal: 'SIGINT' as const, after: 500 };
  const { code, stdout, stderr } = await mlops(['audit', ...many, '--html', 'cut.html'], { cwd: groups, cutOff });
  expect([code, stdout, stderr, isThere(groups, 'cut.html')]).toEqual([130, '', 'Interrupted: nothing was written.\n', false]);
});

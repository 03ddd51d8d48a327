import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops, yo } from './doors.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { edit, isThere, makeFolder, minimalProject, QUICK, read, refused, refusedInJson, succeeded, writeFiles } from './workspace.js';

/** A pack that was just started in `mine`. */
async function started(...options: readonly string[]): Promise<string> {
  const cwd = makeFolder();
  succeeded(await mlops(['pack', 'new', 'mine', ...options], { cwd }));
  return cwd;
}

/** Takes the # away from the examples of a file. */
function useExamples(cwd: string, path: string): void {
  edit(cwd, path, (text) => text.replaceAll(/^#(?!#)/gm, ''));
}

test('the packs that there are are listed, also for a program, and in a project the one that it carries', async () => {
  const cwd = makeFolder();
  const { stdout, stderr } = succeeded(await mlops(['pack', 'list'], { cwd }));
  expect([stdout, stderr]).toEqual([
    expect.stringMatching(/^Came with the generator\n(?: {2}\d+ .*\n)* {2}2026 .*a new project gets it\n/),
    '',
  ]);
  const project = await minimalProject();
  const before = touchedSnapshot(project);
  const listed = JSON.parse(succeeded(await mlops(['pack', 'list', '--json'], { cwd: join(project, 'src') })).stdout) as object;
  expect(listed).toMatchObject({
    packs: [{ id: '2024' }, { id: '2025' }, { id: '2026' }],
    project: { id: '2026', shipped: true, folder: project },
  });
  expect(touchedSnapshot(project)).toEqual(before);
});

test('a pack that was just started passes its test, and nothing in it is different', async () => {
  const cwd = await started('--from', '2026');
  const before = touchedSnapshot(cwd);
  const { stdout } = succeeded(await mlops(['pack', 'test', 'mine'], { cwd }));
  expect(stdout).toMatch(/^mine is fine: mine, after .* \(mine, revision 1\)\.\n {2}Rendered: everything \(53 tasks, /);
  expect(stdout).toContain('Nothing is different from DTU 02476, January 2026 (2026, revision ');
  expect(touchedSnapshot(cwd)).toEqual(before);
});

test('from its examples to a project of a group, and to a correction of it', async () => {
  const cwd = await started();
  useExamples(cwd, 'mine/pack.yml');
  edit(cwd, 'mine/versions.txt', (text) => text.replaceAll(/^#(?!#)/gm, '').replace(/==\S+/, '==99.0.0'));
  const tested = succeeded(await mlops(['pack', 'test', 'mine'], { cwd })).stdout;
  for (const words of [/reworded +git-repository/, /new +a-new-task \(54\)/, /renumbered +/, /changed +\S+: .* → 99\.0\.0/]) {
    expect(tested).toMatch(words);
  }
  succeeded(await mlops(['pack', 'freeze', 'mine', 'first.pack'], { cwd }));
  succeeded(await mlops(['new', 'demo', ...QUICK, '--tasks', 'minimal', '--pack', 'first.pack'], { cwd }));
  writeFiles(cwd, { 'mine/project/files/notes.txt': 'Read this.\n' });
  edit(cwd, 'mine/pack.yml', (text) => text.replace('revision: 1', 'revision: 2'));
  expect(succeeded(await mlops(['pack', 'test', 'mine'], { cwd })).stdout).toMatch(/new +project\/files\/notes\.txt/);
  succeeded(await mlops(['pack', 'freeze', 'mine', 'second.pack'], { cwd }));
  succeeded(await mlops(['upgrade', ...QUICK, '--pack', '../second.pack'], { cwd: join(cwd, 'demo') }));
  expect(read(cwd, 'demo/notes.txt')).toBe('Read this.\n');
});

test('a frozen pack makes the same project as its folder, without the folder', async () => {
  const cwd = await started();
  const { stdout } = succeeded(await mlops(['pack', 'freeze', 'mine', 'mine.pack', '--json'], { cwd }));
  const { digest } = JSON.parse(stdout) as { readonly digest: string };
  succeeded(await mlops(['new', 'a/demo', ...QUICK, '--tasks', 'week1', '--pack', 'mine'], { cwd }));
  succeeded(await mlops(['new', 'b/demo', ...QUICK, '--tasks', 'week1', '--pack', 'mine.pack'], { cwd }));
  const record = read(cwd, 'b/demo/.yo-rc.json');
  expect([record, read(cwd, 'a/demo/.yo-rc.json')].map((text) => text.includes(digest))).toEqual([true, true]);
  expect(record.replace('"source": "mine.pack"', '"source": "mine"')).toBe(read(cwd, 'a/demo/.yo-rc.json'));
  const but = { '.yo-rc.json': 'the record' };
  expect({ ...snapshot(join(cwd, 'b/demo')), ...but }).toEqual({ ...snapshot(join(cwd, 'a/demo')), ...but });
  const again = succeeded(await mlops(['pack', 'freeze', 'mine', 'mine.pack'], { cwd }));
  expect(again.stdout).toMatch(/^mine\.pack holds this pack already: /);
  edit(cwd, 'mine/pack.yml', (text) => text.replace('revision: 1', 'revision: 2'));
  refused(await mlops(['pack', 'freeze', 'mine', 'mine.pack'], { cwd }), /mine\.pack exists already, and holds something else\./);
});

test('a broken pack is told with file and line, on standard output, with status 1', async () => {
  const cwd = await started();
  writeFiles(cwd, { 'mine/docker/stage.yml': 'tasks:\n  dockerfiles:\n    needs: { add: [dockerfile] }\n' });
  const reading = await mlops(['pack', 'test', 'mine'], { cwd });
  expect(reading).toMatchObject({ code: 1, stderr: '' });
  expect(reading.stdout).toBe(
    'mine is broken: 1 problem.\n  docker/stage.yml:3: There is no task "dockerfile". Correct the slug, or add the task to pack.yml.\n',
  );
  writeFiles(cwd, { 'mine/docker/stage.yml': '', 'mine/quality/files/broken.yaml': 'a: [1\nb: 2\n' });
  const rendering = await mlops(['pack', 'test', 'mine', '--json'], { cwd });
  expect(rendering).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(rendering.stdout)).toMatchObject({ fine: false, problems: [{ file: 'quality/files/broken.yaml' }], exitCode: 1 });
});

test.each([
  ['no command of the family', ['pack'], /needs one more word\. Use one of mlops pack list, /],
  ['a misspelt one', ['pack', 'tets', 'mine'], /mlops pack tets\. Did you mean mlops pack test\?/],
  ['no folder', ['pack', 'new'], /needs the folder of the new pack\. Name it: mlops pack new my-pack/],
  ['a folder that is not empty', ['pack', 'new', 'full'], /full is not empty/],
  ['the id of another pack', ['pack', 'new', '2026'], /the id 2026, .*another name/],
  ['a parent that there is not', ['pack', 'new', 'other', '--from', '2062'], /no pack "2062".*2026/],
  ['an option of another command', ['pack', 'test', 'full', '--from', '2026'], /--from is an option of mlops diff and pack new, /],
  ['an answer', ['pack', 'new', 'other', '--name', 'x'], /takes no --name/],
  ['a folder that is no pack', ['pack', 'test', 'full'], /no pack\.yml in .*full/],
  ['no file', ['pack', 'freeze', 'full'], /needs the file to write/],
  ['a folder in place of a file', ['pack', 'freeze', '2026', 'full'], /full is a folder\. Name a file: full\/2026\.pack/],
])('%s is refused in one line, and nothing is written', async (_, words, says) => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'full/notes.txt': '' });
  const before = touchedSnapshot(cwd);
  refused(await mlops(words, { cwd }), says);
  refusedInJson(await mlops([...words, '--json'], { cwd }), says);
  expect(touchedSnapshot(cwd)).toEqual(before);
});

test('with --plan a pack is not started and not frozen', async () => {
  const cwd = makeFolder();
  expect(succeeded(await mlops(['pack', 'new', 'mine', '--plan'], { cwd })).stdout).toContain('Would start the pack mine in mine: ');
  expect(succeeded(await mlops(['pack', 'freeze', '2026', 'a.pack', '--dry-run'], { cwd })).stdout).toContain('Would write a.pack: ');
  expect(snapshot(cwd)).toEqual({});
});

test('help is about the family, and about each of its commands', async () => {
  const cwd = makeFolder();
  const helps = async (...words: string[]): Promise<string> => succeeded(await mlops(words, { cwd })).stdout;
  const [family, one] = [await helps('pack', '--help'), await helps('pack', 'test', '--help')];
  expect(family).toMatch(/^Usage: mlops pack <command> \[options\]\n/);
  expect(one).toMatch(/^Usage: mlops pack test <folder> \[options\]\n/);
  expect([await helps('help', 'pack'), await helps('pack', 'help')]).toEqual([family, family]);
  expect([await helps('help', 'pack', 'test'), await helps('pack', 'help', 'test')]).toEqual([one, one]);
  expect(await helps('--help')).toContain('  pack list|new|test|freeze ');
  expect(await helps('completion', 'bash')).toContain("'pack test') ");
});

test('yo takes a folder from where it is called, also below a project', async () => {
  const project = await minimalProject();
  succeeded(await yo(['mlops:pack', 'new', '../../mine'], { cwd: join(project, 'src') }));
  expect(isThere(project, '../mine/pack.yml')).toBe(true);
  expect(succeeded(await yo(['mlops:pack', 'list', '--json'], { cwd: join(project, 'src') })).stdout).toContain(`"folder": "${project}"`);
});

test('yo has the same command, with the same words, options and help', async () => {
  const [left, right] = [makeFolder(), makeFolder()];
  succeeded(await yo(['mlops:pack', 'new', 'mine', '--from', '2026'], { cwd: left }));
  succeeded(await mlops(['pack', 'new', 'mine', '--from', '2026'], { cwd: right }));
  expect(snapshot(left)).toEqual(snapshot(right));
  expect(succeeded(await yo(['mlops:pack', 'test', 'mine'], { cwd: left })).stdout).toContain('mine is fine: ');
  writeFiles(left, { 'mine/pack.yml': 'id: mine\nnope: 1\n' });
  expect(await yo(['mlops:pack', 'test', 'mine'], { cwd: left })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('pack.yml:2: '),
  });
  refused(await yo(['mlops:pack', 'tets', 'mine'], { cwd: left }), /Did you mean mlops pack test\?/);
  expect((await yo(['mlops:pack', 'new', '--help'], { cwd: left })).stdout).toContain('Usage: yo mlops:pack new <folder> [options]');
  expect(isThere(left, '.yo-rc.json') || existsSync(join(left, 'mine/.mlops'))).toBe(false);
});

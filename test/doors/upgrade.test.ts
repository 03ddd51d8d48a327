import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { earlierProject, earlierYear } from './earlier_year.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { teamOf } from './team.js';
import { giveToUser } from './user.js';
import { edit, git, isThere, makeFolder, projectWith, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

test('an upgrade brings the corrections, keeps what people wrote, and says what is new', async () => {
  const project = await earlierProject('--tasks', 'week1');
  edit(project, 'pyproject.toml', (text) => text.replace('dependencies = [', 'dependencies = [\n    "rich",'));
  writeFiles(project, { 'src/demo/model.py': 'OURS = True\n' });
  const { stdout } = succeeded(await mlops(['upgrade', ...QUICK], { cwd: project }));
  expect(stdout).toMatch(/DTU 02476, January 2026: from revision 1 to revision \d+\./);
  expect(stdout).toMatch(/git-repository \(1\)\n +was: Start a git repository\n +now: Create a git repository\n/);
  expect(stdout).toMatch(/typer +0\.20\.0 → \d/);
  expect(read(project, 'src/demo/model.py')).toBe('OURS = True\n');
  expect(read(project, 'pyproject.toml')).toMatch(/"rich",[\s\S]*"typer>=0\.(?!20\.0)/);
  expect(read(project, 'docs/data.md')).not.toContain('Earlier words');
});

test('an upgraded project is what a new one would be, and a second upgrade changes nothing', async () => {
  const project = await earlierProject('--tasks', 'week1');
  succeeded(await mlops(['upgrade', ...QUICK], { cwd: project }));
  expect(snapshot(project)).toEqual(snapshot(await projectWith('--tasks', 'week1')));
  const before = touchedSnapshot(project);
  expect(succeeded(await mlops(['upgrade', ...QUICK], { cwd: project })).stdout).toContain('Nothing to change');
  expect(touchedSnapshot(project)).toEqual(before);
});

test('one person upgrades while another one adds a stage: the branches merge, and the next command has nothing to mend', async () => {
  const project = await teamOf(await earlierProject('--tasks', 'minimal'), ['upgrade'], ['add', 'docker']);
  await git(project, 'merge', '-q', '--no-edit', 'person1');
  succeeded(await mlops(['new', ...QUICK], { cwd: project }));
  expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,docker')));
});

test('no other command changes the pack, although this generator brings a newer one', async () => {
  const project = await earlierProject('--tasks', 'minimal');
  const pack = readFileSync(join(project, '.mlops/pack'));
  for (const words of [['api'], ['add', 'hydra'], ['remove', 'hydra'], ['new', '--package', 'other'], ['undo']]) {
    succeeded(await mlops([...words, ...QUICK], { cwd: project }));
    expect(readFileSync(join(project, '.mlops/pack')).equals(pack), words.join(' ')).toBe(true);
  }
  expect(read(project, 'docs/data.md')).toContain('# Earlier words about data');
  refused(await mlops(['add', 'api', '--pack', '2026', ...QUICK], { cwd: project }), /no command but upgrade.*mlops upgrade --pack 2026/);
});

test('a copy without its git folder and without the old pack at hand upgrades as well', async () => {
  const project = await earlierProject('--tasks', 'minimal');
  const copy = join(makeFolder(), 'copy');
  cpSync(project, copy, { recursive: true });
  rmSync(join(copy, '.mlops/history'), { recursive: true });
  giveToUser(copy);
  succeeded(await mlops(['upgrade', ...QUICK], { cwd: copy }));
  expect(snapshot(copy)).toEqual(snapshot(await projectWith('--tasks', 'minimal')));
});

test('an upgrade is taken back', async () => {
  const project = await earlierProject('--tasks', 'minimal');
  const before = snapshot(project);
  succeeded(await mlops(['upgrade', ...QUICK], { cwd: project }));
  succeeded(await mlops(['undo'], { cwd: project }));
  expect(snapshot(project)).toEqual(before);
});

/** A pack of one stage: its files by name, its tasks by slug and number. */
function smallPack(
  folder: string,
  revision: number,
  tasks: Readonly<Record<string, number>>,
  files: Readonly<Record<string, string>>,
): string {
  const list = Object.entries(tasks).map(([slug, id]) => `  ${slug}: { id: ${id}, wording: Do ${slug}, group: one, kind: artifact }\n`);
  const claims = Object.keys(tasks).map((slug) => `  ${slug}: {}\n`);
  const pack = `id: small\ntitle: Small\nrevision: ${revision}\ngroups: { one: One }\ntasks:\n${list.join('')}`;
  const owned = Object.entries(files).map(([path, content]) => [`${folder}/stage/files/${path}`, content]);
  const stage = `title: Stage\nsummary: All of it\ntasks:\n${claims.join('')}`;
  const cwd = makeFolder();
  writeFiles(cwd, { [`${folder}/pack.yml`]: pack, [`${folder}/stage/stage.yml`]: stage, ...Object.fromEntries(owned) });
  return join(cwd, folder);
}

test('a pack of one’s own moves to its next revision by its folder: a new task is off, a renamed one stays on', async () => {
  const first = smallPack('one', 1, { alpha: 1, beta: 2 }, { 'a.txt': 'one\n' });
  const second = smallPack('two', 2, { alpha: 1, gamma: 2, delta: 3 }, { 'a.txt': 'two\n', 'b.txt': 'new\n' });
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', '--pack', first, '--tasks', 'alpha,beta', ...QUICK], { cwd }));
  const project = join(cwd, 'demo');
  const { stdout } = succeeded(await mlops(['upgrade', '--pack', second, '--json', ...QUICK], { cwd: project }));
  const result = JSON.parse(stdout) as { news: object; tasks: { on: string[] } };
  expect(result.tasks.on).toEqual(['alpha', 'gamma']);
  expect(result.news).toMatchObject({
    newTasks: [{ slug: 'delta', id: 3 }],
    renamed: [{ before: 'beta', after: 'gamma' }],
    goneTasks: [],
  });
  expect(read(project, 'a.txt')).toBe('two\n');
  expect(isThere(project, 'b.txt')).toBe(true);
  refused(await mlops(['upgrade', ...QUICK], { cwd: project }), /"small" did not come with this generator.*--pack/);
});

test('a newer revision than this generator brings is not taken back by an upgrade', async () => {
  const folder = earlierYear();
  const text = readFileSync(join(folder, 'pack.yml'), 'utf8');
  writeFileSync(join(folder, 'pack.yml'), text.replace(/^revision: 1$/m, 'revision: 999'));
  const project = await projectWith('--pack', folder, '--tasks', 'minimal');
  refused(await mlops(['upgrade', ...QUICK], { cwd: project }), /revision 999.*brings revision.*newer generator/);
});

test('a recorded answer that the other pack does not take is named with its flag', async () => {
  const folder = earlierYear();
  const pack = readFileSync(join(folder, 'pack.yml'), 'utf8');
  const withLicence = pack.replace(/(\{ value: MIT,[^\n]*\})/, '$1\n      - { value: ours, label: Our own }');
  expect(withLicence).not.toBe(pack);
  writeFileSync(join(folder, 'pack.yml'), withLicence);
  const project = await projectWith('--pack', folder, '--tasks', 'minimal', '--license', 'ours');
  const before = touchedSnapshot(project);
  refused(await mlops(['upgrade', ...QUICK], { cwd: project }), /license.*ours/);
  expect(touchedSnapshot(project)).toEqual(before);
  succeeded(await mlops(['upgrade', '--license', 'MIT', ...QUICK], { cwd: project }));
});

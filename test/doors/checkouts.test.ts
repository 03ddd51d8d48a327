import { chmodSync, cpSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Finished, mlops } from './doors.js';
import { filesIn, snapshot } from './snapshot.js';
import { commitAll } from './team.js';
import { giveToUser } from './user.js';
import { edit, git, isThere, makeFolder, minimalProject, projectWith, QUICK, read, succeeded, writeFiles } from './workspace.js';

// The same project in other checkouts: with the line ends of Windows, with byte order marks, with executable files.

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Edits of a group, of all kinds that merge; and one line that the generator will change, too. */
const EDITS: Readonly<Record<string, (text: string) => string>> = {
  'README.md': (text) => text.replace(/### Goal\n/, '### Goal\n\nOurs.\n'),
  'pyproject.toml': (text) =>
    text.replace(/^description = .*$/m, 'description = "Mine"').replace(/( +"matplotlib)/, '    "pandas>=2",\n$1'),
  'requirements.txt': (text) => `${text}pandas==2.3.3\n`,
  '.gitignore': (text) => `${text}ours/\n`,
  'src/demo/data.py': (text) => `${text}\n\ndef ours() -> None:\n    """Do nothing."""\n`,
  'src/demo/train.py': (text) => text.replace('import logging\n', 'import logging\nimport os\n'),
  'docs/train.md': (text) => text.replace('# Training\n', '# Our training\n'),
};

/** A project of a group, in a repository that says nothing of line ends. */
async function edited(): Promise<string> {
  const project = await projectWith('--tasks', 'minimal,api');
  for (const [path, change] of Object.entries(EDITS)) edit(project, path, change);
  rmSync(join(project, '.gitattributes'));
  await git(project, 'init', '-q', '-b', 'main');
  await commitAll(project);
  return project;
}

function copyOf(project: string): string {
  const copy = join(makeFolder(), 'demo');
  cpSync(project, copy, { recursive: true });
  giveToUser(copy);
  return copy;
}

/** All files of a project but those that are the generator's own. */
function ownFiles(project: string): string[] {
  return filesIn(project).filter((path) => !path.startsWith('.mlops/') && path !== '.yo-rc.json');
}

async function withWindowsLineEnds(project: string): Promise<string> {
  const clone = join(makeFolder(), 'demo');
  await git(project, 'clone', '-q', '-c', 'core.autocrlf=true', project, clone);
  return clone;
}

function withMarks(project: string): string {
  const copy = copyOf(project);
  for (const path of Object.keys(EDITS)) writeFileSync(join(copy, path), Buffer.concat([MARK, readFileSync(join(copy, path))]));
  return copy;
}

function withExecutables(project: string): string {
  const copy = copyOf(project);
  for (const path of ownFiles(copy)) chmodSync(join(copy, path), 0o755);
  return copy;
}

const CHECKOUTS: readonly (readonly [string, (project: string) => Promise<string> | string])[] = [
  ['the line ends of Windows, as git makes them', withWindowsLineEnds],
  ['byte order marks in the edited files', withMarks],
  ['executable files', withExecutables],
  ['all of it', async (project) => withExecutables(withMarks(await withWindowsLineEnds(project)))],
];

/** What a group does next: stages come, the package gets another name, and an answer changes that they have changed, too. */
const LIFE: readonly (readonly string[])[] = [
  ['add', 'docker', 'hydra'],
  ['add', 'tests', 'ci-tests', 'profiling'],
  ['new', '--package', 'wine'],
  ['new', '--description', 'Theirs'],
];

interface Outcome {
  readonly code: number | null;
  readonly conflicts: readonly string[];
}

async function live(project: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const words of LIFE) outcomes.push(outcomeOf(await mlops([...words, ...QUICK, '--json'], { cwd: project })));
  return outcomes;
}

function outcomeOf({ code, stdout }: Finished): Outcome {
  const { changes } = JSON.parse(stdout) as { changes: { path: string; outcome: string }[] };
  return { code, conflicts: changes.filter(({ outcome }) => outcome === 'conflict').map(({ path }) => path) };
}

/** The texts of a project, whatever their line ends and marks. */
function textsOf(project: string): Record<string, string> {
  const plain = (path: string): string =>
    read(project, path)
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n');
  return Object.fromEntries(ownFiles(project).map((path) => [path, plain(path)]));
}

describe('a checkout', () => {
  it.each(CHECKOUTS)('with %s merges as well as any other, and stays so', async (_, checkOut) => {
    const plain = await edited();
    const other = await checkOut(copyOf(plain));
    expect(snapshot(other, ['.git'])).not.toEqual(snapshot(plain, ['.git']));
    const before = new Map(
      ownFiles(other).map((path) => [path, { bytes: readFileSync(join(other, path)), mode: statSync(join(other, path)).mode }]),
    );
    const outcomes = await live(other);
    expect(outcomes).toEqual(await live(plain));
    expect(outcomes.map(({ code, conflicts }) => [code, conflicts])).toEqual([
      [0, []],
      [0, []],
      [0, []],
      [2, ['pyproject.toml']],
    ]);
    expect(textsOf(other)).toEqual(textsOf(plain));
    expect(snapshot(join(other, '.mlops'))).toEqual(snapshot(join(plain, '.mlops')));
    for (const [path, { bytes, mode }] of before)
      expect(lookOf(other, path.replace('src/demo', 'src/wine')), path).toEqual(look(bytes, mode));
  });
});

/** How a text looks to the eyes of a machine: its line ends, its mark, its executable bit. */
function look(bytes: Buffer, mode: number) {
  const text = bytes.toString('latin1');
  const isWindows = text.includes('\n') && !/(?<!\r)\n/.test(text);
  return {
    isWindows,
    isMixed: text.includes('\r\n') && !isWindows,
    isMarked: bytes.subarray(0, 3).equals(MARK),
    isExecutable: (mode & 0o100) !== 0,
  };
}

function lookOf(project: string, path: string): ReturnType<typeof look> | undefined {
  if (!isThere(project, path)) return undefined;
  return look(readFileSync(join(project, path)), statSync(join(project, path)).mode);
}

test('with the .gitattributes of the project, git leaves the line ends alone on every machine', async () => {
  const project = await projectWith('--tasks', 'minimal');
  await git(project, 'init', '-q', '-b', 'main');
  await commitAll(project);
  expect(snapshot(await withWindowsLineEnds(project), ['.git'])).toEqual(snapshot(project, ['.git']));
});

test('what was written in a checkout with the line ends of Windows is the same commit as any other', async () => {
  const project = await edited();
  const clone = await withWindowsLineEnds(project);
  for (const folder of [project, clone]) {
    succeeded(await mlops(['add', 'docker', 'hydra', ...QUICK], { cwd: folder }));
    await commitAll(folder);
  }
  expect(read(clone, '.yo-rc.json')).not.toMatch(/(?<!\r)\n/);
  expect(await git(clone, 'rev-parse', 'HEAD^{tree}')).toBe(await git(project, 'rev-parse', 'HEAD^{tree}'));
});

test('names in another letter case are kept, and what would meet them on other machines goes beside them', async () => {
  const project = await minimalProject();
  renameSync(join(project, 'README.md'), join(project, 'readme.md'));
  writeFiles(project, { 'Dockerfiles/train.dockerfile': 'FROM scratch\n', 'tests/UnitTests': 'mine\n' });
  const before = snapshot(project);
  const { code, stdout } = await mlops(['add', 'docker', 'data-tests', ...QUICK], { cwd: project });
  expect(code).toBe(2);
  expect(stdout).toMatch(/Dockerfiles is in the way/);
  expect(isThere(project, 'README.md')).toBe(false);
  expect(isThere(project, 'dockerfiles')).toBe(false);
  expect(filesIn(project)).toEqual(
    expect.arrayContaining(['Dockerfiles.generated/train.dockerfile', 'tests/UnitTests.generated/test_data.py']),
  );
  for (const path of ['readme.md', 'Dockerfiles/train.dockerfile', 'tests/UnitTests']) expect(snapshot(project)[path]).toBe(before[path]);
  const after = snapshot(project);
  succeeded(await mlops(['add', 'docker', 'data-tests', ...QUICK], { cwd: project }));
  expect(snapshot(project)).toEqual(after);
});

import { chmodSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { withoutDiffs } from '../support/results.js';
import { mlops, yo } from './doors.js';
import { filesIn, snapshot, touchedSnapshot } from './snapshot.js';
import { edit, isThere, makeFolder, minimalProject, QUICK, refused, refusedInJson, succeeded, writeFiles } from './workspace.js';

interface Report {
  readonly planned: boolean;
  readonly counts: Record<string, number>;
  readonly changes: { path: string; outcome: string; note?: string }[];
  readonly tasks: { on: string[]; added: { slug: string; because?: string }[] };
  readonly warnings: { fact: string; command: string }[];
  readonly next: { command: string }[];
  readonly exitCode: number;
}

const schema = JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8')) as object;
const isResult = new Ajv2020({ allErrors: true, strict: true }).compile<Report>(schema);

async function report(cwd: string, ...words: string[]): Promise<Report> {
  const { code, stdout, stderr } = await mlops([...words, '--json'], { cwd });
  const document: unknown = JSON.parse(stdout);
  if (!isResult(document)) throw new Error(`not as the schema says: ${JSON.stringify(isResult.errors)}`);
  expect(code, stderr).toBe(document.exitCode);
  expect(stderr).toBe('');
  return document;
}

/** What the plan of a command says equals what the command then does. */
async function keepsItsWord(cwd: string, ...words: string[]): Promise<Report> {
  const before = touchedSnapshot(cwd);
  const plan = await report(cwd, ...words, '--plan');
  expect(touchedSnapshot(cwd)).toEqual(before);
  const done = await report(cwd, ...words);
  expect(plan.planned).toBe(true);
  expect({ ...withoutDiffs(plan), planned: false }).toEqual(done);
  return done;
}

test('the plan of a new project says what then happens, file by file', async () => {
  const cwd = makeFolder();
  const done = await keepsItsWord(cwd, 'new', 'demo', ...QUICK);
  const named = done.changes.filter(({ outcome }) => outcome === 'new').map(({ path }) => path);
  const files = filesIn(join(cwd, 'demo')).filter((path) => path !== '.yo-rc.json' && !path.startsWith('.mlops/'));
  expect(new Set(named)).toEqual(new Set(files));
  expect(done.counts).toEqual({ new: named.length });
  expect(done.tasks.added.map(({ slug }) => slug)).toEqual(done.tasks.on);
  expect(done.next.length).toBeGreaterThan(0);
});

test('the plan of adding to an edited project says what then happens', async () => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => `${text}\n[tool.ours]\nkey = 1\n`);
  edit(project, 'README.md', (text) => `${text}\nOurs.\n`);
  const done = await keepsItsWord(project, 'add', '35', 'coverage', ...QUICK);
  expect(done.tasks.added).toContainEqual({ slug: 'fastapi-inference', because: 'api-tests' });
  const again = await report(project, 'add', '35', 'coverage', ...QUICK);
  expect(again.changes.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
});

test('the plan of a conflict has status 2, as the command has', async () => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  const done = await keepsItsWord(project, 'new', ...QUICK, '--description', 'Theirs');
  expect(done.exitCode).toBe(2);
  expect(done.changes).toContainEqual(expect.objectContaining({ path: 'pyproject.toml', outcome: 'conflict' }));
});

test.each(['mine', 'generated'])('the plan with --on-conflict %s says what then happens', async (way) => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  expect((await keepsItsWord(project, 'new', ...QUICK, '--description', 'Theirs', '--on-conflict', way)).exitCode).toBe(0);
});

test('the plan with --on-conflict stop is refused as the command is', async () => {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => text.replace(/^description = .*$/m, 'description = "Mine"'));
  const words = ['new', ...QUICK, '--description', 'Theirs', '--on-conflict', 'stop', '--plan'];
  refused(await mlops(words, { cwd: project }), /pyproject\.toml/);
});

test('files in the way are in the plan as they are then done', async () => {
  const cwd = makeFolder();
  writeFiles(cwd, { 'README.md': '# Mine\n', src: 'a file', '.gitignore': 'ours\n', 'pyproject.toml': 'ours = 1\n' });
  expect((await keepsItsWord(cwd, 'new', ...QUICK, '--name', 'Demo')).exitCode).toBe(2);
});

test('--dry-run means --plan, and shows diffs of what would change', async () => {
  const project = await minimalProject();
  const words = ['new', ...QUICK, '--description', 'Another one'];
  const plan = succeeded(await mlops([...words, '--plan'], { cwd: project }));
  expect(succeeded(await mlops([...words, '--dry-run'], { cwd: project })).stdout).toBe(plan.stdout);
  expect(plan.stdout).toContain('Would write');
  expect(plan.stdout).toMatch(/^-description = .*\n\+description = "Another one"$/m);
});

test('a plan starts no program', async () => {
  const cwd = makeFolder();
  const trap = `#!/bin/sh\ntouch "${join(cwd, 'started')}"\n`;
  writeFiles(cwd, { 'bin/git': trap, 'bin/uv': trap });
  for (const name of ['git', 'uv']) chmodSync(join(cwd, 'bin', name), 0o755);
  const env = { PATH: `${join(cwd, 'bin')}:${dirname(process.execPath)}` };
  succeeded(await mlops(['new', 'demo', '--defaults', '--plan'], { cwd, env }));
  expect(isThere(cwd, 'started')).toBe(false);
  succeeded(await mlops(['new', 'demo', '--defaults'], { cwd, env }));
  expect(isThere(cwd, 'started')).toBe(true);
});

test('what went wrong after the writing stands in the document, not beside it', async () => {
  const cwd = makeFolder();
  const env = { PATH: '/nowhere' };
  const { code, stdout, stderr } = await mlops(['new', 'demo', '--defaults', '--json'], { cwd, env });
  const document: unknown = JSON.parse(stdout);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(isResult(document) && document.warnings.map(({ command }) => command)).toEqual([
    expect.stringContaining('uv lock'),
    expect.stringContaining('git init'),
  ]);
});

test.each([
  ['a bad answer', ['new', 'demo', '--json', '--package', 'torch'], /torch/],
  ['an option that there is not', ['add', '--json', '--nope'], /--nope|needs something to add/],
  ['an option without its value', ['new', 'demo', '--json', '--name'], /--name has no value/],
  ['a switch with a value', ['new', 'demo', '--json', '--defaults=no'], /--defaults is a switch/],
  ['--json itself with a value', ['new', 'demo', '--json=yes'], /--json is a switch/],
  ['no command', ['--json'], /No command was given/],
  ['a command that there is not', ['nothing', '--json'], /no command and no stage "nothing"/],
  ['no project', ['info', '--json'], /There is no project/],
  ['a conflict that stops', ['undo', '--json'], /There is no project/],
])('with --json a refusal prints one document, for %s', async (_, words, says) => {
  const cwd = makeFolder();
  refusedInJson(await mlops(words, { cwd }), says);
  expect(snapshot(cwd)).toEqual({});
});

test('under yo a refusal prints the same document', async () => {
  const cwd = makeFolder();
  const words = ['--json', '--package', 'torch'];
  const { error } = refusedInJson(await yo(['mlops', 'demo', ...words], { cwd }), /torch/);
  expect(refusedInJson(await mlops(['new', 'demo', ...words], { cwd }), /torch/).error).toEqual(error);
  refusedInJson(await yo(['mlops:add', 'api', '--json', '--nope'], { cwd }), /no option --nope/);
  expect(snapshot(cwd)).toEqual({});
});

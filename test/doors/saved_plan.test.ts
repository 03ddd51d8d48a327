import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { edit, makeFolder, minimalProject, projectWith, QUICK, read, refused, succeeded, writeFiles } from './workspace.js';

const schema = JSON.parse(readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8')) as object;

test('a plan that was saved is carried out as it was', async () => {
  const project = await minimalProject();
  const plan = join(makeFolder(), 'plan.json');
  const before = touchedSnapshot(project);
  succeeded(await mlops(['add', '33', '35', '--save', plan, ...QUICK], { cwd: project }));
  expect(touchedSnapshot(project)).toEqual(before);
  succeeded(await mlops(['add', '--apply', plan, '--skip-install'], { cwd: project }));
  expect(snapshot(project)).toEqual(snapshot(await projectWith('--tasks', 'minimal,33,35')));
});

test('the published schema describes a saved plan', async () => {
  const project = await minimalProject();
  const plan = join(makeFolder(), 'plan.json');
  succeeded(await mlops(['docker', '--save', plan, ...QUICK], { cwd: project }));
  const validate = new Ajv2020().compile(schema);
  expect(validate(JSON.parse(readFileSync(plan, 'utf8'))), JSON.stringify(validate.errors)).toBe(true);
});

test('a new project, a removal and an undo are carried out from their plans', async () => {
  const cwd = makeFolder();
  const steps: [string[], string[]][] = [
    [
      ['new', 'demo', '--tasks', 'minimal,33'],
      ['new', 'demo'],
    ],
    [
      ['remove', 'api', '--into', 'demo'],
      ['remove', '--into', 'demo'],
    ],
    [
      ['undo', 'demo'],
      ['undo', 'demo'],
    ],
    [
      ['undo', 'demo', '--redo'],
      ['undo', 'demo'],
    ],
  ];
  for (const [index, [plan, deed]] of steps.entries()) {
    succeeded(await mlops([...plan, '--save', `${index}.json`, ...QUICK], { cwd }));
    succeeded(await mlops([...deed, '--apply', `${index}.json`, '--skip-git', '--skip-install'], { cwd }));
  }
  expect(snapshot(join(cwd, 'demo'))).toEqual(snapshot(await minimalProject()));
});

test('a plan is refused where the project has changed since', async () => {
  const project = await minimalProject();
  const plan = join(makeFolder(), 'plan.json');
  succeeded(await mlops(['api', '--save', plan, ...QUICK], { cwd: project }));
  edit(project, 'pyproject.toml', (text) => `${text}\n[tool.ours]\nkey = 1\n`);
  const before = touchedSnapshot(project);
  refused(await mlops(['api', '--apply', plan], { cwd: project }), /changed since the plan was made \(pyproject\.toml\).*again/);
  expect(touchedSnapshot(project)).toEqual(before);
});

test.each([
  [['api', '--apply', 'plan.json', '--email', 'ada@example.org'], /already has its tasks and answers/],
  [['docker', '--apply', 'plan.json'], /saved plan is for mlops api, not for mlops docker/],
  [['api', '--apply', 'nowhere.json'], /nowhere\.json cannot be read/],
  [['api', '--apply', 'pyproject.toml'], /pyproject\.toml is not a saved plan/],
  [['api', '--save', 'plan.json', ...QUICK], /plan\.json exists already/],
  [['api', '--save', 'nowhere/plan.json', ...QUICK], /cannot be written to nowhere/],
])('%j is refused', async (words, says) => {
  const project = await minimalProject();
  succeeded(await mlops(['api', '--save', 'plan.json', ...QUICK], { cwd: project }));
  const before = touchedSnapshot(project);
  refused(await mlops(words, { cwd: project }), says);
  expect(touchedSnapshot(project)).toEqual(before);
});

test('a plan of another generator says so', async () => {
  const project = await minimalProject();
  succeeded(await mlops(['api', '--save', 'plan.json', ...QUICK], { cwd: project }));
  const plan = JSON.parse(read(project, 'plan.json')) as { changes: { after: string }[]; digest?: string };
  const [first] = plan.changes;
  if (first !== undefined) first.after = '0'.repeat(64);
  delete plan.digest;
  const older = { ...plan, version: '0.0.9' };
  const digest = createHash('sha256').update(JSON.stringify(older)).digest('hex');
  writeFiles(project, { 'plan.json': JSON.stringify({ ...older, digest }) });
  refused(await mlops(['api', '--apply', 'plan.json'], { cwd: project }), /made with generator-mlops 0\.0\.9/);
});

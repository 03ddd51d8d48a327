import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from './scratch.js';

const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, '../../../schemas/diff.schema.json'), 'utf8'));
const isDifference = new Ajv2020({ strict: false }).compile(schema);

test('without a project, shows what a task brings to the smallest choice, with what it needs', async () => {
  const scratch = new Scratch();
  const { out, exitCode } = await scratch.run('diff', ['docker-build'], { pack: join(scratch.folder, 'course.pack'), json: true });
  const document: unknown = JSON.parse(out);
  expect([exitCode, isDifference(document), isDifference.errors]).toEqual([0, true, null]);
  expect(document).toMatchObject({
    from: ['repository', 'training'],
    tasks: ['dockerfiles', 'docker-build'],
    files: [{ path: 'Dockerfile', outcome: 'new', patch: '--- /dev/null\n+++ b/Dockerfile\n@@ -0,0 +1,1 @@\n+FROM scratch\n' }],
  });
});

test('in a project, shows what would change there, as it is now, and writes nothing', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('README.md', '# Ours\n');
  const before = snapshot(scratch.root, { times: true });
  const { out } = await scratch.run('diff', ['docker']);
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
  const applied = spawnSync('git', ['apply', '-'], { cwd: scratch.root, input: out, encoding: 'utf8' });
  expect([applied.status, applied.stderr]).toEqual([0, '']);
  expect(scratch.read('Dockerfile')).toBe('FROM scratch\n');
});

test('in a project, shows what a task brings to another choice where that is named', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal,docker');
  expect((await scratch.run('diff', ['docker'])).refusal).toBe(
    'docker is on already, so nothing would change. To see what it brings, name what it is added to: --from minimal.',
  );
  expect((await scratch.run('diff', ['docker'], { from: 'minimal' })).out).toContain('+++ b/Dockerfile');
  expect((await scratch.run('diff', ['dockerfiles'], { from: 'docker' })).refusal).toContain('Name less after --from');
});

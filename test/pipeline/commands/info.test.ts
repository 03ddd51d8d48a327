import { execFileSync } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Info } from '../../../generators/pipeline/commands/info.js';
import { splitArguments } from '../../../generators/pipeline/doors/arguments.js';
import schema from '../../../schemas/info.schema.json' with { type: 'json' };
import { snapshot, withoutHistory } from '../../lives/snapshot.js';
import { COURSE, Scratch } from '../run/scratch.js';

async function infoOf(scratch: Scratch): Promise<Info> {
  const { out } = await scratch.run('info', [], { json: true });
  const info: Info = JSON.parse(out);
  return info;
}

const ANSWERS = { name: 'Ada\'s `birds` & "$HOME"', author: ['Ada', 'Bo B'], email: '', port: '9000', manager: 'pip' };

test('names the pack, the answers, and the tasks that are on', async () => {
  const scratch = new Scratch();
  await scratch.new('docker', ANSWERS);
  const { out } = await scratch.run('info');
  expect(out).toContain('A small course (small, revision 1), a pack that did not come with the generator');
  expect(out).toMatch(/author +Ada, Bo B\n/);
  expect(out).toContain('Tasks: 4 on\n  repository, training, dockerfiles, docker-build\n');
});

test('prints a document that follows its published schema', async () => {
  const scratch = new Scratch();
  await scratch.new('docker', ANSWERS);
  const validate = new Ajv2020().compile(schema);
  expect([validate(await infoOf(scratch)), validate.errors]).toEqual([true, null]);
});

test('prints a line that makes the same project, to the last byte, from a shell', async () => {
  const scratch = new Scratch();
  await scratch.new('api,docker', ANSWERS);
  const { again } = await infoOf(scratch);
  const line = execFileSync('sh', ['-c', `printf '%s\\0' ${again}`], { encoding: 'utf8' });
  const [program, ...args] = line.split('\0').slice(0, -1);
  const { positionals, values } = splitArguments(args, COURSE.asks);
  expect([program, ...positionals]).toEqual(['mlops', 'new', 'demo']);
  const other = new Scratch();
  expect((await other.run('new', [], { ...values, 'skip-git': true, 'skip-install': true })).refusal).toBeUndefined();
  expect(withoutHistory(snapshot(other.root))).toEqual(withoutHistory(snapshot(scratch.root)));
});

test('says that git left conflict markers, and how they are settled, and repairs nothing', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const sides = (text: string): string =>
    text.replace(/^( +"value": )"Demo"/m, '<<<<<<< HEAD\n$1"Demo"\n=======\n$1"Other"\n>>>>>>> topic');
  scratch.write('.yo-rc.json', sides(scratch.read('.yo-rc.json')));
  const before = snapshot(scratch.root, { times: true });
  for (const json of [true, false]) {
    const { exitCode, out, err } = await scratch.run('info', [], { json });
    expect(exitCode).toBe(0);
    expect(out).toContain('Demo');
    expect(err).toMatch(
      /^Warning: \.yo-rc\.json contains git conflict markers; .* of name the answer of HEAD\. .*: mlops new --defaults\n$/,
    );
  }
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
});

test('changes nothing, and says so of options that only a change has', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const before = snapshot(scratch.root, { times: true });
  await scratch.run('info');
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
  expect((await scratch.run('info', [], { plan: true })).refusal).toContain('--plan is an option of mlops new, add,');
  expect((await scratch.run('info', [], { name: 'x' })).refusal).toBe('mlops info only reads, so it takes no --name. Leave it out.');
});

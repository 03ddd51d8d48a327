import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packCommand } from '../../../generators/pipeline/commands/pack.js';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from '../run/scratch.js';

test('each of its commands says what it is, and has an example that calls it', () => {
  for (const { name, usage, summary, examples } of packCommand.members) {
    expect([usage.startsWith(name), summary !== '', examples.every((example) => example.startsWith(`mlops ${name}`))]).toEqual([
      true,
      true,
      true,
    ]);
  }
});

test('a project around changes nothing for what works on packs, also one that is damaged', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('.yo-rc.json', '{');
  scratch.write('../base/pack.yml', 'id: base\n');
  const before = snapshot(scratch.root, { times: true });
  expect((await scratch.run('pack', ['new', '../mine'], { from: '../base' })).refusal).toBeUndefined();
  expect((await scratch.run('pack', ['test', '../mine'])).exitCode).toBe(0);
  expect((await scratch.run('pack', ['freeze', '../mine', '../mine.pack'])).refusal).toBeUndefined();
  expect(readdirSync(scratch.folder).sort()).toEqual(['base', 'course.pack', 'demo', 'mine', 'mine.pack']);
  expect(snapshot(scratch.root, { times: true })).toEqual(before);
  expect((await scratch.run('pack', ['list'])).refusal).toContain('.yo-rc.json');
});

test.each([
  [['test', 'x'], { from: '2026' }, '--from is an option of mlops diff and pack new, not of mlops pack test. Leave it out.'],
  [['new', 'x'], { name: 'x' }, 'mlops pack new works on a pack, so it takes no --name. Leave it out.'],
  [['list'], { name: 'x' }, 'mlops pack list only reads, so it takes no --name. Leave it out.'],
  [['new', 'x'], { nope: true }, /^There is no option --nope\. /],
  [['new', 'x'], { into: 'y' }, /^--into is an option of mlops new, .*, not of mlops pack new\. Leave it out\.$/],
  [['freeze', 'x'], {}, 'mlops pack freeze needs the file to write. Name it: mlops pack freeze my-pack my-pack.pack.'],
  [[], {}, /^mlops pack needs one more word\. /],
  [['tets', 'x'], {}, 'There is no command mlops pack tets. Did you mean mlops pack test?'],
])('mlops pack %j %j is refused, and nothing is written', async (words, values, says) => {
  const scratch = new Scratch();
  const { refusal, exitCode } = await scratch.run('pack', words, values);
  expect([exitCode, refusal]).toEqual([1, typeof says === 'string' ? says : expect.stringMatching(says)]);
  expect(readdirSync(scratch.root)).toEqual([]);
});

test('an option of a project names the commands that take it, those of the family among them', async () => {
  const { refusal } = await new Scratch().run('info', [], { plan: true });
  expect(refusal).toBe(
    '--plan is an option of mlops new, add, remove, upgrade, undo, pack new and pack freeze, not of mlops info. Leave it out.',
  );
});

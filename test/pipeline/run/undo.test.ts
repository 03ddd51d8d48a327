import { expect, test } from 'vitest';
import type { PromptQuestion } from '../../../generators/pipeline/terminal/terminal.js';
import { snapshot, withoutHistory } from '../../lives/snapshot.js';
import { IN_FOLDERS } from './layout/layout_pack.js';
import { outcomes, Scratch } from './scratch.js';

test('takes back the last command to the last byte, and --redo brings it back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const before = withoutHistory(snapshot(scratch.root));
  await scratch.result('add', ['docker']);
  const after = withoutHistory(snapshot(scratch.root));
  await scratch.result('undo');
  expect(withoutHistory(snapshot(scratch.root))).toEqual(before);
  await scratch.result('undo', [], { redo: true });
  expect(withoutHistory(snapshot(scratch.root))).toEqual(after);
});

test('what ended in a conflict is brought back as one: its markers, and the file beside', async () => {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  scratch.write('docs/project.md', '# Ours\nRead on.\n');
  scratch.write('src/birds/api/routes.py', 'X = 1\n');
  expect((await scratch.result('add', ['api'])).exitCode).toBe(2);
  expect(scratch.read('docs/project.md')).toContain('<<<<<<<');
  expect((await scratch.result('undo')).exitCode).toBe(0);
  const { exitCode, warnings } = await scratch.result('undo', [], { redo: true });
  expect(exitCode).toBe(2);
  expect(warnings.map(({ fact }) => fact)).toEqual([
    'docs/project.md has the markers of a conflict again: it waits for you',
    'src/birds/api.py.generated is back: a conflict about src/birds/api.py waits for you',
  ]);
});

test('keeps what somebody edited since, and says so', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['docker']);
  scratch.write('Dockerfile', 'FROM mine\n');
  const result = await scratch.result('undo');
  expect(outcomes(result)).toEqual({ Dockerfile: 'kept' });
  expect(result.changes[0]?.note).toContain('It stays because you changed it since.');
});

test('says where there is nothing to take or to bring back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  expect((await scratch.run('undo', [], { redo: true })).refusal).toMatch(/^There is nothing to bring back\./);
  await scratch.result('undo', [], { yes: true });
  expect((await scratch.run('undo')).refusal).toContain('There is no project in');
});

test('takes back the making of a project only with a yes, and brings it back', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  const made = withoutHistory(snapshot(scratch.root));
  expect((await scratch.run('undo')).refusal).toMatch(/^This takes back mlops new: .* Add --yes/);
  expect(withoutHistory(snapshot(scratch.root))).toEqual(made);
  await scratch.result('undo', [], { yes: true });
  expect([...withoutHistory(snapshot(scratch.root)).keys()]).toEqual(['.mlops']);
  await scratch.result('undo', [], { redo: true });
  expect(withoutHistory(snapshot(scratch.root))).toEqual(made);
});

test('asks before it takes back the making of a project: Enter alone is a no, and it counts what goes', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  scratch.write('README.md', 'mine\n');
  const made = withoutHistory(snapshot(scratch.root));
  const heard: PromptQuestion[] = [];
  const saying = (said: boolean | undefined) => ({
    interactive: true,
    asker: async () =>
      Promise.resolve((questions: readonly PromptQuestion[]) => {
        heard.push(...questions);
        return Promise.resolve({ proceed: said ?? questions[0]?.default });
      }),
  });
  expect((await scratch.run('undo', [], {}, saying(undefined))).refusal).toMatch(/^You said no, and nothing was written\./);
  expect(withoutHistory(snapshot(scratch.root))).toEqual(made);
  const { out } = await scratch.run('undo', [], {}, saying(true));
  const removed = /(\d+) removed/.exec(out)?.[1] ?? 'none';
  expect(heard[0]?.message).toBe(
    `This takes back mlops new: ${removed} ${removed === '1' ? 'file goes' : 'files go'}; what somebody has edited since stays. Go on?`,
  );
});

test('names a newer command that did not lead here, and passes over it only by name', async () => {
  const scratch = new Scratch();
  await scratch.new('minimal');
  await scratch.result('add', ['api']);
  const state = scratch.read('.yo-rc.json');
  await scratch.result('add', ['docker']);
  const before = withoutHistory(snapshot(scratch.root));
  scratch.write('.yo-rc.json', state);
  const reverted = withoutHistory(snapshot(scratch.root));
  const { refusal } = await scratch.run('undo');
  expect(refusal).toMatch(/^Your last command, mlops add docker, did not lead to the state .* mlops undo --command 'add api'\.$/);
  expect(withoutHistory(snapshot(scratch.root))).toEqual(reverted);
  expect((await scratch.run('undo', [], { command: 'add docker' })).refusal).toContain('That was: mlops add api');
  expect((await scratch.result('undo', [], { command: 'mlops add api' })).turned).toBe('add api');
  expect(before).not.toEqual(reverted);
});

test('the words are about what was there before', async () => {
  const scratch = new Scratch(IN_FOLDERS);
  await scratch.new('minimal', { package: 'birds' });
  await scratch.result('add', ['api']);
  scratch.write('configs/api.yaml', 'port: 9000\n');
  scratch.write('src/birds/plugins.py', `# ours\n${scratch.read('src/birds/plugins.py')}\n\nOURS = 1\n`);
  const notes = (await scratch.result('undo')).changes.map(({ note = '' }) => note).join('\n');
  expect(notes).toContain('It stays because you changed it since.');
  expect(notes).not.toMatch(/generat/i);
});

import { join } from 'node:path';
import { afterEach, describe, expect, inject, it, test } from 'vitest';
import { cleanEnvironment, mlops, run } from './doors.js';
import { hasPty, KEYS, Pty } from './pty.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { makeTeam } from './team.js';
import { USER } from './user.js';
import { edit, git, isThere, projectWith, QUICK, read, recorded, refused, succeeded } from './workspace.js';

// Two people have changed the same answer, or the same lines, of `.yo-rc.json`: git has left conflict markers in it.

/** Merges the other branch; of all files in conflict but the record, ours are kept. */
async function mergeKeepingOurs(project: string, ...options: readonly string[]): Promise<void> {
  expect((await run('git', [...options, 'merge', 'person1'], { cwd: project })).code).toBe(1);
  const conflicts = (await git(project, 'diff', '--name-only', '--diff-filter=U')).split('\n');
  expect(conflicts).toContain('.yo-rc.json');
  for (const path of conflicts.filter((each) => each !== '.yo-rc.json')) await git(project, 'checkout', '--ours', '--', path);
  expect(read(project, '.yo-rc.json')).toContain('<<<<<<< HEAD');
}

/** Each has added a task, and answered the same question: 3.11 on the other branch, 3.13 on this one. */
async function disputed(...options: readonly string[]): Promise<string> {
  const project = await makeTeam('minimal', ['add', 'docker', '--python', '3.11'], ['add', 'api', '--python', '3.13']);
  await mergeKeepingOurs(project, ...options);
  return project;
}

test('without a terminal a contradiction is refused with the flags that decide, and nothing is written', async () => {
  const project = await disputed();
  const before = touchedSnapshot(project);
  const words =
    /its sides contradict each other about "python" \(3\.13 in HEAD, 3\.11 in person1\)\. Say which one to use: --python=3\.13 or --python=3\.11\./;
  refused(await mlops(['add', 'tests', ...QUICK], { cwd: project }), words);
  refused(await mlops(['add', 'tests', '--plan'], { cwd: project }), words);
  expect(touchedSnapshot(project)).toEqual(before);
});

test.each(['merge', 'diff3', 'zdiff3'])(
  'with the flag both sides are taken, in the style %s: the result is what one person would have got',
  async (style) => {
    const project = await disputed('-c', `merge.conflictStyle=${style}`);
    const before = touchedSnapshot(project);
    const plan = await mlops(['add', 'tests', '--plan', '--python', '3.11'], { cwd: project });
    expect(plan.stderr).toContain('.yo-rc.json contains git conflict markers: both sides are taken.');
    expect(touchedSnapshot(project)).toEqual(before);
    succeeded(await mlops(['add', 'tests', ...QUICK, '--python', '3.11'], { cwd: project }));
    expect(snapshot(project, ['.git'])).toEqual(snapshot(await projectWith('--tasks', 'minimal,docker,api,tests', '--python', '3.11')));
  },
);

test('where nothing contradicts, both sides are taken and told, and the same command then changes nothing', async () => {
  const project = await projectWith('--tasks', 'minimal,api');
  edit(project, '.yo-rc.json', (text) =>
    text
      .replace(/^( +"(?:dockerfiles|hydra)": \{\n\s+"asked": )false/gm, '<<<<<<< HEAD\n$1false\n=======\n$1true\n>>>>>>> other')
      .replace(/^( +"version": )(".*"),$/m, '<<<<<<< HEAD\n$1"0.0.1",\n=======\n$1$2,\n>>>>>>> other'),
  );
  const { stderr, stdout } = succeeded(await mlops(['new', ...QUICK, '--json'], { cwd: project }));
  expect(stderr).toBe('.yo-rc.json contains git conflict markers: both sides are taken.\n');
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0 });
  expect(recorded(project).tasks).toMatchObject({ dockerfiles: { asked: true }, hydra: { asked: true } });
  const before = touchedSnapshot(project);
  expect(succeeded(await mlops(['new', ...QUICK], { cwd: project }))).toMatchObject({ stderr: '' });
  expect(touchedSnapshot(project)).toEqual(before);
});

test('an answer from a file decides, too', async () => {
  const project = await disputed();
  succeeded(await mlops(['new', ...QUICK, '--answers', '-'], { cwd: project, input: 'python: "3.11"\n' }));
  expect(recorded(project).answers['python']).toEqual({ value: '3.11' });
});

test('two packs are refused with a way out, and that way works', async () => {
  const project = await projectWith('--tasks', 'minimal');
  edit(project, '.yo-rc.json', (text) =>
    text.replace(
      /( +"revision": \d+,\n +"digest": ").*(")/,
      (ours, head: string, tail: string) => `<<<<<<< HEAD\n${ours}\n=======\n${head}0000${tail}\n>>>>>>> other`,
    ),
  );
  const before = touchedSnapshot(project);
  refused(
    await mlops(['add', 'api', ...QUICK], { cwd: project }),
    /two packs.*keep its "pack".*\.mlops\/pack with git checkout --ours or --theirs/,
  );
  expect(touchedSnapshot(project)).toEqual(before);
  edit(project, '.yo-rc.json', (text) => text.replace(/<{7} HEAD\n([\s\S]*?)={7}\n[\s\S]*?>{7} other\n/, '$1'));
  succeeded(await mlops(['add', 'api', ...QUICK], { cwd: project }));
});

describe.runIf(hasPty())('at a terminal', () => {
  const open: Pty[] = [];
  afterEach(() => {
    for (const pty of open.splice(0)) pty.close();
  });

  function start(project: string, door: 'mlops' | 'yo' = 'mlops'): Pty {
    const modules = join(inject('grounds'), 'node_modules');
    const program =
      door === 'yo' ? [join(modules, 'yo/lib/cli.js'), 'mlops:add'] : [join(modules, 'generator-mlops/dist/mlops.cjs'), 'add'];
    const words = ['data-tests', '--skip-git', '--skip-install'];
    const pty = new Pty([process.execPath, ...program, ...words], {
      cwd: project,
      env: cleanEnvironment(),
      columns: 100,
      rows: 40,
      ...USER,
    });
    open.push(pty);
    return pty;
  }

  it.each(['mlops', 'yo'] as const)('a person is asked whether both sides are taken, and which answer counts (%s)', async (door) => {
    const project = await disputed();
    const pty = start(project, door);
    await pty.answer('Take both sides?');
    await pty.answer('Which Python', KEYS.down);
    const { code, screen, output } = await pty.end();
    expect(code, screen).toBe(0);
    expect(output).toContain('3.13 (yours, HEAD)');
    expect(recorded(project)).toMatchObject({ answers: { python: { value: '3.11' } }, tasks: { dockerfiles: { asked: true } } });
    expect(isThere(project, 'dockerfiles/api.dockerfile')).toBe(true);
  });

  it.each([
    ['a no', ['n', KEYS.enter], 1],
    ['Ctrl-C', [KEYS.ctrlC], 130],
  ])('%s writes nothing', async (_, keys, status) => {
    const project = await disputed();
    const before = touchedSnapshot(project);
    const pty = start(project);
    await pty.see('Take both sides?');
    await pty.type(...keys);
    expect((await pty.end()).code).toBe(status);
    expect(touchedSnapshot(project)).toEqual(before);
  });
});

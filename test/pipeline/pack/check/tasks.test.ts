import { describe, expect, it } from 'vitest';
import { type Files, problemsOf, readPack } from '../../../packs/pack_folder.js';

/** A pack with tasks `a` and `b`, in one stage each. */
function withStage(stage: string, more: Files = {}, pack = ''): Files {
  return { 'pack.yml': `id: x\ntasks: { a: { id: 1 }, b: {} }\n${pack}`, 's/stage.yml': stage, ...more };
}

it.each([
  ['a need', 'id: x\ntasks: { write-tests: {}, b: { needs: [write-test] } }\n', 'Did you mean "write-tests"?'],
  ['a group', 'id: x\ngroups: { week1: W }\ntasks: { b: { group: weak1 } }\n', 'Did you mean "week1"?'],
  ['a module', 'id: x\nmodules: { containers: { title: T } }\ntasks: { b: { modules: [container] } }\n', 'Did you mean "containers"?'],
])('says what was meant by %s that is misspelt', async (_, pack, remedy) => {
  await expect(readPack({ 'pack.yml': pack })).rejects.toThrow(remedy);
});

describe('tasks, stages and presets that do not fit together', () => {
  it.each<[string, Files, string]>([
    ['an unknown task is needed', withStage('tasks:\n  a:\n    needs: [c]\n'), 's/stage.yml:3: There is no task "c"'],
    ['an unknown task in soft', withStage('tasks: { a: { soft: [c] } }\n'), 's/stage.yml:1: There is no task "c"'],
    ['a need in the checklist', { 'pack.yml': 'id: x\ntasks:\n  a: {}\n  b: { needs: [z] }\n' }, 'pack.yml:4: There is no task "z"'],
    ['a task needs itself', withStage('tasks: { a: { needs: [a] } }\n'), 's/stage.yml:1: The task "a" names itself in "needs"'],
    [
      'tasks need each other',
      withStage('tasks:\n  a: { needs: [b] }\n  b: { needs: [a] }\n'),
      's/stage.yml:2: Tasks need each other in a cycle: a needs b needs a',
    ],
    ['a number twice', { 'pack.yml': 'id: x\ntasks:\n  a: { id: 1 }\n  b: { id: 1 }\n' }, 'pack.yml:4: The task "a" has the number 1 too'],
    ['an unknown module', { 'pack.yml': 'id: x\ntasks:\n  a: { modules: [M1] }\n' }, 'pack.yml:3: There is no module "M1"'],
    ['an unknown group', { 'pack.yml': 'id: x\ngroups: { w: W }\ntasks:\n  a: { group: v }\n' }, 'pack.yml:4: There is no group "v"'],
    [
      'an unknown selector',
      { 'pack.yml': 'id: x\npresets:\n  p:\n    - q\n' },
      'pack.yml:4: "q" is no group, stage, task, number or range',
    ],
    [
      'a number that no task has',
      withStage('', {}, 'presets: { p: [2-9] }\n'),
      'pack.yml:3: "2-9" is no group, stage, task, number or range',
    ],
    ['an unknown stage', withStage('after:\n  - t\n'), 's/stage.yml:2: There is no stage "t"'],
    [
      'a stage with the name of a command',
      { 'pack.yml': 'id: x\n', 'undo/files/a': '' },
      'undo/stage.yml:1: A stage cannot be called "undo"',
    ],
    ['a stage with capitals', { 'pack.yml': 'id: x\n', 'Ab/files/a': '' }, 'Ab/stage.yml:1: A stage cannot be called "Ab"'],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });

  it('are found in the checklist where no stage claims the task', async () => {
    expect(await problemsOf({ 'pack.yml': 'id: x\ntasks:\n  a:\n    needs: [b, a]\n' })).toEqual([
      'pack.yml:4: There is no task "b"',
      'pack.yml:4: The task "a" names itself in "needs"',
    ]);
  });
});

describe('presets', () => {
  it('may name groups, stages, tasks, numbers, and ranges with one task in them', async () => {
    const pack = 'groups: { w: W }\npresets: { p: [w, s, a, 1, 0-9] }\n';
    expect(await problemsOf(withStage('tasks: { a: {} }\n', {}, pack))).toEqual([]);
  });
});

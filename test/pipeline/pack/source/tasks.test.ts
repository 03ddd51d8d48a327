import { describe, expect, it } from 'vitest';
import { type Files, problemsOf, readPack } from '../../../packs/pack_folder.js';

const CHECKLIST = `id: course
groups: { week1: Week 1, week2: Week 2 }
modules: { M5: { title: Git } }
tasks:
  repository: { id: 1, wording: Create a repository, modules: [M5], group: week1, always: true }
  serving: { id: 2, wording: Serve it, group: week2, evidence: [{ kind: file, path: a.py }] }
  meeting: { group: week2, kind: practice }
presets: { week1: [week1], both: [week1, 2] }
asks:
  - { name: name, type: title, message: Name? }
  - { name: package, type: package, message: Package? }
  - { name: projectId, type: token, message: Project?, when: tasks.includes('serving'), quiet: true }
`;

describe('the tasks of a pack', () => {
  it('joins the checklist with what the stages claim', async () => {
    const pack = await readPack({
      'pack.yml': CHECKLIST,
      'project/stage.yml': 'tasks: { repository: { artifacts: [.gitignore] } }\n',
      'api/stage.yml': 'title: API\nafter: [project]\ntasks:\n  serving: { needs: [repository], soft: [meeting], commands: [run it] }\n',
    });
    expect(pack.tasks.map(({ slug, stage }) => [slug, stage])).toEqual([
      ['repository', 'project'],
      ['serving', 'api'],
      ['meeting', undefined],
    ]);
    expect(pack.tasks[1]).toEqual({
      slug: 'serving',
      id: 2,
      wording: 'Serve it',
      modules: [],
      group: 'week2',
      kind: 'artifact',
      always: false,
      stage: 'api',
      needs: ['repository'],
      soft: ['meeting'],
      artifacts: [],
      evidence: [{ kind: 'file', path: 'a.py' }],
      commands: ['run it'],
    });
    expect(pack.presets).toEqual({ week1: ['week1'], both: ['week1', '2'] });
    expect(pack.asks[2]).toMatchObject({ name: 'projectId', flag: 'project-id', quiet: true });
  });

  it('are told in two places: what a stage says of its own counts more than the checklist', async () => {
    const pack = await readPack({
      'pack.yml': 'id: x\ntasks: { a: { needs: [b], commands: [one] }, b: {} }\n',
      's/stage.yml': 'tasks: { a: { needs: [] } }\n',
    });
    expect(pack.tasks[0]).toMatchObject({ slug: 'a', needs: [], commands: ['one'], stage: 's' });
  });

  it('may have a title beside their wording, which a pack that changes only the wording keeps', async () => {
    const below = 'id: x\ntasks: { a: { title: Short, wording: Long }, b: { wording: Other } }\n';
    const above = 'id: y\nextends: x\ntasks: { a: { wording: Longer } }\n';
    const { tasks } = await readPack({ 'packs/x/pack.yml': below, 'mine/pack.yml': above }, 'mine');
    expect(tasks.map(({ title, wording }) => [title, wording])).toEqual([
      ['Short', 'Longer'],
      [undefined, 'Other'],
    ]);
  });

  it('stand in the last group where they name none', async () => {
    const { tasks } = await readPack({ 'pack.yml': 'id: x\ngroups: { w: W, v: V }\ntasks: { a: {}, b: { group: w } }\n' });
    expect(tasks.map(({ group }) => group)).toEqual(['v', 'w']);
  });

  it('are those of the stages that say nothing of tasks, by their titles; a stage may say that it has none', async () => {
    const pack = await readPack({ 'pack.yml': 'id: x\n', 's/stage.yml': 'title: Serving\n', 't/stage.yml': 'tasks: {}\n' });
    expect(pack.tasks.map(({ slug, wording, stage }) => [slug, wording, stage])).toEqual([['s', 'Serving', 's']]);
  });
});

/** A pack with tasks `a` and `b`, and the stage `s`. */
function withStage(stage: string, more: Files = {}): Files {
  return { 'pack.yml': 'id: x\ntasks: { a: { id: 1 }, b: {} }\n', 's/stage.yml': stage, ...more };
}

describe('a claim that cannot be joined with the checklist', () => {
  it.each<[string, Files, string]>([
    ['an unknown task is claimed', withStage('tasks:\n  c: {}\n'), 's/stage.yml:2: The checklist has no task "c"'],
    [
      'a task is claimed twice',
      withStage('tasks: { a: {} }\n', { 't/stage.yml': 'tasks:\n  a: {}\n' }),
      't/stage.yml:2: The stage s claims the task "a" too',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files)).toContain(expected);
  });
});

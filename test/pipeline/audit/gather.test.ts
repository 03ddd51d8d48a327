import { expect, test } from 'vitest';
import type { Answer } from '../../../generators/pipeline/audit/answer.js';
import { Gathering } from '../../../generators/pipeline/audit/gather.js';
import { audited, looked } from './sample.js';

const EARLIER = { pack: { id: '2025', title: 'January 2025', revision: 5 } };

test('what could not be looked at comes first, then what has least done', () => {
  const { repositories } = audited({
    best: looked({ a: 'met', b: 'met' }),
    worst: looked({ a: 'missing', b: 'missing' }),
    gone: { reason: 'It is not there' },
    half: looked({ a: 'met', b: 'broken' }),
  });
  expect(repositories.map(({ name }) => name)).toEqual(['gone', 'worst', 'half', 'best']);
});

test('by name, as people count', () => {
  const gathering = new Gathering();
  for (const [index, name] of ['group 10', 'group 9', 'group 1'].entries()) {
    gathering.add(index, { name, folder: `/${name}` }, looked({ a: 'met' }));
  }
  expect(gathering.document('name').repositories.map(({ name }) => name)).toEqual(['group 1', 'group 9', 'group 10']);
});

test('the tasks of several packs stand side by side, in the order and the words of the newest', () => {
  const { packs, tasks } = audited({
    old: looked({ dropped: 'met', shared: 'missing' }, EARLIER),
    new: looked({ added: 'met', shared: 'met' }),
    newer: looked({ added: 'broken', shared: 'met' }),
    own: looked({ ours: 'yours' }, { pack: { id: 'mine', title: 'Mine', revision: 1 } }),
  });
  expect(packs.map(({ id, repositories }) => [id, repositories])).toEqual([
    ['2026', 2],
    ['2025', 1],
    ['mine', 1],
  ]);
  expect(tasks.map(({ slug }) => slug)).toEqual(['added', 'shared', 'dropped', 'ours']);
  expect(tasks[1]?.counts).toEqual({ met: 2, missing: 1, broken: 0, yours: 0, declared: 0 });
});

test('what only an earlier pack has stands in its part of the checklist', () => {
  const inWeeks = (answer: Answer): Answer =>
    'reason' in answer ? answer : { ...answer, tasks: answer.tasks.map((task) => ({ ...task, group: `Week ${task.slug.at(-1)}` })) };
  const { tasks } = audited({
    old: inWeeks(looked({ 'gone-1': 'met', 'kept-2': 'met' }, EARLIER)),
    new: inWeeks(looked({ 'kept-1': 'met', 'kept-2': 'met' })),
  });
  expect(tasks.map(({ slug }) => slug)).toEqual(['kept-1', 'gone-1', 'kept-2']);
});

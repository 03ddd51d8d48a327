import { expect, test } from 'vitest';
import { packOrigin, taskOrigin } from '../../../generators/pipeline/origin/task_origin.js';
import { task } from '../pack/fixture.js';
import { GUIDED } from './course.js';

test('a task says where it is taught, as far as the pack knows', () => {
  const modules = ['M22', 'M99', 'constructor'];
  expect(taskOrigin(task('inference', { id: 33, stage: 'api', modules }), GUIDED)).toEqual({
    slug: 'inference',
    id: 33,
    wording: 'Do inference',
    stage: 'api',
    modules: [{ module: 'M22', title: 'APIs', page: 'https://example.org/apis/' }, { module: 'M99' }, { module: 'constructor' }],
  });
});

test('a pack is named with its revision', () => {
  const loaded = { pack: GUIDED, bytes: Buffer.alloc(0), digest: '', shipped: false };
  expect(packOrigin({ loaded })).toEqual({ id: 'small', title: 'A small course', revision: 1 });
});

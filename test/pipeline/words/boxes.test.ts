import { expect, test } from 'vitest';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { boxesOf } from '../../../generators/pipeline/words/boxes.js';
import { PACK, stage } from '../pack/fixture.js';

test('each task has its wording, and the title that the form of the pack gives it in its place', () => {
  const { tasks } = PACK;
  const form = (count: number) => tasks.slice(0, count).map((_, index) => `- [ ] Title ${index}\n`);
  const withForm = (count: number) => {
    const file = { path: 'form.md', origin: 'project/files/form.md', content: form(count).join('\n') };
    return boxesOf({ ...PACK, stages: [stage('project', { files: [file] })] });
  };
  const listed = boxesOf(PACK);
  expect(listed[0]).toEqual({ slug: 'repository', names: ['Do repository'] });
  expect(withForm(listed.length)[0]).toEqual({ slug: 'repository', names: ['Do repository', 'Title 0'] });
  expect(withForm(listed.length - 1)[0]).toEqual({ slug: 'repository', names: ['Do repository'] });
});

test('the newest form names each task once', () => {
  const boxes = boxesOf(newestPack().pack);
  const titles = boxes.map(({ names }) => names.at(-1));
  expect(new Set(titles).size).toBe(boxes.length);
  expect(boxes.find(({ slug }) => slug === 'dockerfiles')?.names.at(-1)).toMatch(/dockerfile/i);
});

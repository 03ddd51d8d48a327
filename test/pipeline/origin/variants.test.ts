import { expect, test } from 'vitest';
import { variantsOf } from '../../../generators/pipeline/origin/variants.js';
import { groundOf, guidedProject, packFile } from './course.js';

test('a file is rendered as it would be without some tasks, or with another answer', async () => {
  const ground = await groundOf(await guidedProject());
  const { now, without, answered } = variantsOf(packFile(ground, 'GUIDE.md'), ground);
  expect(now).toContain('uv sync\nserve it\nin a box\n');
  expect(without(new Set(['inference']))).toContain('uv sync\nin a box\n');
  expect(answered('manager', 'pip')?.text).toContain('pip install .\n');
});

test('a file that would not be there has no text, and an answer that is none is told apart', async () => {
  const ground = await groundOf(await guidedProject());
  const { without, answered } = variantsOf(packFile(ground, 'compose.yaml'), ground);
  expect(without(new Set(['docker-build']))).toBeUndefined();
  expect(answered('manager', 'conda')).toBeUndefined();
});

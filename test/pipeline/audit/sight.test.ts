import { expect, test } from 'vitest';
import { lookAtRepository } from '../../../generators/pipeline/audit/sight.js';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { Scratch } from '../run/scratch.js';
import { folderWith } from './sample.js';

test('of a project its own pack, its verdicts by task, and which generator wrote it', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  const { sight, tasks } = await lookAtRepository(scratch.root, undefined);
  expect(sight).toMatchObject({ folder: scratch.root, pack: { id: 'small', revision: 1 }, isProject: true, seen: [] });
  expect(sight.state.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(Object.keys(sight.verdicts)).toEqual(tasks.map(({ slug }) => slug));
  expect(Object.values(sight.counts).reduce((sum, count) => sum + count, 0)).toBe(tasks.length);
  expect(sight).not.toHaveProperty('later');
});

test('of anything else the pack that was named, else the newest', async () => {
  const folder = folderWith({ 'main.py': 'print()\n' });
  expect((await lookAtRepository(folder, undefined)).sight).toMatchObject({ pack: { id: newestPack().pack.id }, isProject: false });
});

test('a record that is damaged is something that was seen; the repository is looked at', async () => {
  const { sight } = await lookAtRepository(folderWith({ '.yo-rc.json': '{', 'main.py': 'print()\n' }), undefined);
  expect([sight.isProject, sight.seen]).toEqual([false, [expect.stringContaining('.yo-rc.json is looked at as if it were not there')]]);
  expect(sight.findings.warning).toBeGreaterThan(0);
});

test('a write that was cut off is refused', async () => {
  const scratch = new Scratch();
  await scratch.new('docker');
  scratch.write('.mlops/lock/journal.json', '{}');
  await expect(lookAtRepository(scratch.root, undefined)).rejects.toThrow('was interrupted while writing');
});

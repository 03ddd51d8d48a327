import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer } from '../../../generators/pipeline/audit/answer.js';
import { lookAtAll, type Work } from '../../../generators/pipeline/audit/pool.js';
import { folderWith } from './sample.js';

async function answersTo(work: Partial<Work> & Pick<Work, 'folders'>): Promise<readonly (Answer | undefined)[]> {
  const answers: Answer[] = [];
  const onAnswer = (index: number, answer: Answer): void => void (answers[index] = answer);
  await lookAtAll({ workers: 2, abort: new AbortController().signal, onAnswer, ...work });
  return work.folders.map((_, index) => answers[index]);
}

test('every folder has an answer of its own, whichever worker gives it', async () => {
  const folder = folderWith({ 'a/main.py': '', 'b/main.py': '', 'c/main.py': '' });
  const folders = ['a', 'gone', 'b', 'c'].map((name) => join(folder, name));
  const answers = await answersTo({ folders });
  expect(answers.map((answer) => (answer !== undefined && 'sight' in answer ? answer.sight.folder : answer))).toEqual([
    folders[0],
    { reason: `There is no folder ${folders[1]}` },
    folders[2],
    folders[3],
  ]);
});

test('a folder that takes too long is given up, and the next one is looked at', async () => {
  const folder = folderWith({ 'a/main.py': '' });
  const folders = [join(folder, 'a'), join(folder, 'a')];
  expect(await answersTo({ folders, workers: 1, patience: 1 })).toEqual(
    folders.map(() => ({ reason: 'It took longer than 0.001 seconds' })),
  );
});

test('a pack that a worker cannot read is the reason of each', async () => {
  const folder = folderWith({ 'a/main.py': '' });
  expect(await answersTo({ folders: [join(folder, 'a')], pack: '1999' })).toEqual([{ reason: 'There is no pack "1999"' }]);
});

test('work that is interrupted ends at once, without an answer', async () => {
  const controller = new AbortController();
  const folder = folderWith({ 'a/main.py': '' });
  setTimeout(() => controller.abort(), 5);
  expect(await answersTo({ folders: [join(folder, 'a')], abort: controller.signal })).toEqual([undefined]);
});

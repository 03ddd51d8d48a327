import { expect, test } from 'vitest';
import { plannedRuns } from '../../../generators/pipeline/progress/runs.js';
import { lookedAt } from './runnable.js';

test('what is run is what the pack names for tasks whose signs are there, each once though tasks share it', async () => {
  const { subject, document } = await lookedAt();
  const runs = plannedRuns(document, subject);
  expect(runs).toEqual([
    { module: 'invoke', args: ['lint'], tasks: ['repository', 'inference'] },
    { module: 'pytest', args: ['-q', 'tests/test_a.py', 'tests/test_b.py'], tasks: ['training'] },
  ]);
});

test('a file of tests whose name begins with a dash is no option', async () => {
  const { scratch, subject, document } = await lookedAt();
  const pack = {
    ...subject.loaded.pack,
    tasks: subject.loaded.pack.tasks.map((task) => ({ ...task, evidence: [{ kind: 'pytest' as const, path: '*.py' }] })),
  };
  scratch.write('--pdb.py', 'def test_x():\n    assert 1\n');
  const { readSubject } = await import('../../../generators/pipeline/progress/subject.js');
  const { repository } = await readSubject(scratch.root);
  const runs = plannedRuns(document, { ...subject, repository, loaded: { ...subject.loaded, pack } });
  expect(runs.map(({ args }) => args)).toEqual([['-q', './--pdb.py']]);
});

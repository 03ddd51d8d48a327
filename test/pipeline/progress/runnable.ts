import { type CheckDocument, checkSubject } from '../../../generators/pipeline/progress/document.js';
import { readSubject, type Subject } from '../../../generators/pipeline/progress/subject.js';
import { COURSE, Scratch } from '../run/scratch.js';

/** The small course, with signs of which some are runs. */
export const RUNNABLE = {
  ...COURSE,
  tasks: COURSE.tasks.map((task) => {
    if (task.slug === 'repository')
      return {
        ...task,
        evidence: [
          { kind: 'file' as const, path: 'README.md' },
          { kind: 'invoke' as const, task: 'lint' },
        ],
      };
    if (task.slug === 'training') return { ...task, evidence: [{ kind: 'pytest' as const, path: 'tests/test_*.py' }] };
    if (task.slug === 'inference') return { ...task, evidence: [{ kind: 'invoke' as const, task: 'lint' }] };
    if (task.slug === 'dockerfiles') {
      const file = { kind: 'file' as const, path: 'Dockerfile' };
      return { ...task, evidence: [[file, { kind: 'invoke' as const, task: 'build' }], { kind: 'invoke' as const, task: '--help' }] };
    }
    if (task.slug === 'docker-build')
      return {
        ...task,
        evidence: [
          { kind: 'file' as const, path: 'nowhere' },
          { kind: 'invoke' as const, task: 'build' },
        ],
      };
    return task;
  }),
};

/** A project of it with two files of tests, and what was found by looking. */
export async function lookedAt(): Promise<{ scratch: Scratch; subject: Subject; document: CheckDocument }> {
  const scratch = new Scratch(RUNNABLE);
  await scratch.new('inference,docker-build');
  scratch.write('tests/test_b.py', 'def test_b():\n    assert 1 + 1 == 2\n');
  scratch.write('tests/test_a.py', 'def test_a():\n    assert 1 + 1 == 2\n');
  const subject = await readSubject(scratch.root);
  return { scratch, subject, document: await checkSubject(subject) };
}

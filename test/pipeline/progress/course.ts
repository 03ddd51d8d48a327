import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { COURSE } from '../run/scratch.js';

const EVIDENCE: Readonly<Record<string, Pack['tasks'][number]['evidence']>> = {
  training: [{ kind: 'content', path: 'src/pkgname/*.py', text: 'def train' }],
  dockerfiles: [
    [
      { kind: 'file', path: '**/*.dockerfile' },
      { kind: 'file', path: '**/Dockerfile' },
    ],
  ],
  inference: [{ kind: 'content', path: '**/*.py', text: 'APP' }],
  cloud: [{ kind: 'declared', what: 'Where does it run?' }],
};
const ARTIFACTS: Readonly<Record<string, readonly string[]>> = {
  training: ['src/pkgname/train.py'],
  dockerfiles: ['Dockerfile'],
  inference: ['src/pkgname/api.py'],
  service: ['deploy.sh'],
};

/** The small course, whose tasks say how they are recognised. */
export const CHECKED: Pack = {
  ...COURSE,
  tasks: COURSE.tasks.map((task) => ({
    ...task,
    evidence: EVIDENCE[task.slug] ?? [],
    artifacts: ARTIFACTS[task.slug] ?? [],
    ...(task.slug === 'cloud' ? { kind: 'practice' as const } : {}),
  })),
};

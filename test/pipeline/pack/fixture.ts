import type { Pack, Question, Stage, Task } from '../../../generators/pipeline/pack/pack.js';

/** A task with nothing said about it but what is given. */
export function task(slug: string, fields: Partial<Task> = {}): Task {
  return {
    slug,
    wording: `Do ${slug}`,
    modules: [],
    group: 'week1',
    kind: 'artifact',
    always: false,
    needs: [],
    soft: [],
    artifacts: [],
    evidence: [],
    commands: [],
    ...fields,
  };
}

/** A question with the flag of its name. */
export function question(name: string, fields: Partial<Question> = {}): Question {
  return { name, type: 'text', flag: name, message: `Your ${name}`, ...fields };
}

/** A stage without files. */
export function stage(id: string, fields: Partial<Stage> = {}): Stage {
  return {
    id,
    title: id,
    summary: `All about ${id}`,
    after: [],
    asks: [],
    files: [],
    parts: [],
    contributes: {},
    ...fields,
  };
}

/** A small course: six tasks that a stage offers, one that none does. */
export const PACK: Pack = {
  engine: 1,
  id: 'small',
  title: 'A small course',
  revision: 1,
  course: {},
  modules: {},
  groups: { week1: 'Week 1', week2: 'Week 2', extra: 'Extra' },
  tasks: [
    task('repository', { id: 1, always: true, stage: 'project', modules: ['M5'] }),
    task('training', { id: 2, always: true, stage: 'train', needs: ['repository'] }),
    task('dockerfiles', { id: 12, stage: 'docker', needs: ['training'], modules: ['M10'] }),
    task('docker-build', { id: 13, stage: 'docker', needs: ['dockerfiles'] }),
    task('inference', {
      id: 33,
      stage: 'api',
      group: 'week2',
      needs: ['training'],
      modules: ['M22'],
      wording: 'Create a FastAPI application',
    }),
    task('cloud', { id: 34, group: 'week2' }),
    task('image-trigger', { id: 31, stage: 'deploy', group: 'week2', needs: ['dockerfiles'] }),
    task('service', { id: 35, stage: 'deploy', group: 'extra', needs: ['image-trigger', 'inference'] }),
  ],
  presets: { week1: ['week1'], week2: ['week1', '30-35'] },
  asks: [
    question('name', {
      type: 'title',
      message: 'Name of the project',
      help: 'As people say it, with any characters: it heads the README and is the first thing that a reader sees.',
    }),
    question('package', { type: 'package', message: 'Import name' }),
    question('description', { default: 'A project' }),
    question('authors', { type: 'texts', flag: 'author' }),
    question('email', { type: 'email' }),
    question('repository', { type: 'url' }),
    question('manager', {
      type: 'choice',
      default: 'uv',
      choices: [
        { value: 'uv', label: 'uv' },
        { value: 'pip', label: 'pip' },
      ],
    }),
    question('python', { type: 'token', default: '3.12' }),
    question('accelerator', {
      type: 'choice',
      when: "manager === 'uv'",
      default: 'default',
      choices: [
        { value: 'default', label: 'Default' },
        { value: 'cpu', label: 'CPU' },
      ],
    }),
  ],
  reserved: ['torch', 'numpy'],
  versions: { 'scikit-learn': { version: '1.7.0', below: '2' } },
  stages: [
    stage('project'),
    stage('train'),
    stage('docker'),
    stage('api', { asks: [question('port', { type: 'token', default: '8000' })] }),
    stage('deploy', {
      asks: [
        question('region', { type: 'token', default: 'europe-west1' }),
        question('project_id', { type: 'token', flag: 'gcp-project' }),
      ],
    }),
  ],
};

import { gzipSync } from 'node:zlib';
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

/** The folder of a pack with something of everything. */
export const FOLDER = {
  'pack.yml': `id: x
groups: { week2: Week 2, week1: Week 1, "10": Ten }
tasks: { b: { id: 2, group: week1 }, a: { group: week2, needs: [b] } }
asks: [{ name: size, type: choice, message: Size?, default: s, choices: [{ value: s, label: Small }] }]
course: { year: 2026, name: A course }
`,
  'versions.txt': 'torch==2.13.0\n',
  's/stage.yml':
    'tasks: { a: { evidence: [{ kind: git, what: commit }] }, b: {} }\nfiles: { a.md: { template: true, when: "size === \'s\'" } }\ncontributes: { pages: [{ path: p, n: 1, on: true, tags: [t], when: size }] }\n',
  's/files/a.md': '<%- parts %>\n',
  's/files/b.bin': '\0\u0001',
  's/parts/a.md': '<%- size %>\n',
};

/** What a packed file would be that holds this value. */
export function packed(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value));
}

/** The next revision of it: tasks that are new, renamed, reworded and gone. */
export const NEXT: Pack = {
  ...PACK,
  revision: 2,
  tasks: [
    task('repository', { id: 1, always: true, stage: 'project', wording: 'Do it in other words' }),
    task('training', { id: 2, always: true, stage: 'train' }),
    task('images', { id: 12, stage: 'docker' }),
    task('inference', { id: 33, stage: 'api' }),
    task('drift', { id: 39, stage: 'api' }),
  ],
  stages: PACK.stages.filter(({ id }) => id !== 'nothing').map((each) => stage(each.id)),
  versions: { ruff: { version: '2.0.0', below: '3' } },
};

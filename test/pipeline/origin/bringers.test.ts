import { expect, test } from 'vitest';
import { removals, stageOf, tasksOfFile, tasksOn } from '../../../generators/pipeline/origin/bringers.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { GUIDED } from './course.js';

const answers = { values: { package: 'demo', manager: 'uv', name: 'Demo' }, asked: ['docker-build', 'inference', 'service'] };
const withArtifacts = GUIDED.tasks.map((task) => (task.slug === 'dockerfiles' ? { ...task, artifacts: ['Dockerfile', 'boxes/'] } : task));
const plan = makePlan(answers, { ...GUIDED, tasks: withArtifacts });
const file = (path: string, when?: string) => ({
  path,
  origin: `docker/files/${path}`,
  content: '',
  ...(when === undefined ? {} : { when }),
});
const tasksOf = (path: string, when?: string) => tasksOfFile(file(path, when), plan).map(({ slug }) => slug);

test('a file is brought by the tasks that name it, and by those that its condition names', () => {
  expect(tasksOf('Dockerfile')).toEqual(['dockerfiles']);
  expect(tasksOf('boxes/a')).toEqual(['dockerfiles']);
  expect(tasksOf('x', "tasks.includes('inference') && manager === 'uv' && !tasks.includes('service')")).toEqual(['inference']);
  expect(tasksOf('Dockerfile', "tasks.includes('inference') || tasks.includes('cloud')")).toEqual(['dockerfiles', 'inference']);
});

test('a file that no task names is brought by all of its stage that are on', () => {
  expect(tasksOf('other')).toEqual(['dockerfiles', 'docker-build']);
  expect(stageOf('docker/files/other', plan)?.title).toBe('docker');
  expect(stageOf('nobody/files/other', plan)).toBeUndefined();
});

test('with a task goes what needs it, and what every project has cannot go', () => {
  expect(tasksOn(plan).map(({ slug }) => slug)).toContain('training');
  const going = removals(plan);
  expect([...(going.get('dockerfiles') ?? [])].sort()).toEqual(['docker-build', 'dockerfiles', 'image-trigger', 'service']);
  expect([...going.keys()]).not.toContain('training');
});

import { expect, test } from 'vitest';
import { whatCanBeAdded, whyNotYet } from '../../../generators/pipeline/answers/coming.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { PACK, task } from '../pack/fixture.js';

const COURSE: Pack = {
  ...PACK,
  tasks: [...PACK.tasks, task('cloud-deploy', { id: 36 }), task('alerts', { id: 43 }), task('distributed-training', { id: 45 })],
};

test('a subject of the course for which there is no stage is not a typing error', () => {
  expect(whyNotYet('deployment', COURSE)).toBe('"deployment" is not in this version of the pack yet: no stage does cloud-deploy (36)');
  expect(whyNotYet('alert', COURSE)).toContain('alerts (43)');
  expect(whyNotYet('cloud', COURSE)).toContain('cloud (34) and cloud-deploy (36)');
  expect(whyNotYet('tracking', COURSE)).toBe('The stage "tracking" is not in this version of the pack yet');
});

test('what tasks that can be on are about, and any other word, may be a typing error', () => {
  for (const word of ['training', 'image', 'ale', 'database', 'constructor']) expect(whyNotYet(word, COURSE)).toBeUndefined();
});

test('a pack whose stages do all of its checklist is complete', () => {
  expect(whyNotYet('tracking', { ...PACK, tasks: PACK.tasks.filter(({ stage }) => stage !== undefined) })).toBeUndefined();
});

test('what can be added are the stages of the pack', () => {
  expect(whatCanBeAdded(PACK)).toBe('Leave it out. What can be added: project, train, docker, api, deploy');
});

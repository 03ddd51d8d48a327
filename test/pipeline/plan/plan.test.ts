import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../../generators/pipeline/plan/plan.js';
import { PACK, stage } from '../pack/fixture.js';

const file = (path: string, when?: string) => ({ path, origin: `s/files/${path}`, content: '', ...(when === undefined ? {} : { when }) });
const part = (path: string, content: string, when?: string) => ({
  path,
  origin: `s/parts/${path}`,
  content,
  ...(when === undefined ? {} : { when }),
});
const pack: Pack = {
  ...PACK,
  stages: [
    stage('project', { files: [file('README.md'), file('uv.toml', "manager === 'uv'")] }),
    stage('docker', {
      files: [file('train.dockerfile'), file('both', "tasks.includes('inference')")],
      parts: [part('README.md', 'docker')],
    }),
    stage('api', { files: [file('api.py')], parts: [part('README.md', 'uv', "manager === 'uv'"), part('README.md', 'api')] }),
  ],
};
const planOf = (asked: readonly string[], values: Record<string, string> = {}) => makePlan({ values, asked }, pack);

describe('a plan', () => {
  it('closes what was asked for over what it needs, and says why', () => {
    const { on, because, stages } = planOf(['docker-build']);
    expect([...on]).toEqual(['repository', 'training', 'dockerfiles', 'docker-build']);
    expect(because.get('dockerfiles')).toBe('docker-build');
    expect(stages.map(({ id }) => id)).toEqual(['project', 'docker']);
  });

  it('has the files of the stages that are on, where their condition holds', () => {
    const paths = (asked: readonly string[], values = {}) => planOf(asked, values).files.map(({ path }) => path);
    expect(paths([])).toEqual(['README.md']);
    expect(paths(['dockerfiles'], { manager: 'uv' })).toEqual(['README.md', 'uv.toml', 'train.dockerfile']);
    expect(paths(['dockerfiles', 'inference'])).toEqual(['README.md', 'train.dockerfile', 'both', 'api.py']);
  });

  it('keeps a place for the part of every stage, and of one stage takes the first that fits', () => {
    const parts = (asked: readonly string[], values = {}) =>
      planOf(asked, values)
        .parts.get('README.md')
        ?.map((each) => each.part?.content);
    expect(parts([])).toEqual([undefined, undefined]);
    expect(parts(['inference'])).toEqual([undefined, 'api']);
    expect(parts(['inference', 'dockerfiles'], { manager: 'uv' })).toEqual(['docker', 'uv']);
  });

  it('names the package, or its placeholder where nobody asks for one', () => {
    expect(planOf([], { package: 'wine' }).packageName).toBe('wine');
    expect(planOf([]).packageName).toBe('pkgname');
  });
});

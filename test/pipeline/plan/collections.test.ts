import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { type Collections, collect } from '../../../generators/pipeline/plan/collections.js';
import { PACK, stage } from '../pack/fixture.js';

const fields = (record: Record<string, string | boolean>, when?: string) => ({ fields: record, ...(when === undefined ? {} : { when }) });
const pack: Pack = {
  ...PACK,
  versions: { torch: { version: '2.13.0', below: '3' }, uvicorn: { version: '0.40', below: '1' } },
  stages: [
    stage('project', {
      contributes: { dependencies: [fields({ name: 'torch', group: 'runtime' })], next: [fields({ command: 'run pkgname' })] },
    }),
    stage('api', {
      contributes: {
        dependencies: [
          fields({ name: 'uvicorn', group: 'api', extras: 'standard' }),
          fields({ name: 'torch', group: 'runtime' }),
          fields({ name: 'httpx', group: 'dev', dev: true }, 'tested'),
        ],
      },
    }),
  ],
};

/** The same with a stage that needs a package of a group that another stage has too. */
const shared: Pack = {
  ...pack,
  stages: [
    ...pack.stages,
    stage('tests', {
      contributes: {
        dependencies: [
          fields({ name: 'httpx', group: 'dev', dev: true }, 'tested'),
          fields({ name: 'coverage', group: 'dev', dev: true }, 'tested'),
        ],
      },
    }),
  ],
};

function collected(
  on: readonly string[],
  holds = (when: string | undefined): boolean => when === undefined,
  from: Pack = pack,
): Collections {
  const stages = from.stages.filter(({ id }) => on.includes(id));
  const tasks = new Set(['repository', ...(on.includes('api') ? ['inference'] : [])]);
  return collect(from, { stages, on: tasks, holds, packageName: 'wine', fill: (text) => text });
}

const named = (collections: Collections, name: string, field: string) =>
  collections[name]?.map(({ stage: id, entries }) => [id, ...entries.map((entry) => entry[field])]);

describe('what stages contribute', () => {
  it('has a row for each stage that could contribute, whatever is on', () => {
    expect(named(collected(['project']), 'dependencies', 'name')).toEqual([['project', 'torch'], ['api']]);
    expect(named(collected(['project']), 'stageList', 'summary')).toEqual([['project', 'All about project'], ['api']]);
  });

  it('names the package', () => {
    expect(named(collected(['project']), 'next', 'command')).toEqual([['project', 'run wine']]);
  });

  it('is left out where its condition does not hold', () => {
    expect(named(collected(['project', 'api']), 'devPackageList', 'name')).toEqual([['api']]);
    expect(
      named(
        collected(['project', 'api'], () => true),
        'devPackageList',
        'name',
      ),
    ).toEqual([['api', 'httpx']]);
  });
});

describe('the packages that stages need', () => {
  it('have their versions, once in each group', () => {
    const all = collected(['project', 'api']);
    expect(named(all, 'dependencies', 'range')).toEqual([
      ['project', 'torch>=2.13.0,<3'],
      ['api', 'uvicorn[standard]>=0.40,<1'],
    ]);
    expect(named(all, 'dependencies', 'pin')?.[1]).toEqual(['api', 'uvicorn[standard]==0.40']);
  });

  it('are sorted into what the package always imports and the groups of stages', () => {
    const all = collected(['project', 'api']);
    expect(named(all, 'runtime', 'name')).toEqual([['project', 'torch'], ['api']]);
    expect(named(all, 'groups', 'name')).toEqual([['api', 'api']]);
    expect(named(all, 'groupList', 'ranges')).toEqual([['api', ['uvicorn[standard]>=0.40,<1']], ['api']]);
  });

  it('have one place in the group that several stages share, whichever of them is on', () => {
    const tools = (on: readonly string[]) => {
      const rows = collected(on, () => true, shared)['toolList'] ?? [];
      return rows.map((row) => [row.stage, 'group' in row && row.group, ...row.entries.map(({ name }) => name)]);
    };
    expect(tools(['project', 'api', 'tests'])).toEqual([['api', 'dev', 'coverage', 'httpx']]);
    expect(tools(['tests'])).toEqual([['api', 'dev', 'coverage', 'httpx']]);
    expect(tools(['project'])).toEqual([['api', 'dev']]);
    expect(named(collected(['project']), 'extraList', 'name')).toEqual([['api']]);
    expect(named(collected(['api']), 'extraList', 'range')).toEqual([['api', 'uvicorn[standard]>=0.40,<1']]);
  });
});

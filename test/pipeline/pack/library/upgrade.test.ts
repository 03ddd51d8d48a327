import { describe, expect, it } from 'vitest';
import { packNews } from '../../../../generators/pipeline/pack/library/news.js';
import { carryOver } from '../../../../generators/pipeline/pack/library/upgrade.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { presentNews } from '../../../../generators/pipeline/report/news.js';
import { PACK, stage, task } from '../fixture.js';

const NEXT: Pack = {
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

describe('a project that moves to another pack', () => {
  it('keeps what was asked for under its slug, or under its number where that has another slug now', () => {
    expect(carryOver(['repository', 'dockerfiles', 'docker-build'], PACK, NEXT)).toEqual(['repository', 'images']);
  });

  it('is told what is new in words that stand on the checklist', () => {
    const news = packNews({ ...PACK, versions: { ruff: { version: '1.0.0', below: '2' } } }, NEXT);
    expect(news.newTasks).toEqual([{ slug: 'drift', id: 39, wording: 'Do drift' }]);
    expect(news.renamed).toEqual([{ before: 'dockerfiles', after: 'images' }]);
    expect(news.reworded).toContainEqual({ slug: 'repository', id: 1, before: 'Do repository', after: 'Do it in other words' });
    expect(news.goneTasks.map(({ slug }) => slug)).toContain('docker-build');
    expect(news.versions).toEqual([{ name: 'ruff', before: '1.0.0', after: '2.0.0' }]);
  });

  it('reads a long list with a count of what is left, unless it wants all', () => {
    const versions = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`package-${index}`, { version: '1.0', below: '2' }]));
    const news = packNews({ ...PACK, versions: {} }, { ...PACK, versions });
    const terminal = {
      color: false,
      interactive: false,
      columns: 80,
      out: () => {},
      err: () => {},
      asker: () => Promise.reject(new Error()),
      stdin: () => Promise.resolve(''),
    };
    expect(presentNews(news, false, terminal).join('\n')).toContain('… 18 more (--full shows them)');
    expect(presentNews(news, true, terminal).join('\n')).toContain('package-29');
  });
});

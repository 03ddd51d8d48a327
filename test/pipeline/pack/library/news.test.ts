import { describe, expect, it } from 'vitest';
import { packNews } from '../../../../generators/pipeline/pack/library/news.js';
import type { Pack } from '../../../../generators/pipeline/pack/pack.js';
import { NEXT, PACK, question, task } from '../fixture.js';

describe('a project that moves to another pack', () => {
  it('is told what is new in words that stand on the checklist', () => {
    const news = packNews({ ...PACK, versions: { ruff: { version: '1.0.0', below: '2' } } }, NEXT);
    expect(news.newTasks).toEqual([{ slug: 'drift', id: 39, wording: 'Do drift' }]);
    expect(news.renamed).toEqual([{ before: 'dockerfiles', after: 'images' }]);
    expect(news.reworded).toContainEqual({ slug: 'repository', id: 1, before: 'Do repository', after: 'Do it in other words' });
    expect(news.goneTasks.map(({ slug }) => slug)).toContain('docker-build');
    expect(news.versions).toEqual([{ name: 'ruff', before: '1.0.0', after: '2.0.0' }]);
  });

  it('is told nothing where nothing that a student sees is different', () => {
    const quiet: Pack = { ...PACK, revision: 2, tasks: PACK.tasks.map((each) => ({ ...each, commands: ['make'] })), stages: [] };
    expect(packNews(PACK, quiet)).toEqual({
      from: { id: 'small', title: 'A small course', revision: 1 },
      to: { id: 'small', title: 'A small course', revision: 2 },
      newTasks: [],
      goneTasks: [],
      reworded: [],
      renamed: [],
      versions: [],
      renamedAnswers: [],
      droppedAnswers: [],
    });
  });

  it('is told of packages that come and go, by name', () => {
    const versions = (...names: string[]): Pack => ({
      ...PACK,
      versions: Object.fromEntries(names.map((name) => [name, { version: '1.0', below: '2' }])),
    });
    expect(packNews(versions('zarr', 'dvc'), versions('dvc', 'hydra')).versions).toEqual([
      { name: 'hydra', after: '1.0' },
      { name: 'zarr', before: '1.0' },
    ]);
  });

  it('is told which answers have another name, and which nothing asks for any more', () => {
    const to: Pack = { ...PACK, asks: [question('summary', { was: ['description'] })], stages: [] };
    const before = { description: 'Birds', email: '', manager: 'uv', authors: ['Ada', 'Bo'] };
    const { renamedAnswers, droppedAnswers } = packNews(PACK, to, { before, after: { summary: 'Birds' }, on: new Set() });
    expect(renamedAnswers).toEqual([{ before: 'description', after: 'summary' }]);
    expect(droppedAnswers).toEqual([
      { flag: '--author', value: ['Ada', 'Bo'] },
      { flag: '--manager', value: 'uv' },
    ]);
  });

  it('is told of the former name again where an undo goes back to it', () => {
    const from: Pack = { ...PACK, asks: [question('summary', { was: ['description'] })], stages: [] };
    const moved = { before: { summary: 'Birds' }, after: { description: 'Birds' }, on: new Set<string>() };
    expect(packNews(from, PACK, moved)).toMatchObject({
      renamedAnswers: [{ before: 'summary', after: 'description' }],
      droppedAnswers: [],
    });
  });

  it('is told that a task which comes back with an undo is on', () => {
    const news = packNews(
      { ...PACK, tasks: [] },
      { ...PACK, tasks: [task('a'), task('b')] },
      { before: {}, after: {}, on: new Set(['a']) },
    );
    expect(news.newTasks.map(({ slug, on }) => [slug, on])).toEqual([
      ['a', true],
      ['b', undefined],
    ]);
  });

  it('is not told that a task has another name where its number went to another task beside it', () => {
    const news = packNews({ ...PACK, tasks: [task('a', { id: 1 })] }, { ...PACK, tasks: [task('a', { id: 2 }), task('b', { id: 1 })] });
    expect([news.renamed, news.newTasks.map(({ slug }) => slug), news.goneTasks]).toEqual([[], ['b'], []]);
  });
});

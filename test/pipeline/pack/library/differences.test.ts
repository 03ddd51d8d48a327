import { describe, expect, it } from 'vitest';
import { type PackDifferences, packDifferences } from '../../../../generators/pipeline/pack/library/differences.js';
import type { Pack, PackFile, Stage } from '../../../../generators/pipeline/pack/pack.js';
import { PACK, question, stage, task } from '../fixture.js';

/** The small course with what a change makes of it. */
function differences(change: Partial<Pack>, from: Partial<Pack> = {}): Partial<PackDifferences> {
  const found = packDifferences({ ...PACK, ...from }, { ...PACK, ...from, ...change });
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0));
}

function tasks(...changed: Parameters<typeof task>[]): Partial<Pack> {
  const given = new Map(changed.map((each) => [each[0], each]));
  const here = PACK.tasks.map((old) => ({ ...old, ...given.get(old.slug)?.[1] }));
  return { tasks: [...here, ...changed.filter(([slug]) => !PACK.tasks.some((old) => old.slug === slug)).map((each) => task(...each))] };
}

function file(origin: string, fields: Partial<PackFile> = {}): PackFile {
  return { path: origin.replace(/^\w+\/files\//, ''), origin, content: 'a', ...fields };
}

function withFiles(...files: readonly PackFile[]): Partial<Pack> {
  return { stages: PACK.stages.map((each): Stage => (each.id === 'docker' ? { ...each, files } : each)) };
}

describe('a pack and the one that it extends', () => {
  it('differ in nothing where only the name and the revision do', () => {
    expect(differences({ id: 'mine', title: 'Mine', revision: 9 })).toEqual({});
  });

  it('differ in tasks: new, gone, in other words, in another week, under another name or number, with other needs', () => {
    expect(differences(tasks(['drift', { id: 39 }]))).toEqual({ tasks: [{ kind: 'new', name: 'drift (39)', after: 'Do drift' }] });
    expect(differences({ tasks: PACK.tasks.filter(({ slug }) => slug !== 'cloud') })).toEqual({
      tasks: [{ kind: 'gone', name: 'cloud (34)', before: 'Do cloud' }],
    });
    expect(differences(tasks(['cloud', { wording: 'Go there', group: 'extra', needs: ['training'] }]))).toEqual({
      tasks: [
        { kind: 'reworded', name: 'cloud (34)', before: 'Do cloud', after: 'Go there' },
        { kind: 'moved', name: 'cloud (34)', before: 'Week 2', after: 'Extra' },
        { kind: 'changed', name: 'cloud (34)', field: 'needs', before: 'none', after: 'training' },
      ],
    });
    expect(differences({ tasks: PACK.tasks.map((each) => (each.slug === 'cloud' ? { ...each, slug: 'clouds' } : each)) })).toEqual({
      tasks: [{ kind: 'renamed', name: 'clouds (34)', before: 'cloud', after: 'clouds' }],
    });
    expect(differences(tasks(['cloud', { id: 54 }]))).toEqual({
      tasks: [{ kind: 'renumbered', name: 'cloud (54)', before: '34', after: '54' }],
    });
  });

  it('differ in modules: a title under another key is a number that changed, another title under the same key is a title that did', () => {
    const modules = { M1: { title: 'Shell' }, M2: { title: 'Git', page: 'a' }, M3: { title: 'Old' } };
    const next = { M1: { title: 'The shell' }, M9: { title: 'Git', page: 'b' }, M4: { title: 'New' } };
    expect(differences({ modules: next }, { modules }).modules).toEqual([
      { kind: 'renumbered', name: 'Git', before: 'M2', after: 'M9' },
      { kind: 'changed', name: 'M9', field: 'page', before: 'a', after: 'b' },
      { kind: 'changed', name: 'M1', field: 'title', before: 'Shell', after: 'The shell' },
      { kind: 'new', name: 'M4', after: 'New' },
      { kind: 'gone', name: 'M3', before: 'Old' },
    ]);
  });

  it('differ in groups, presets, facts of the course, versions, and names that are taken', () => {
    expect(
      differences(
        {
          groups: { ...PACK.groups, week1: 'First week', week3: 'Week 3' },
          presets: { week1: ['week1', 'api'] },
          course: { year: 2027 },
          versions: { 'scikit-learn': { version: '1.8.0', below: '2' }, torch: { version: '3.0', below: '4' } },
          reserved: ['torch', 'jax'],
        },
        { course: { year: 2026 } },
      ),
    ).toEqual({
      groups: [
        { kind: 'reworded', name: 'week1', before: 'Week 1', after: 'First week' },
        { kind: 'new', name: 'week3', after: 'Week 3' },
      ],
      presets: [
        { kind: 'changed', name: 'week1', before: 'week1', after: 'week1, api' },
        { kind: 'gone', name: 'week2', before: 'week1, 30-35' },
      ],
      course: [{ kind: 'changed', name: 'year', before: '2026', after: '2027' }],
      versions: [
        { kind: 'changed', name: 'scikit-learn', before: '1.7.0, below 2', after: '1.8.0, below 2' },
        { kind: 'new', name: 'torch', after: '3.0, below 4' },
      ],
      reserved: [
        { kind: 'new', name: 'jax' },
        { kind: 'gone', name: 'numpy' },
      ],
    });
  });

  it('differ in questions, by their flags', () => {
    const asks = PACK.asks.map((each) => (each.name === 'python' ? { ...each, default: '3.13' } : each));
    expect(differences({ asks: [...asks.filter(({ name }) => name !== 'email'), question('room')] })).toEqual({
      questions: [
        { kind: 'changed', name: '--python', field: 'default', before: '3.12', after: '3.13' },
        { kind: 'new', name: '--room', after: 'Your room' },
        { kind: 'gone', name: '--email', before: 'Your email' },
      ],
    });
  });

  it('differ in stages, and in what these contribute', () => {
    const stages = PACK.stages.filter(({ id }) => id !== 'deploy');
    const docker = (each: Stage): Stage => ({ ...each, title: 'Boxes', contributes: { pages: [{ fields: { path: 'p' } }] } });
    const found = differences({ stages: [...stages.map((each) => (each.id === 'docker' ? docker(each) : each)), stage('scale')] });
    expect(found.stages).toEqual([
      { kind: 'changed', name: 'docker', field: 'title', before: 'docker', after: 'Boxes' },
      { kind: 'changed', name: 'docker', field: 'contributes pages', before: 'none', after: '{"fields":{"path":"p"}}' },
      { kind: 'new', name: 'scale', after: 'scale' },
      { kind: 'gone', name: 'deploy', before: 'deploy' },
    ]);
    expect(found.questions?.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['gone --region', 'gone --gcp-project']);
  });

  it('differ in files, by where they stand in the pack, whether a dot is written as such or not', () => {
    const before = withFiles(file('docker/files/dot.env'), file('docker/files/a'), file('docker/files/b'));
    const after = withFiles(
      file('docker/files/.env', { path: 'dot.env' }),
      file('docker/files/a', { content: 'b', template: true, path: 'c' }),
      file('docker/files/d'),
    );
    expect(differences(after, before)).toEqual({
      files: [
        { kind: 'changed', name: 'docker/files/a', field: 'as, content, template' },
        { kind: 'new', name: 'docker/files/d' },
        { kind: 'gone', name: 'docker/files/b' },
      ],
    });
  });
});

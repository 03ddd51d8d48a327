import { describe, expect, it } from 'vitest';
import { problemsOf, readPack } from '../../../packs/pack_folder.js';

const BASE = {
  'packs/2025/pack.yml': `id: "2025"
title: The course
groups: { week1: Week 1 }
tasks:
  first: { wording: Do the first, group: week1 }
  second: { wording: Do the second, group: week1 }
presets: { week1: [week1], half: [first] }
reserved: [torch, numpy]
`,
  'packs/2025/versions.txt': 'torch==1.0.0\nnumpy==1.0.0\n',
  'packs/2025/one/stage.yml':
    'title: One\ntasks: { first: { needs: [second] } }\nfiles:\n  a.md: { template: true }\n  c.txt: { once: true }\n',
  'packs/2025/one/files/a.md': 'old <%- package %>\n',
  'packs/2025/one/files/b.txt': 'b\n',
  'packs/2025/one/files/c.txt': 'c\n',
  'packs/2025/two/stage.yml': 'tasks: { second: {} }\n',
  'packs/2025/two/files/d/e.txt': 'e\n',
};

describe('a pack laid over another', () => {
  it('holds only what differs', async () => {
    const pack = await readPack(
      {
        ...BASE,
        'mine/pack.yml':
          'id: mine\nextends: "2025"\ntasks:\n  first: { wording: Do it first }\n  third: {}\npresets: { half: null }\nreserved: { replace: [jax] }\nremove: [one/files/c.txt, two/files/d]\n',
        'mine/versions.txt': 'torch==2.0.0\n',
        'mine/one/stage.yml': 'title: Eins\nremove: [files/b.txt]\n',
        'mine/one/files/a.md': 'new <%- package %>\n',
        'mine/three/stage.yml': 'tasks: { third: {} }\n',
      },
      'mine',
    );
    expect(pack).toMatchObject({ id: 'mine', title: 'The course', presets: { week1: ['week1'] }, reserved: ['jax'] });
    expect(pack.presets).not.toHaveProperty('half');
    expect(pack.tasks.map(({ slug, wording, group }) => [slug, wording, group])).toEqual([
      ['first', 'Do it first', 'week1'],
      ['second', 'Do the second', 'week1'],
      ['third', 'third', 'week1'],
    ]);
    expect(pack.versions).toEqual({ torch: { version: '2.0.0', below: '3' }, numpy: { version: '1.0.0', below: '2' } });
    expect(pack.stages.map(({ id, title, files }) => [id, title, files.map(({ path }) => path)])).toEqual([
      ['one', 'Eins', ['a.md']],
      ['two', 'two', []],
      ['three', 'three', []],
    ]);
    expect(pack.stages[0]?.files[0]).toEqual({
      path: 'a.md',
      origin: 'one/files/a.md',
      content: 'new <%- package %>\n',
      template: true,
    });
  });

  it('may drop a whole stage, and name a folder', async () => {
    const pack = await readPack({ ...BASE, 'mine/pack.yml': 'id: mine\nextends: ../packs/2025\nremove: [two]\n' }, 'mine');
    expect(pack.stages.map(({ id }) => id)).toEqual(['one']);
    expect(pack.tasks[1]).not.toHaveProperty('stage');
  });

  it('is told where in which pack something is wrong', async () => {
    const files = {
      ...BASE,
      'packs/2025/one/files/a.md': '\n<%- nmae %>\n',
      'mine/pack.yml': 'id: mine\nextends: "2025"\nremove: [one/files/x]\n',
      'mine/one/stage.yml': 'after: [nine]\n',
    };
    expect(await problemsOf(files, 'mine')).toEqual([
      'one/files/a.md:2: The name "nmae" is not declared',
      'one/stage.yml:1: There is no stage "nine"',
      'pack.yml:3: There is no "one/files/x" to remove',
    ]);
    expect(
      await problemsOf(
        {
          ...BASE,
          'packs/2025/two/stage.yml': '\ntasks: { secnd: {} }\n',
          'mine/pack.yml': 'id: mine\nextends: "2025"\n',
        },
        'mine',
      ),
    ).toEqual(['../packs/2025/two/stage.yml:2: The checklist has no task "secnd"']);
  });

  it('drops the settings with the file, and takes the file back with settings of its own', async () => {
    const mine = { 'mine/pack.yml': 'id: mine\nextends: "2025"\nremove: [one/files/a.md]\n', 'mine/one/files/a.md': 'plain\n' };
    const { stages } = await readPack({ ...BASE, ...mine }, 'mine');
    expect(stages[0]?.files[0]).toEqual({ path: 'a.md', origin: 'one/files/a.md', content: 'plain\n' });
  });

  it('drops a file under the name that it is emitted with, or the one that it lies under', async () => {
    const base = { 'packs/b/pack.yml': 'id: b\n', 'packs/b/s/files/dot.a': '', 'packs/b/s/files/dot.b': '', 'packs/b/s/files/c': '' };
    const mine = { 'mine/pack.yml': 'id: mine\nextends: b\n', 'mine/s/stage.yml': 'remove: [files/.a, files/dot.b]\n' };
    const { stages } = await readPack({ ...base, ...mine }, 'mine');
    expect(stages[0]?.files.map(({ path }) => path)).toEqual(['c']);
  });

  it('removes nothing that it does not extend', async () => {
    const mine = {
      'mine/pack.yml': 'id: mine\nextends: "2025"\n',
      'mine/one/stage.yml': '\nremove: [stage.yml, files/new]\n',
      'mine/one/files/new': '',
    };
    expect(await problemsOf({ ...BASE, ...mine }, 'mine')).toEqual([
      'one/stage.yml:2: There is no "one/stage.yml" to remove',
      'one/stage.yml:2: There is no "one/files/new" to remove',
    ]);
  });
});

describe('what an upper pack takes away', () => {
  const base = {
    'packs/b/pack.yml':
      'id: b\ntasks: { image: { wording: Build }, ship: { wording: Ship }, page: { wording: Write } }\npresets: { some: [image, docker] }\n',
    'packs/b/docker/stage.yml': 'tasks: { image: {}, ship: { needs: [image] } }\n',
    'packs/b/docs/stage.yml':
      'after: [docker]\ntasks: { page: { soft: [image] } }\nfiles: { a.md: { template: true, when: "!stages.includes(\'docker\')" } }\n',
    'packs/b/docs/files/a.md': "<%_ if (tasks.includes('image')) { _%>\nimages\n<%_ } _%>\nend\n",
  };

  it('may still be named by the pack below: a stage', async () => {
    const pack = await readPack({ ...base, 'mine/pack.yml': 'id: mine\nextends: b\nremove: [docker]\n' }, 'mine');
    expect(pack.stages.map(({ id, after }) => [id, after])).toEqual([['docs', []]]);
    expect(pack.presets).toEqual({ some: ['image'] });
    expect(pack.removed).toEqual({ tasks: [], stages: ['docker'] });
  });

  it('may still be named by the pack below: a task', async () => {
    const mine = 'id: mine\nextends: b\ntasks: { image: null, ship: null }\n';
    const pack = await readPack({ ...base, 'mine/pack.yml': mine }, 'mine');
    expect(pack.tasks).toMatchObject([{ slug: 'page', soft: [], stage: 'docs' }]);
    expect(pack.presets).toEqual({ some: ['docker'] });
  });

  it('cannot be what a task needs that stays', async () => {
    expect(await problemsOf({ ...base, 'mine/pack.yml': 'id: mine\nextends: b\ntasks:\n  image: null\n' }, 'mine')).toEqual([
      'pack.yml:4: The task "image" is taken away here, and "ship" needs it',
    ]);
    const mine = {
      'mine/pack.yml': 'id: mine\nextends: b\ntasks: { image: null }\n',
      'mine/docker/stage.yml': 'tasks: { ship: { needs: { remove: [image] } } }\n',
    };
    expect((await readPack({ ...base, ...mine }, 'mine')).tasks[0]).toMatchObject({ slug: 'ship', needs: [] });
  });
});

describe('a mistyped name in an upper pack', () => {
  it('is a task that is not described', async () => {
    expect(await problemsOf({ ...BASE, 'mine/pack.yml': 'id: mine\nextends: "2025"\ntasks:\n  frist: { modules: [] }\n' }, 'mine')).toEqual(
      ['pack.yml:4: The pack that is extended has no task "frist", and this one does not say what it is'],
    );
  });
});

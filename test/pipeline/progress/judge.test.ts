import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeTask } from '../../../generators/pipeline/progress/judge.js';
import { type Declaration, NO_WORDS } from '../../../generators/pipeline/progress/own_words.js';
import type { TaskRow } from '../../../generators/pipeline/progress/task_row.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { writeProject, writeRepository } from '../../support/checked.js';
import { fill, inScratch } from '../commit/scene.js';
import { loadFixture, task } from './scene.js';

interface Scene {
  /** The tasks of a project of ours; without them the repository is somebody else's. */
  readonly asked?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly gone?: readonly string[];
  readonly declared?: Declaration;
}

/** What is said of a task in a repository. */
async function rowOf(slug: string, { asked, files = {}, gone = [], declared }: Scene): Promise<TaskRow> {
  const pack = await loadFixture();
  const rows: TaskRow[] = [];
  await inScratch(async (root) => {
    const project = asked === undefined ? undefined : writeProject(root, pack, asked);
    if (project === undefined) writeRepository(root, []);
    fill(root, files);
    for (const path of gone) rmSync(join(root, path), { recursive: true });
    const loaded = { pack, bytes: Buffer.alloc(0), digest: '', shipped: false };
    const words = declared === undefined ? NO_WORDS : { ...NO_WORDS, declared: new Map([[slug, declared]]) };
    const subject = { repository: new Repository(root), loaded, findings: [], ...(project === undefined ? {} : { project }) };
    rows.push(await judgeTask(task(pack, slug), subject, words));
  });
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was judged');
  return row;
}

const REMOTE = { '.git/config': '[remote "origin"]\n\turl = https://github.com/a/b\n' };

describe('a task', () => {
  it.each<[string, string, Scene, TaskRow['verdict']]>([
    ['that is on and as it was made is met', 'a', { asked: ['a'] }, 'met'],
    [
      'that is on and of which a file is gone is broken',
      'a',
      { asked: ['a'], gone: ['demo/api.py'], files: { 'c.py': 'x = 1\n' } },
      'broken',
    ],
    ['that is on and of which a file is empty is broken', 'a', { asked: ['a'], files: { 'demo/api.py': '' } }, 'broken'],
    ['that is on and whose one file is empty is broken, not missing', 'cloud', { asked: ['cloud'], files: { 'deploy.sh': '' } }, 'broken'],
    ['that is on and of which nothing is left is missing', 'cloud', { asked: ['cloud'], gone: ['deploy.sh'] }, 'missing'],
    ['that is off and that people do otherwise is met', 'a', { asked: [], files: { 'c.py': 'x = 1\n' } }, 'met'],
    ['that is off is missing', 'a', { asked: [] }, 'missing'],
    [
      'in a repository of somebody else is met by the second way as well',
      'a',
      { files: { 'c.py': 'import fastapi\nfastapi.FastAPI()\n' } },
      'met',
    ],
    ['in a repository of somebody else is missing', 'a', { files: { 'c.py': '' } }, 'missing'],
    ['without signs is what it brings', 'b', { files: { 'other/api.py': 'z = 1\n' } }, 'met'],
    ['without signs and without what it brings is missing', 'b', { files: { 'other/api.py': '' } }, 'missing'],
    ['of which nothing can be seen is its people’s', 'free', { asked: ['free'] }, 'yours'],
    ['that is done elsewhere is declared', 'cloud', { asked: [], declared: { address: 'https://a.run.app' } }, 'declared'],
    ['that is declared and there is met', 'cloud', { asked: ['cloud'], declared: { address: 'https://a.run.app' } }, 'met'],
  ])('%s', async (_, slug, scene, verdict) => {
    expect((await rowOf(slug, scene)).verdict).toBe(verdict);
  });
});

describe('a practice', () => {
  it.each<[string, string, Scene, TaskRow['verdict']]>([
    ['is its people’s, whatever it brought', 'talk', { asked: ['talk'] }, 'yours'],
    ['is declared where they say so', 'talk', { asked: ['talk'], declared: { reason: 'every morning' } }, 'declared'],
    ['with a sign is met where that is seen', 'push', { asked: ['push'], files: REMOTE }, 'met'],
    ['with a sign is its people’s where that is not seen', 'push', { asked: ['push'] }, 'yours'],
    ['with a sign that is not seen may be declared', 'push', { declared: { address: 'https://gitlab.com/a/b' } }, 'declared'],
  ])('%s', async (_, slug, scene, verdict) => {
    expect((await rowOf(slug, scene)).verdict).toBe(verdict);
  });

  it('says what to ask', async () => {
    expect((await rowOf('talk', { asked: ['talk'] })).question).toBe('Do you talk?');
    expect((await rowOf('free', { asked: ['free'] })).question).toBe('Is this done: Think?');
  });
});

describe('a row', () => {
  it('shows the first place of each sign', async () => {
    const { evidence, group, id } = await rowOf('a', { asked: ['a'] });
    expect({ evidence, group, id }).toEqual({ evidence: [{ path: 'demo/api.py', line: 1, what: 'x = 1' }], group: 'Week', id: 1 });
  });

  it('names the command that adds what is missing', async () => {
    expect((await rowOf('a', { asked: [] })).command).toBe('mlops add a');
    expect((await rowOf('a', {})).command).toBe('mlops new . --tasks a --plan');
    expect((await rowOf('cloud', { asked: ['cloud'], gone: ['deploy.sh'] })).command).toBeUndefined();
  });

  it('says of several ways what is wrong with the file that is there', async () => {
    const { findings } = await rowOf('a', { files: { 'c.py': 'import fastapi\n' } });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['import-unused', 'c.py']]);
  });

  it('says once that a file is gone', async () => {
    const { findings } = await rowOf('cloud', { asked: ['cloud'], gone: ['deploy.sh'] });
    expect(findings.map(({ code }) => code)).toEqual(['file-gone', 'no-file']);
  });
});

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactFindings, isAllGone } from '../../../generators/pipeline/progress/artifacts.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { writeProject } from '../../support/checked.js';
import { fill, inScratch } from '../commit/scene.js';
import { loadFixture, task } from './scene.js';

/** What is wrong after a change of a project whose task brings `api.py`, `empty.py` and the folder `app/`. */
async function after(change: (root: string) => void): Promise<string[]> {
  const pack = await loadFixture();
  let said: string[] = [];
  await inScratch((root) => {
    const project = writeProject(root, pack, ['a']);
    change(root);
    said = artifactFindings(task(pack, 'a'), project, new Repository(root)).map(({ code, path = '' }) => `${code} ${path}`);
  });
  return said;
}

describe('what a task has brought', () => {
  it.each<[string, (root: string) => void, string[]]>([
    ['is right as it was made', () => {}, []],
    ['is right with other code in it', (root) => fill(root, { 'demo/api.py': 'y = 2\n' }), []],
    ['is gone', (root) => rmSync(join(root, 'demo/api.py')), ['file-gone demo/api.py']],
    ['is empty', (root) => writeFileSync(join(root, 'demo/api.py'), ''), ['file-empty demo/api.py']],
    ['is commented out', (root) => fill(root, { 'demo/api.py': '# x = 1\n' }), ['file-says-little demo/api.py']],
    ['cannot be read by Python', (root) => fill(root, { 'demo/api.py': 'x = (1\n' }), ['syntax-fault demo/api.py']],
    ['said nothing from the start, and says nothing still', (root) => fill(root, { 'demo/empty.py': '# TODO\n' }), []],
    ['was moved', (root) => moved(root, 'demo/api.py', 'backend/api.py', 'x = 1\n'), []],
    ['was moved and is empty there', (root) => moved(root, 'demo/api.py', 'backend/api.py', ''), ['file-empty backend/api.py']],
    ['is not there, and another task has brought one of its name', (root) => rmSync(join(root, 'demo/api.py')), ['file-gone demo/api.py']],
    ['is a folder that is gone', (root) => rmSync(join(root, 'demo/app'), { recursive: true }), ['file-gone demo/app/']],
    ['is a folder without one of its files', (root) => rmSync(join(root, 'demo/app/one.py')), []],
    ['is a folder with an empty file', (root) => fill(root, { 'demo/app/one.py': '' }), ['file-empty demo/app/one.py']],
  ])('%s', async (_, change, expected) => {
    expect(await after(change)).toEqual(expected);
  });

  it('is all gone only where nothing of it is left', async () => {
    const bringer = task(await loadFixture(), 'a');
    const gone = ['demo/api.py', 'demo/empty.py', 'demo/app/'].map(
      (path) => ({ code: 'file-gone', severity: 'error', path, values: {} }) as const,
    );
    expect(isAllGone(bringer, gone)).toBe(true);
    expect(isAllGone(bringer, gone.slice(1))).toBe(false);
    expect(isAllGone(bringer, [...gone.slice(1), { code: 'file-empty', severity: 'error', path: 'demo/api.py', values: {} }])).toBe(false);
  });
});

function moved(root: string, from: string, to: string, text: string): void {
  rmSync(join(root, from));
  fill(root, { [to]: text });
}

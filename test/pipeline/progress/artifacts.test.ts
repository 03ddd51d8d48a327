import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactFindings, isAllGone } from '../../../generators/pipeline/progress/artifacts.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { readPack } from '../../packs/pack_folder.js';
import { writeProject } from '../../support/checked.js';
import { fill, inScratch } from '../commit/scene.js';
import { loadFixture, task } from './scene.js';

/** What is wrong after a change of a project whose task brings `api.py`, `empty.py` and the folder `app/`. */
async function after(change: (root: string) => void): Promise<string[]> {
  const pack = await loadFixture();
  let said: string[] = [];
  await inScratch(async (root) => {
    const project = writeProject(root, pack, ['a']);
    change(root);
    said = (await artifactFindings(task(pack, 'a'), project, new Repository(root))).map(({ code, path = '' }) => `${code} ${path}`);
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

describe('a file that a task has brought, under another name', () => {
  const API = ['from web import App', 'app = App()', 'def predict(item):', '    return app.model(item)', 'app.add(predict)', 'app.run()'];

  it.each([
    ['is not gone', API, []],
    ['is not gone where people went on in it', [...API.slice(1), 'x = 1', 'y = 2'], []],
    ['is gone where little of it is left', [...API.slice(4), 'x = 1', 'y = 2', 'def other():', '    return x'], ['demo/api.py']],
    ['cannot be read there', [...API, 'x = (1'], ['demo/backend.py']],
  ])('%s', async (_, lines, expected) => {
    const pack = await readPack({
      'pack.yml': 'id: x\ntitle: X\ngroups: { w: Week }\ntasks: { a: { wording: Make an API, group: w } }\n',
      's/stage.yml': 'tasks: { a: { artifacts: [pkgname/api.py] } }\n',
      's/files/pkgname/api.py': `${API.join('\n')}\n`,
    });
    await inScratch(async (root) => {
      const project = writeProject(root, pack, ['a']);
      moved(root, 'demo/api.py', 'demo/backend.py', `${lines.join('\n')}\n`);
      const findings = await artifactFindings(task(pack, 'a'), project, new Repository(root));
      expect(findings.map(({ path }) => path)).toEqual(expected);
    });
  });
});

describe('a workflow that a task has brought', () => {
  const WORKFLOW = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n';

  it.each([
    ['is right with another step', `${WORKFLOW}    steps: []\n`, []],
    ['is right as two documents', `${WORKFLOW}---\non: push\n`, []],
    [
      'is broken where a merge left its markers',
      `${WORKFLOW}<<<<<<< HEAD\n    a: 1\n=======\n    a: 2\n>>>>>>> main\n`,
      ['file-unreadable'],
    ],
    ['is broken where it is no YAML', `${WORKFLOW}    steps: [\n`, ['file-unreadable']],
  ])('%s', async (_, text, expected) => {
    const pack = await readPack({
      'pack.yml': 'id: x\ntitle: X\ngroups: { w: Week }\ntasks: { a: { wording: Test it, group: w } }\n',
      's/stage.yml': 'tasks: { a: { artifacts: [tests.yaml] } }\n',
      's/files/tests.yaml': WORKFLOW,
    });
    await inScratch(async (root) => {
      const project = writeProject(root, pack, ['a']);
      fill(root, { 'tests.yaml': text });
      const findings = await artifactFindings(task(pack, 'a'), project, new Repository(root));
      expect(findings.map(({ code }) => code)).toEqual(expected);
    });
  });
});

function moved(root: string, from: string, to: string, text: string): void {
  rmSync(join(root, from));
  fill(root, { [to]: text });
}

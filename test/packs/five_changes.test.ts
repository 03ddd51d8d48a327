import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { skeletonOf } from '../../generators/pipeline/author/skeleton.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';
import { writeFolder } from './pack_folder.js';

// The five changes that teachers make between two years, each done on a fresh pack as its comments and the guide say.

const TEMPLATES = join(import.meta.dirname, '../../templates');
const parent = await readPackFolder(join(TEMPLATES, newestPack().pack.id), (id) => Promise.resolve(join(TEMPLATES, id)));
const fresh = skeletonOf({ id: 'next', title: 'The next year', parent, extending: parent.id, folder: 'next' });

/** Takes the `#` from the example below a heading, and from the line of its key. */
function uncomment(text: string, heading: string, key: string): string {
  const lines = text.replace(new RegExp(`^#${key}:$`, 'm'), `${key}:`).split('\n');
  const start = lines.findIndex((line) => line.startsWith(heading));
  const first = lines.findIndex((line, index) => index > start && /^# /.test(line));
  const length = lines.slice(first).findIndex((line) => !/^# /.test(line));
  return lines.map((line, index) => (index >= first && index < first + length ? line.slice(1) : line)).join('\n');
}

const read = (path: string): string => fresh.get(path) ?? '';

async function treeOf(changed: Readonly<Record<string, string>>): Promise<FileTree> {
  const folder = writeFolder({ ...Object.fromEntries(fresh), ...changed });
  return render(await readPackFolder(folder, (id) => Promise.resolve(join(TEMPLATES, id))));
}

function render(pack: Pack): FileTree {
  return renderChoice(pack, { name: pack.id, answers: answersFor(pack, claimedTasks(pack), { manager: 'uv', python: '3.12' }) });
}

const before = render(parent);

/** What is different in a project: each path with the lines that went and came. */
function changes(after: FileTree): Record<string, { gone: string[]; come: string[] }> {
  const linesOf = (tree: FileTree, path: string): string[] => tree.get(path)?.bytes.toString('utf8').split('\n') ?? [];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path)?.bytes.equals(after.get(path)?.bytes ?? Buffer.of()) !== true,
  );
  return Object.fromEntries(
    paths.sort().map((path) => {
      const [old, now] = [linesOf(before, path), linesOf(after, path)];
      return [path, { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) }];
    }),
  );
}

const CHECKLIST = 'reports/README.md';
const CONTRIBUTIONS = 'reports/contributions.md';

describe('a fresh pack of the next year', () => {
  it('makes the same project as the year that it extends', async () => {
    expect(changes(await treeOf({}))).toEqual({});
  });

  it('gets a new task: one line more on the checklist and among those that people share out, and the file of its stage', async () => {
    const after = await treeOf({
      'pack.yml': uncomment(read('pack.yml'), '## 1.', 'tasks'),
      'card/stage.yml': 'title: Model card\nsummary: What the model is for\ntasks: { a-new-task: { artifacts: [MODEL_CARD.md] } }\n',
      'card/files/MODEL_CARD.md': '# Model card\n',
    });
    expect(changes(after)).toEqual({
      'MODEL_CARD.md': { gone: [], come: ['# Model card', ''] },
      [CHECKLIST]: { gone: [], come: [expect.stringMatching(/^- \[ \] Say here what is to be done/)] },
      [CONTRIBUTIONS]: { gone: [], come: ['- 54, card: Say here what is to be done. Done by ?, reviewed by ?', '  <!-- 54 -->'] },
    });
  });

  it('gets another wording: the lines that name the task', async () => {
    const after = await treeOf({ 'pack.yml': uncomment(read('pack.yml'), '## 2.', 'tasks') });
    const [task] = parent.tasks;
    const [old = '', now = ''] = [task?.title, `${task?.title ?? ''} (in your words)`];
    const item = (title: string): string => `- [ ] ${title} (${task?.modules.join(', ') ?? ''})`;
    const share = (title: string): string => `- ${task?.id ?? ''}, ${task?.stage ?? ''}: ${title}. Done by ?, reviewed by ?`;
    expect(changes(after)).toEqual({
      [CHECKLIST]: { gone: [item(old)], come: [item(now)] },
      [CONTRIBUTIONS]: { gone: [share(old)], come: [share(now)] },
    });
  });

  it('gets a module of another number: the lines of the tasks that name it', async () => {
    const renamed = uncomment(uncomment(read('pack.yml'), '## 3. (With', 'tasks'), '## 3. A module', 'modules');
    const after = changes(await treeOf({ 'pack.yml': renamed }));
    const [change] = Object.values(after);
    const withoutNumber = (lines: readonly string[] = []): string[] => lines.map((line) => line.replace(/\(M\d+\)$/, ''));
    expect(Object.keys(after)).toEqual([CHECKLIST]);
    expect([change?.gone.length, withoutNumber(change?.gone)]).toEqual([1, withoutNumber(change?.come)]);
    expect(change?.gone).not.toEqual(change?.come);
  });

  it('gets another version: the lines that name the package', async () => {
    const name = 'torch';
    const after = changes(await treeOf({ 'versions.txt': `${read('versions.txt')}${name}==99.1.0\n` }));
    expect(Object.keys(after)).toContain('pyproject.toml');
    for (const { gone, come } of Object.values(after)) {
      expect(gone.length).toBe(come.length);
      for (const line of gone) expect(line).toMatch(name);
      for (const line of come) expect(line).toMatch(/99\.1\.0/);
    }
  });

  it('gets a corrected template: its file', async () => {
    const path = [...fresh.keys()].find((each) => each.endsWith('/stage.yml')) ?? '';
    const origin = /^##\s+(\S+\/files\/\S+)$/m.exec(read(path))?.[1] ?? '';
    const template = readFileSync(join(TEMPLATES, newestPack().pack.id, origin), 'utf8');
    expect(changes(await treeOf({ [origin]: `${template}# corrected\n` }))).toEqual({
      [origin.replace(/^\w+\/files\//, '')]: { gone: [], come: ['# corrected'] },
    });
  });
});

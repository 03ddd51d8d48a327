import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckDocument } from '../../../generators/pipeline/progress/document.js';
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from '../run/scratch.js';
import { CHECKED } from './course.js';

async function check(scratch: Scratch, words: readonly string[] = [], values = {}): Promise<CheckDocument> {
  const { out, refusal } = await scratch.run('check', words, { json: true, ...values });
  if (refusal !== undefined) throw new Error(refusal);
  const document: CheckDocument = JSON.parse(out);
  return document;
}

describe('mlops check', () => {
  it('says of a new project what is met, what is missing with its command, and what is for people to say', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('docker');
    const { tasks, isProject } = await check(scratch);
    expect(isProject).toBe(true);
    expect(Object.fromEntries(tasks.map(({ slug, verdict }) => [slug, verdict]))).toMatchObject({
      training: 'met',
      dockerfiles: 'met',
      inference: 'missing',
      cloud: 'yours',
    });
    const row = (slug: string) => tasks.find((task) => task.slug === slug);
    expect(row('training')?.evidence).toEqual([{ path: 'src/demo/train.py', line: 1, what: 'def train' }]);
    expect(row('inference')?.command).toBe('mlops add inference');
    expect(row('cloud')?.question).toBe('Where does it run?');
  });

  it('names the file of a task that is broken, and the rest stays as it is', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('docker,inference');
    scratch.write('src/demo/api.py', '');
    const { out } = await scratch.run('check');
    expect(out).toMatch(/! 33 inference\n.*src\/demo\/api\.py is empty\./);
    expect(out).toContain('1 broken');
    expect(out).toMatch(/Week 1 {2}█+░* {2}\d of 4/);
  });

  it('looks at what is no project, held against the pack that is named', async () => {
    const scratch = new Scratch(CHECKED);
    const other = join(scratch.folder, 'other');
    mkdirSync(join(other, 'app'), { recursive: true });
    writeFileSync(join(other, 'app/main.py'), 'APP = 1\n');
    const { tasks, isProject } = await check(scratch, ['../other'], { pack: join(scratch.folder, 'course.pack') });
    expect(isProject).toBe(false);
    expect(tasks.filter(({ verdict }) => verdict === 'met').map(({ slug }) => slug)).toEqual(['inference']);
    expect(tasks.find(({ slug }) => slug === 'dockerfiles')?.command).toBe(
      `mlops new . --tasks dockerfiles --pack ${join(scratch.folder, 'course.pack')} --plan`,
    );
  });

  it('says for which folder its commands are where that is another one', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('minimal');
    expect((await scratch.run('check')).out).not.toContain('Commands are for');
    mkdirSync(join(scratch.folder, 'other'));
    const { out } = await scratch.run('check', ['../other'], { pack: join(scratch.folder, 'course.pack') });
    expect(out).toContain('Commands are for its folder: cd ../other\n');
  });

  it('exits with 3 where --strict finds something missing, else with 0', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('minimal');
    expect([(await scratch.run('check')).exitCode, (await scratch.run('check', [], { strict: true })).exitCode]).toEqual([0, 3]);
  });

  it('writes nothing', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('docker');
    const before = snapshot(scratch.root, { times: true });
    await scratch.run('check', [], { full: true });
    expect(snapshot(scratch.root, { times: true })).toEqual(before);
  });

  it.each([
    ['a folder that is not there', 'nowhere', /^There is no folder .*nowhere\. Name one that is there\.$/],
    ['a file', 'LICENSE', /LICENSE is a file, not a folder\. Name a folder\.$/],
  ])('refuses %s', async (_, word, said) => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('minimal');
    const { exitCode, refusal, out } = await scratch.run('check', [word]);
    expect([exitCode, out]).toEqual([1, '']);
    expect(refusal).toMatch(said);
  });

  it('looks at a project whose records cannot be read as at any repository, and says why', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('docker');
    scratch.write('.yo-rc.json', '{"generator-mlops": 7}');
    const { isProject, findings } = await check(scratch);
    expect(isProject).toBe(false);
    expect(findings.map(({ code, sentence }) => [code, sentence])).toEqual([
      ['project-unreadable', expect.stringMatching(/^\.yo-rc\.json is looked at as if it were not there: /)],
    ]);
  });

  it('keeps to a narrow terminal', async () => {
    const scratch = new Scratch(CHECKED);
    await scratch.new('docker,inference');
    const { out } = await scratch.run('check', [], { full: true }, { interactive: true, columns: 40 });
    expect(out.split('\n').filter((line) => line.length > 40)).toEqual([]);
  });
});

import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { packed, question, stage, task } from '../../pipeline/pack/fixture.js';
import { COURSE, Scratch } from '../../pipeline/run/scratch.js';
import { refusalOf } from './try_pack.js';

const MB = 1024 * 1024;

/** What is said of a packed pack that nobody wrote with pack freeze. */
function saidOf(bytes: Buffer): Promise<string> {
  return refusalOf({ 'x.pack': bytes }, 'x.pack');
}

/** The small course, with something else in it. */
function changed(more: object): Buffer {
  return packed({ ...COURSE, ...more });
}

/** With one file of this form beside its others. */
function withFile(file: object): Buffer {
  return changed({
    stages: [stage('project', { files: [{ path: 'a', origin: 'project/files/a', content: 'a', ...file }] }), ...COURSE.stages.slice(1)],
  });
}

describe('a packed pack', () => {
  it.each<[string, () => Buffer, string | RegExp]>([
    ['a bomb of compressed nothing', () => gzipSync(Buffer.alloc(65 * MB)), 'takes more than 64 MB when it is unpacked'],
    [
      'bombs one after the other',
      () => Buffer.concat(Array.from({ length: 9 }, () => gzipSync(Buffer.alloc(8 * MB)))),
      'takes more than 64 MB',
    ],
    ['half of a file', () => changed({}).subarray(0, 400), 'The packed pack cannot be read'],
    ['words', () => Buffer.from('hello'), 'is no packed pack'],
    ['no JSON', () => gzipSync('{ "id": x }'), 'The packed pack cannot be read'],
    ['lists in lists without end', () => gzipSync('['.repeat(10 * MB)), 'it is nested too deeply'],
    ['lists in lists that end', () => gzipSync(`${'['.repeat(MB)}${']'.repeat(MB)}`), 'it is nested too deeply'],
    ['lists in lists somewhere in it', () => gzipSync(`{"id":"x","stages":${'['.repeat(MB)}${']'.repeat(MB)}}`), 'it is nested too deeply'],
    ['a value for each letter', () => changed({ reserved: Array.from({ length: 300_000 }, () => 'a') }), 'says more than'],
    [
      'a prototype',
      () => gzipSync(JSON.stringify(COURSE).replace('{', '{"__proto__":{"polluted":true},')),
      'The packed pack has an unknown form at "__proto__"',
    ],
    [
      'a prototype deep down',
      () => gzipSync(JSON.stringify(COURSE).replace('"course":{}', '"course":{"__proto__":"a"}')),
      'unknown form at "course.__proto__"',
    ],
    ['the maker of all maps', () => changed({ presets: { constructor: [] } }), 'unknown form at "presets.constructor"'],
    ['a field of its own', () => changed({ run: 'globalThis.ran = true' }), 'unknown form at "run"'],
    ['a later engine', () => changed({ engine: 99 }), 'The pack needs engine 99'],
    ['no engine', () => changed({ engine: 0 }), 'unknown form at "engine"'],
    [
      'a path out of the project',
      () => withFile({ path: '../../x' }),
      'project/stage.yml files.a.as: The path "../../x" leaves its folder',
    ],
    [
      'a path of Windows',
      () => withFile({ path: 'C:\\Windows\\x' }),
      'project/stage.yml files.a.as: The path "C:\\\\Windows\\\\x" is absolute',
    ],
    ['a hook of git', () => withFile({ path: '.git/hooks/pre-commit', executable: true }), 'belongs to git'],
    ['the record of the project', () => withFile({ path: '.yo-rc.json' }), 'belongs to the generator'],
    ['a template with code', () => withFile({ template: true, content: 'a\n<% globalThis.ran = true %>' }), 'project/files/a:2: '],
    ['a condition with code', () => withFile({ when: 'process.exit(1)' }), 'project/stage.yml files.a.when: "when: process.exit(1)"'],
    ['a file that is no text', () => withFile({ content: ['a'] }), 'unknown form at "stages.0.files.0.content"'],
    ['what a terminal acts on', () => changed({ title: 'a\u001b]0;mine\u0007' }), 'a control character at "title"'],
    [
      'what a terminal acts on, in a question',
      () => changed({ asks: [question('name', { message: '\u009b2J' })] }),
      'a control character at "asks.0.message"',
    ],
    ['what a terminal acts on, as a key', () => changed({ course: { '\u001b[2J': 'a' } }), 'a control character at "course.?[2J"'],
    ['a stage that is a path', () => changed({ stages: [stage('../x')] }), 'A stage cannot be called "../x"'],
    ['a stage that is a command', () => changed({ stages: [...COURSE.stages, stage('undo')] }), 'A stage cannot be called "undo"'],
    ['a question that is an option', () => changed({ asks: [question('force', { flag: 'force' })] }), 'force'],
    ['two questions of one name', () => changed({ asks: [...COURSE.asks, question('name')] }), 'name'],
    [
      'a number claimed twice',
      () => changed({ tasks: [...COURSE.tasks, task('other', { id: 1 })] }),
      'The task "repository" has the number 1 too',
    ],
    [
      'tasks in a circle',
      () => changed({ tasks: [task('a', { needs: ['b'] }), task('b', { needs: ['a'] })], presets: {} }),
      'Tasks need each other in a cycle: a needs b needs a',
    ],
    [
      'thousands of tasks',
      () => changed({ tasks: Array.from({ length: 5000 }, (_, index) => task(`t${index}`, { needs: [`t${index + 1}`] })) }),
      'The pack has 5000 tasks, and it may have 500 at most',
    ],
    ['ten thousand files', () => changed({ stages: [manyFiles(10_000)] }), 'The pack has 10000 files, and it may have 5000 at most'],
  ])('is refused: %s', async (_, bytes, says) => {
    expect(await saidOf(bytes())).toMatch(typeof says === 'string' ? new RegExp(escaped(says)) : says);
  });

  it('is not read where it says that it has two gigabytes', async () => {
    const claim = (folder: string): void => {
      const file = openSync(join(folder, 'x.pack'), 'w');
      ftruncateSync(file, 2 ** 31);
      closeSync(file);
    };
    expect(await refusalOf(claim, 'x.pack')).toBe(
      '<pack>/x.pack is larger than 64 MB, and no packed pack is. Name a file that mlops pack freeze wrote.',
    );
  });
});

describe('a project from somebody else', () => {
  it.each<[string, () => Buffer, RegExp]>([
    ['a bomb', () => gzipSync(Buffer.alloc(65 * MB)), /takes more than 64 MB when it is unpacked/],
    ['another pack', () => withFile({ path: 'x' }), /do not belong together/],
    ['a path out of it', () => withFile({ path: '../x' }), /leaves its folder/],
  ])('is not touched where .mlops/pack is %s', async (_, bytes, says) => {
    const scratch = new Scratch();
    await scratch.new('minimal');
    writeFileSync(join(scratch.root, '.mlops/pack'), bytes());
    for (const command of ['info', 'add', 'upgrade', 'undo']) {
      const { exitCode, refusal } = await scratch.run(command, command === 'add' ? ['docker'] : []);
      expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
    }
  });

  it('is not read where .mlops/pack says that it has two gigabytes', async () => {
    const scratch = new Scratch();
    await scratch.new('minimal');
    const file = openSync(join(scratch.root, '.mlops/pack'), 'w');
    ftruncateSync(file, 2 ** 31);
    closeSync(file);
    const { exitCode, refusal } = await scratch.run('info');
    expect([exitCode, refusal]).toEqual([1, expect.stringContaining('is larger than 64 MB, and no pack is')]);
  });
});

function manyFiles(count: number): Pack['stages'][number] {
  const files = Array.from({ length: count }, (_, index) => ({ path: `f${index}`, origin: `project/files/f${index}`, content: '' }));
  return stage('project', { files });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { PackReport } from '../../../generators/pipeline/author/report.js';
import schema from '../../../schemas/pack_test.schema.json' with { type: 'json' };
import { Scratch } from '../run/scratch.js';

const BASE = {
  'base/pack.yml': 'id: base\ntitle: Base\ntasks: { hello: { wording: Say hello }, later: { wording: Say more } }\n',
  'base/hello/stage.yml': 'tasks: { hello: {} }\n',
  'base/hello/files/hello.toml': 'a = 1\n',
};

const isReport = new Ajv2020().compile<PackReport>(schema);

function withFiles(files: Readonly<Record<string, string>>): Scratch {
  const scratch = new Scratch();
  for (const [path, text] of Object.entries({ ...BASE, ...files })) scratch.write(path, text);
  return scratch;
}

/** The document that `mlops pack test` prints of a pack. */
async function reportOn(files: Readonly<Record<string, string>>, folder = 'mine'): Promise<PackReport> {
  const scratch = withFiles(files);
  const { out, exitCode } = await scratch.run('pack', ['test', folder], { json: true });
  const document: unknown = JSON.parse(out);
  if (!isReport(document)) throw new Error(JSON.stringify(isReport.errors));
  expect([document.exitCode, document.fine]).toEqual([exitCode, exitCode === 0]);
  return document;
}

test('tells what is different from the pack that it extends, and what no stage does', async () => {
  const report = await reportOn({
    'mine/pack.yml': 'id: mine\nextends: ../base\ntasks: { hello: { wording: Say good morning } }\n',
    'mine/hello/files/hello.toml': 'a = 2\n',
    'mine/hello/files/new.txt': 'new\n',
  });
  expect(report).toMatchObject({
    fine: true,
    pack: { id: 'mine', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    parent: { id: 'base', title: 'Base', revision: 1 },
    notes: ['On the checklist, and done by no stage, so that nobody can choose it: later'],
    differences: {
      tasks: [{ kind: 'reworded', name: 'hello', before: 'Say hello', after: 'Say good morning' }],
      files: [
        { kind: 'changed', name: 'hello/files/hello.toml', field: 'content' },
        { kind: 'new', name: 'hello/files/new.txt' },
      ],
    },
  });
  expect(report.choices.map(({ name, files }) => [name, files])).toEqual([
    ['everything', 2],
    ['minimal', 0],
    ['hello', 2],
  ]);
});

test('tells every problem of the reading, with file and line, and renders nothing then', async () => {
  const report = await reportOn({
    'mine/pack.yml': 'id: mine\nextends: ../base\ntasks:\n  hello: { group: nowhere }\n',
    'mine/hello/stage.yml': 'files: { hello.toml: { template: true } }\ntasks:\n  hello: { needs: [helo] }\n',
    'mine/hello/files/hello.toml': 'a = 1\n<%- nobody %>\n',
  });
  expect(report.problems.map(({ file, line, fact }) => `${file}:${line}: ${fact}`)).toEqual([
    expect.stringMatching(/^hello\/files\/hello\.toml:2: .*nobody/),
    'hello/stage.yml:3: There is no task "helo"',
    'pack.yml:4: There is no group "nowhere"',
  ]);
  expect([report.choices, report.differences]).toEqual([[], undefined]);
});

test('tells a pack that cannot even be put together, and a default that is no answer', async () => {
  expect(await reportOn({ 'mine/pack.yml': 'id: mine\nnope: 1\n' })).toMatchObject({ problems: [{ file: 'pack.yml', line: 2 }] });
  const asks = 'asks:\n  - { name: mail, type: email, message: Mail?, default: nobody }\n';
  expect(await reportOn({ 'mine/pack.yml': `id: mine\n${asks}` })).toMatchObject({
    problems: [{ file: 'pack.yml', line: 3, fact: 'The default of --mail is not an e-mail address: "nobody"' }],
  });
});

test('tells what only a render shows once, with the choices where it shows', async () => {
  const report = await reportOn({ 'mine/pack.yml': 'id: mine\nextends: ../base\n', 'mine/hello/files/hello.toml': 'a = 1\nb =\n' });
  expect(report).toMatchObject({
    fine: false,
    problems: [{ file: 'hello/files/hello.toml', line: 2, choices: ['everything', 'hello'] }],
    differences: { files: [{ kind: 'changed' }] },
  });
});

test('notes what nothing uses as a sentence', async () => {
  const unused = 'contributes:\n  next: [{ command: make, because: I say so }]\n';
  const { notes } = await reportOn({ 'mine/pack.yml': 'id: mine\n', 'mine/s/stage.yml': unused, 'mine/s/files/a.txt': '' });
  expect(notes).toEqual(['s/stage.yml:2: The field "because" is contributed, and no template reads it. Use it, or remove it']);
});

test('a pack that extends none is compared with none', async () => {
  const report = await reportOn({}, 'base');
  expect([report.fine, report.parent, report.differences]).toEqual([true, undefined, undefined]);
});

test('shows at a terminal how far it is, and nothing elsewhere; and writes nothing', async () => {
  const scratch = withFiles({ 'mine/pack.yml': 'id: mine\nextends: ../base\n' });
  const before = readdirSync(scratch.root, { recursive: true });
  const quiet = await scratch.run('pack', ['test', 'mine']);
  expect([quiet.exitCode, quiet.err]).toEqual([0, '']);
  const { err, out } = await scratch.run('pack', ['test', 'mine'], {}, { interactive: true, columns: 40 });
  expect(err).toContain('\rRendering 1 of 3: everything\u001b[K');
  expect(err.endsWith('\r\u001b[K')).toBe(true);
  expect(out).toMatch(/^mine is fine: Base \(mine, revision/);
  expect(readdirSync(scratch.root, { recursive: true })).toEqual(before);
});

test.each([
  [['nowhere'], /^There is no pack "nowhere"\./],
  [['../course.pack'], /is a file, not the folder of a pack\. Name the folder that it was made from\.$/],
  [['.'], /^There is no pack\.yml in .*demo\. Name the folder of a pack\.$/],
  [[], /^mlops pack test needs the folder of the pack\. Name it: mlops pack test my-pack\.$/],
  [['a', 'b'], /^"b" is an unexpected word\. mlops pack test takes the folder of the pack; /],
  [[''], /^The name of the folder of the pack is empty\. /],
])('%j is refused', async (words, says) => {
  const { refusal, exitCode } = await withFiles({}).run('pack', ['test', ...words]);
  expect([exitCode, refusal]).toEqual([1, expect.stringMatching(says)]);
});

test('a folder in the place of a file is named', async () => {
  const scratch = withFiles({ 'mine/pack.yml/x': '' });
  const { exitCode, ...said } = await scratch.run('pack', ['test', join('mine')]);
  expect([exitCode, JSON.stringify(said)]).toEqual([1, expect.stringContaining('pack.yml is a folder, and what a pack says of itself')]);
});

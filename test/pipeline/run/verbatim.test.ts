import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFolder } from '../../packs/pack_folder.js';
import { outcomes, Scratch } from './scratch.js';

const QUIET = { 'skip-git': true, 'skip-install': true };
const RUN_BAT = '@echo off\r\nset A=1\r\nset B=2\r\npython train.py\r\n';

/** Files as somebody may have them, each byte of which counts. */
const FILES: Readonly<Record<string, Buffer>> = {
  'run.bat': Buffer.from(RUN_BAT),
  'mixed.txt': Buffer.from('a\r\nb\nc\rd'),
  'lone.txt': Buffer.from('a\rb\r'),
  'no_end.txt': Buffer.from('last line'),
  'mark.txt': Buffer.from('\ufeffwith a mark\r\n'),
  'latin.txt': Buffer.from('bl\xe5b\xe6r\r\n', 'latin1'),
  'late.bin': Buffer.concat([Buffer.from('x\r\n'.repeat(4000)), Buffer.from([0, 255, 13, 10])]),
  'replaced.txt': Buffer.from('\ufffd is a character too\r\n'),
  'empty.txt': Buffer.alloc(0),
};

/** A pack with one stage of files that are copied as they are, and a template with Windows line ends. */
function packFolder(revision: number, more: Readonly<Record<string, Buffer | string>> = {}): string {
  const files = { ...FILES, ...more };
  return writeFolder({
    'pack.yml': `id: mine\r\nrevision: ${revision}\r\ntasks: { hello: { always: true } }\r\n`,
    's/stage.yml':
      'tasks: { hello: {} }\r\nfiles: { made.bat: { template: true } }\r\nasks: [{ name: size, type: token, message: How many?, default: "7" }]\r\n',
    's/files/made.bat': "@echo off\r\n<%_ if (size !== '0') { _%>\r\nset COUNT=<%- size %>\r\n<%_ } _%>\r\n",
    ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`s/files/${path}`, content])),
  });
}

async function projectOf(folder: string): Promise<Scratch> {
  const scratch = new Scratch();
  await scratch.new('minimal', { pack: folder });
  return scratch;
}

const bytes = (scratch: Scratch, path: string): Buffer => readFileSync(join(scratch.root, path));

test('a file that is copied as it is has the same bytes in the project, and after an upgrade', async () => {
  const scratch = await projectOf(packFolder(1));
  for (const [path, content] of Object.entries(FILES)) expect([path, bytes(scratch, path)]).toEqual([path, content]);
  const changed = Object.fromEntries(
    Object.entries(FILES).map(([path, content]) => [path, Buffer.concat([content, Buffer.from('!\r\n')])]),
  );
  await scratch.result('upgrade', [], { pack: packFolder(2, changed) });
  for (const [path, content] of Object.entries(changed)) expect([path, bytes(scratch, path)]).toEqual([path, content]);
  expect((await scratch.result('upgrade', [], { pack: packFolder(2, changed) })).changes).toEqual([]);
});

test('a template with the line ends of Windows makes a file with them, in each line', async () => {
  expect(bytes(await projectOf(packFolder(1)), 'made.bat').toString()).toBe('@echo off\r\nset COUNT=7\r\n');
});

test.each([
  ['as it was generated', RUN_BAT.replace('A=1', 'A=9')],
  ['as a checkout gives it by the .gitattributes of a project', RUN_BAT.replace('A=1', 'A=9').replaceAll('\r\n', '\n')],
])('an edited file with the line ends of Windows, %s, is merged and keeps its line ends', async (_, edited) => {
  const scratch = await projectOf(packFolder(1));
  writeFileSync(join(scratch.root, 'run.bat'), edited);
  const result = await scratch.result('upgrade', [], { pack: packFolder(2, { 'run.bat': RUN_BAT.replace('train.py', 'start.py') }) });
  expect(outcomes(result)).toEqual({ 'run.bat': 'merged' });
  expect(bytes(scratch, 'run.bat').toString()).toBe(edited.replace('train.py', 'start.py'));
});

test('a file of line feeds in a checkout with those of Windows is merged and keeps them', async () => {
  const unix = 'a\nb\nc\nd\n';
  const scratch = await projectOf(packFolder(1, { 'unix.txt': unix }));
  writeFileSync(join(scratch.root, 'unix.txt'), unix.replace('a', 'A').replaceAll('\n', '\r\n'));
  await scratch.result('upgrade', [], { pack: packFolder(2, { 'unix.txt': unix.replace('d', 'D') }) });
  expect(bytes(scratch, 'unix.txt').toString()).toBe('A\r\nb\r\nc\r\nD\r\n');
});

test('a pack that no command could read again makes no project', async () => {
  const scratch = new Scratch();
  const pack = packFolder(1, { 'data.bin': Buffer.alloc(50 * 1024 * 1024) });
  const { refusal } = await scratch.run('new', [], { pack, name: 'Demo', defaults: true, ...QUIET });
  expect(refusal).toMatch(/a pack may take 64 MB at most. Leave out its largest file, s\/files\/data.bin \(50 MB\)/);
  expect(() => scratch.read('.yo-rc.json')).toThrow();
});

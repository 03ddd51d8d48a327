import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { AuditDocument } from '../../../generators/pipeline/audit/audit.js';
import schema from '../../../schemas/audit.schema.json' with { type: 'json' };
import { snapshot } from '../../lives/snapshot.js';
import { Scratch } from '../run/scratch.js';

/** A project, a folder of anything, and a list with a folder that is not there; the current folder is the project. */
async function groups(): Promise<Scratch> {
  const scratch = new Scratch();
  await scratch.new('docker');
  put(scratch, 'foreign/main.py', 'print()\n');
  put(scratch, 'list.txt', 'demo\nForeign\tforeign\ngone\n');
  return scratch;
}

function put(scratch: Scratch, path: string, text: string): void {
  mkdirSync(dirname(join(scratch.folder, path)), { recursive: true });
  writeFileSync(join(scratch.folder, path), text);
}

test('the document follows its published schema, and nothing is written', async () => {
  const scratch = await groups();
  const before = snapshot(scratch.folder, { times: true });
  const { out, err, exitCode } = await scratch.run('audit', ['../list.txt'], { json: true });
  const document: AuditDocument = JSON.parse(out);
  const validate = new Ajv2020().compile(schema);
  expect([validate(document), validate.errors, err, exitCode]).toEqual([true, null, '', 0]);
  expect(document.repositories.map(({ name }) => name)).toEqual(['gone', 'demo', 'Foreign']);
  expect(document.packs.map(({ id }) => id)).toEqual(['2026', 'small']);
  expect(snapshot(scratch.folder, { times: true })).toEqual(before);
});

test('a table for a person, a table for a spreadsheet, and a page beside either', async () => {
  const scratch = await groups();
  expect((await scratch.run('audit', ['../list.txt'])).out).toMatch(/^3 repositories; 1 could not be looked at; /);
  const { out, err } = await scratch.run('audit', ['../list.txt'], { csv: true, html: 'audit.html', sort: 'name' });
  expect(out).toMatch(/^name,folder,reason,pack,.*\r\ndemo,.*\r\nForeign,.*\r\ngone,.*\r\n$/s);
  expect(err).toBe(`The page is ${join(scratch.root, 'audit.html')}\n`);
  expect(readFileSync(join(scratch.root, 'audit.html'), 'utf8')).toContain('3 repositories');
  const again = await scratch.run('audit', ['../list.txt'], { json: true, html: 'audit.html' });
  expect([again.err, JSON.parse(again.out).page]).toEqual(['', join(scratch.root, 'audit.html')]);
});

test('with --pack, what is no project is held against that', async () => {
  const scratch = await groups();
  const { out } = await scratch.run('audit', ['../foreign', '.'], { json: true, pack: '2024' });
  const { packs }: AuditDocument = JSON.parse(out);
  expect(packs.map(({ id, repositories }) => [id, repositories])).toEqual([
    ['2024', 1],
    ['small', 1],
  ]);
});

test('with --strict it ends with 3 where something is open', async () => {
  const scratch = await groups();
  expect((await scratch.run('audit', ['../foreign'], { strict: true, json: true })).exitCode).toBe(3);
  expect((await scratch.run('audit', ['../gone'], { strict: true })).exitCode).toBe(3);
});

test.each<[readonly string[], object, RegExp]>([
  [['.'], { json: true, csv: true }, /^--json and --csv both print\. Leave out one of them; /],
  [['.'], { html: 'README.md' }, /^README\.md exists already, and is no page of an audit\. /],
  [['.'], { pack: '1999' }, /^There is no pack "1999"\. /],
  [['.'], { sort: 'age' }, /^--sort cannot be "age"\. Use one of worst, name\.$/],
])('mlops audit %j %j is refused before anything is looked at', async (words, values, says) => {
  const scratch = await groups();
  const { refusal, out } = await scratch.run('audit', [...words], { ...values });
  expect([out, refusal]).toEqual(['', expect.stringMatching(says)]);
});

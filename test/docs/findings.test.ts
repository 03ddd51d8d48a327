import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CODES } from '../../generators/pipeline/finding/codes.js';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/findings');
const INDEX = 'README.md';
const codes = Object.keys(CODES);
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

test('each code of a finding has a page, and each page a code', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== INDEX);
  const missing = codes.filter((code) => !pages.includes(`${code}.md`)).map((code) => `Write docs/findings/${code}.md.`);
  const idle = pages.filter((page) => !codes.includes(page.replace(/\.md$/, ''))).map((page) => `Remove docs/findings/${page}.`);
  expect([...missing, ...idle]).toEqual([]);
});

test.each(codes)('the page of %s says what it means, why it matters and how it is mended, with an example', (code) => {
  const headings = [...read(`${code}.md`).matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
  expect(headings).toEqual([`# ${code}`, '## Why it matters', '## How to mend it', '## Example']);
});

test('the index lists every page, in the order of their names, and the README names the index', () => {
  const listed = [...read(INDEX).matchAll(/^- \[([a-z-]+)\]\(\1\.md\): \S/gm)].map(([, code]) => code);
  expect(listed).toEqual([...codes].sort());
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('](docs/findings/README.md)');
});

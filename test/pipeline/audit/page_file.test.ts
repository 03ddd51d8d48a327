import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditPage } from '../../../generators/pipeline/audit/page.js';
import { pageFile, writePage } from '../../../generators/pipeline/audit/page_file.js';
import { Disk } from '../../../generators/pipeline/commit/disk.js';
import { asOrdinaryUser } from '../../support/ordinary_user.js';
import { audited, folderWith, looked } from './sample.js';

const PAGE = auditPage(audited({ one: looked({ a: 'met' }) }));

test('a page is written where nothing stands, and over an earlier page', () => {
  const folder = folderWith({});
  const file = pageFile('audit.html', folder);
  expect(file).toBe(join(folder, 'audit.html'));
  writePage(file, PAGE);
  writePage(pageFile('audit.html', folder), PAGE.replace('repository', 'group'));
  expect(readFileSync(file, 'utf8')).toContain('1 group');
  expect(readdirSync(folder)).toEqual(['audit.html']);
});

test.each([
  ['report.html', /^report\.html exists already, and is no page of an audit\. Name another file, or remove that one\.$/],
  ['empty.html', /^empty\.html exists already, /],
  ['folder', /^folder is a folder\. Name a file in it, such as audit\.html\.$/],
  ['gone/audit.html', /^There is no folder .*gone\. Make it first, or name a file elsewhere\.$/],
])('--html %s is refused, and what stands there stays', (named, words) => {
  const folder = folderWith({ 'report.html': '<!doctype html><title>Ours</title>', 'empty.html': '', 'folder/': '' });
  expect(() => pageFile(named, folder)).toThrow(words);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('Ours');
});

test('what comes to stand there in the meantime stays, and no half page is left', () => {
  const folder = folderWith({});
  const file = pageFile('audit.html', folder);
  writeFileSync(file, 'Mine');
  expect(() => writePage(file, PAGE)).toThrow('exists already');
  expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['Mine', ['audit.html']]);
});

test('a disk that fails is told as that, and nothing is left', () => {
  const folder = folderWith({});
  const full = new Disk((action) => {
    if (action === 'rename') throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  expect(() => writePage(join(folder, 'a.html'), PAGE, full)).toThrow(/^Cannot write .*: the disk is full\. /);
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that may not be written is told as that', () => {
  const folder = folderWith({});
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0o555);
  expect(() => asOrdinaryUser(() => writePage(join(folder, 'closed/a.html'), PAGE))).toThrow('permission is denied');
});

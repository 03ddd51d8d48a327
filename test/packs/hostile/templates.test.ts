import { describe, expect, it } from 'vitest';
import { ID, isTaken, refusalOf } from './try_pack.js';

/** A pack with one template, whose second line is the one that is told of. */
function withTemplate(line: string) {
  const asks = 'asks:\n  - { name: words, type: tokens, message: Which?, default: [a, b] }\n';
  return { 'pack.yml': ID + asks, 's/stage.yml': 'files: { a.txt: { template: true } }\n', 's/files/a.txt': `first\n${line}\n` };
}

describe('a template that is a program', () => {
  it.each([
    ['a call', '<% globalThis.ran = true %>'],
    ['a call of a value', '<%- words() %>'],
    ['the maker of functions', "<%- words.constructor.constructor('globalThis.ran = true')() %>"],
    ['the maker of functions by a text', "<%- words['constructor'] %>"],
    ['the maker of functions by another spelling', '<%- words.c\\u006fnstructor %>'],
    ['a text with code', '<%- `${globalThis.ran = true}` %>'],
    ['a tagged text', '<%- words`x` %>'],
    ['an arrow', '<%- words.map(w => w) %>'],
    ['a comma', '<%- words, words %>'],
    ['an index', '<%- words[0] %>'],
    ['an assignment', '<% words = 1 %>'],
    ['an assignment in a condition', '<% if (words = 1) { %><% } %>'],
    ['a comment that ends a tag', '<%- words /* %> */ globalThis.ran = true %>'],
    ['a comment of one line', '<%- words // %>'],
    ['a comment of HTML', '<% <!-- globalThis.ran = true %>'],
    ['two statements', '<%- words; globalThis.ran = true %>'],
    ['a statement behind a block', '<% if (words) { %>x<% } globalThis.ran = true %>'],
    ['a block that is never closed', '<% if (words) { %>'],
    ['a tag that is never closed', '<%- words'],
    ['an end of nothing', '<% } %>'],
    ['an include', "<%- include('/etc/passwd') %>"],
    ['an include as in older templates', '<% include ../outside %>'],
    ['a module', "<%- require('node:child_process').execSync('id') %>"],
    ['a module, imported', "<%- import('node:fs') %>"],
    ['the process', '<%- process.env.HOME %>'],
    ['all that there is', '<%- globalThis %>'],
    ['what it is in', '<%- this %>'],
    ['its arguments', '<%- arguments %>'],
    ['the values of ejs', '<%- locals %>'],
    ['the output of ejs', '<% __append(words) %>'],
    ['evaluation', "<%- eval('1') %>"],
    ['a loop without an end', '<% while (true) { %><% } %>'],
    ['a loop over keys', '<% for (const w in words) { %><% } %>'],
    ['a loop that hides a name', '<% for (const words of words) { %><% } %>'],
    ['a prototype', '<%- words.__proto__ %>'],
    ['a new object', '<%- new Date %>'],
    ['a regular expression', '<% if (/(a+)+$/.test(words)) { %><% } %>'],
    ['an error that is caught', '<% } catch (e) { %>'],
    ['an asynchronous function', '<% async () => { %><% } %>'],
    ['a text with a tag', "<%- join(words, '%>') %>"],
    ['a name that is none', '<%- \uff57ords %>'],
    ['a name of nobody', '<%- secrets %>'],
  ])('is refused: %s', async (_, line) => {
    expect(await refusalOf(withTemplate(line))).toMatch(/^The pack <pack> is broken:\n {2}s\/files\/a\.txt:2: /);
  });

  it('is refused in conditions too, of files, questions and records', async () => {
    const code = JSON.stringify("name.constructor.constructor('globalThis.ran = true')()");
    const file = await refusalOf({ 'pack.yml': ID, 's/stage.yml': `files:\n  a: { when: ${code} }\n`, 's/files/a': '' });
    expect(file).toContain('s/stage.yml:2: "when: name.constructor');
    const asks = `asks:\n  - { name: q, type: text, message: Q?, when: ${code} }\n`;
    expect(await refusalOf({ 'pack.yml': ID + asks, 's/files/a': '' })).toContain('pack.yml:3: "when: name.constructor');
    const record = `contributes:\n  pages:\n    - { title: a, when: ${code} }\n`;
    expect(await refusalOf({ 'pack.yml': ID, 's/stage.yml': record })).toContain('s/stage.yml:3: "when: name.constructor');
  });

  it('is refused where it is a part', async () => {
    const target = { 's/stage.yml': 'files: { a: { template: true } }\n', 's/files/a': '<%- parts %>\n' };
    expect(await refusalOf({ 'pack.yml': ID, ...target, 's/parts/a': 'x\n<% globalThis.ran = true %>\n' })).toContain('s/parts/a:2: ');
  });

  it('is text where nothing says that it is a template', async () => {
    expect(
      await isTaken({ 'pack.yml': ID, 's/stage.yml': 'files: { a.txt: { template: false } }\n', 's/files/a.txt': '<% ran() %>' }),
    ).toBe(true);
  });
});

describe('a template that takes without end', () => {
  it.each([
    ['ifs in ifs', `${'<% if (words) { %>'.repeat(10_000)}${'<% } %>'.repeat(10_000)}`, 's/files/a.txt:2: '],
    ['loops in loops', loops(5000, 'x'), 's/files/a.txt:2: '],
    ['parentheses in parentheses', `<% if (${'('.repeat(10_000)}words${')'.repeat(10_000)}) { %><% } %>`, 's/files/a.txt:2: '],
    ['a condition without an end', `<% if (${'!'.repeat(100_000)}words) { %><% } %>`, 's/files/a.txt:2: '],
    ['rounds', loops(30, 'x'), 's/files/a.txt'],
    ['text', loops(16, 'x'.repeat(1_000_000)), 's/files/a.txt'],
  ])('is refused: %s', async (_, line, where) => {
    expect(await refusalOf(withTemplate(line))).toContain(where);
  });
});

/** Loops in each other: each doubles what comes out. */
function loops(depth: number, body: string): string {
  const heads = Array.from({ length: depth }, (_, level) => `<% for (const w${level} of words) { %>`);
  return heads.join('') + body + '<% } %>'.repeat(depth);
}

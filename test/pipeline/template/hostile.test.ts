import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../generators/pipeline/template/check.js';
import { renderTemplate } from '../../../generators/pipeline/template/compile.js';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = { a: 'token', list: { list: 'token' }, r: { record: { b: 'token' } } };

/** Everything by which a template could be more than data. */
const HOSTILE: readonly string[] = [
  '<% code %>',
  '<% process.exit(1) %>',
  '<%- a.constructor %>',
  "<%- a.constructor.constructor('return process')() %>",
  '<%- constructor %>',
  '<%- r.__proto__ %>',
  '<%- __proto__.polluted %>',
  '<%- r.prototype %>',
  '<%- process %>',
  '<%- process.env.HOME %>',
  '<%- globalThis %>',
  '<%- global.process %>',
  "<%- require('fs') %>",
  "<%- import('fs') %>",
  "<%- include('../outside') %>",
  "<%- eval('1') %>",
  '<%- Function %>',
  '<%- this %>',
  '<%- arguments %>',
  '<%- locals %>',
  '<%- escapeFn %>',
  '<%- a() %>',
  '<%- a.toString() %>',
  '<%- list.map(x => x) %>',
  "<%- list['length'] %>",
  '<%- list[0] %>',
  '<%- `${a}` %>',
  '<%- `x` %>',
  '<%- a, a %>',
  '<%- a; a %>',
  '<%- a = 1 %>',
  '<% a = 1 %>',
  '<% if (a = 1) { %><% } %>',
  '<% if (a) { a() %><% } %>',
  '<% if (a) { %>x<% } a() %>',
  '<% if (a) { } a(); if (a) { %>x<% } %>',
  '<% if (a) a() %>',
  '<% while (true) { %><% } %>',
  '<% for (const x in r) { %><% } %>',
  '<% for (let x of list) { %><% } %>',
  '<% for (const [x] of list) { %><% } %>',
  '<% for (const x of list.concat(list)) { %><% } %>',
  '<% for (const process of list) { %><%- process %><% } %>',
  '<% for (const __proto__ of list) { %><% } %>',
  '<%- a /* %> */ %>',
  '<%- a // %>\n x %>',
  '<% /* %> <% */ process.exit() %>',
  '<%- a ? a : list.map(a) %>',
  '<%- a + a %>',
  '<%- !a %>',
  '<%- -a %>',
  '<%- (a) %>',
  '<%- "x" %>',
  "<%- 'x' + a %>",
  '<%- 1 %>',
  '<%- new a %>',
  '<%- a\\u0063 %>',
  '<%- \\u0061 %>',
  '<%- ａ %>',
  '<%= a %>',
  '<%- a',
  '<%- a <% %>',
  '<% if (a) { %>',
  '<%- a %> %>',
  '<%- join(list) %>',
  "<%- join(list, 'a' + 'b') %>",
  "<%- join(list, '\\x41') %>",
  "<%- constructor(list, ', ') %>",
  '<%- last(a) %>',
  "<% if (list.indexOf('x')) { %><% } %>",
  '<% if (list.includes(a)) { %><% } %>',
  "<% if (a == 'x') { %><% } %>",
  '<% if (a === a) { %><% } %>',
  '<% if (a?.b) { %><% } %>',
  '<% if (a || (b => b)) { %><% } %>',
  '<% } catch (e) { %>',
  '<% async () => { %><% } %>',
  '<% debugger %>',
  '<% return %>',
  '<% %>',
  '<%- %>',
];

describe('a template that is more than data', () => {
  it.each(HOSTILE)('%s is refused with its line and a remedy', (source) => {
    const template = parseTemplate(`first line\n${source}`, 'stage/files/x.txt');
    const [problem] = checkTemplate(template, TYPES, { path: 'x.txt' });
    expect(problem).toMatchObject({ file: 'stage/files/x.txt', line: 2 });
    expect(problem?.fact).not.toMatch(/\.$/);
    expect(problem?.remedy).toMatch(/^[A-Z].*[^.]$/);
  });

  it.each(HOSTILE)('%s is not run either where nobody checks it', (source) => {
    const template = parseTemplate(source, 'x');
    const context = { types: TYPES, values: { a: 'a', list: ['l'], r: { b: 'b' } } };
    expect(() => renderTemplate(template, context, 'x.txt')).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('cannot be nested until the stack is full', () => {
    const deep = `<% if (${'('.repeat(5000)}a${')'.repeat(5000)}) { %><% } %>`;
    expect(parseTemplate(deep, 'x').problems[0]?.fact).toBe('The condition is nested too deeply');
  });

  it('finds nothing that the world added to every object', () => {
    Object.defineProperty(Object.prototype, 'b', { value: 'polluted', configurable: true });
    try {
      const context = { types: TYPES, values: { r: {} } };
      expect(renderTemplate(parseTemplate('<%- r.b %><%- a %>', 'x'), context, 'x.txt')).toBe('');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'b');
    }
  });
});

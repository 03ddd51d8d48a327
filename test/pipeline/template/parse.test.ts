import ejs from 'ejs';
import { describe, expect, it } from 'vitest';
import { renderTemplate, type TemplateContext } from '../../../generators/pipeline/template/compile.js';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = {
  package: 'token',
  name: 'text',
  description: 'text',
  authors: { list: 'text' },
  tasks: { list: { oneOf: ['docker', 'api'] } },
  manager: { oneOf: ['uv', 'pip'] },
  versions: { record: { torch: 'token', scikit_learn: 'token' } },
  pages: {
    list: { record: { title: 'code', entries: { list: { record: { path: 'code', tags: { list: 'code' } } } } } },
  },
};

const VALUES = {
  package: 'digits',
  name: 'Our "digits"',
  description: '',
  authors: ['Ann', "O'Neil"],
  tasks: ['docker'],
  manager: 'uv',
  versions: { torch: '2.13.0', 'scikit-learn': '1.9.1' },
  pages: [
    { title: 'Data', entries: [{ path: 'b.md', tags: ['z', 'a'] }, { path: 'a.md' }] },
    { title: 'Api', entries: [] },
  ],
};

function render(source: string, path = 'a.toml', context: Partial<TemplateContext> = {}): string {
  return renderTemplate(parseTemplate(source, 'stage/files/x'), { types: TYPES, values: VALUES, ...context }, path);
}

describe('what a template can say', () => {
  it.each([
    ['<%- package %>', 'digits'],
    ['<%- upper(package) %>', 'DIGITS'],
    ['<%- kebab(name) %>', 'our-digits'],
    ['<%- count(authors) %>', '2'],
    ["<%- join(sorted(tasks), ', ') %>", 'docker'],
    ['<%- versions.torch %> <%- versions.scikit_learn %>', '2.13.0 1.9.1'],
    ["<% if (tasks.includes('docker') && manager !== 'pip') { %>yes<% } else { %>no<% } %>", 'yes'],
    ["<% if (tasks.includes('api')) { %>a<% } else if (!description) { %>b<% } else { %>c<% } %>", 'b'],
    ['<% for (const p of pages) { %><%- p.title %><% if (!last(p)) { %>, <% } %><% } %>', 'Data, Api'],
    [
      "<% for (const p of pages) { %><% for (const e of p.entries) { %><%- e.path %>[<%- join(e.tags, '|') %>]<% } %><% } %>",
      'b.md[z|a]a.md[]',
    ],
    ['<%# a remark %>x', 'x'],
    ['<%% and %%> stay', '<% and %> stay'],
  ])('%s', (source, expected) => {
    expect(parseTemplate(source, 'x').problems).toEqual([]);
    expect(render(source)).toBe(expected);
  });

  it('puts a text into a file in the form of the file', () => {
    expect(render('title = <%- name %>')).toBe('title = "Our \\"digits\\""');
    expect(render('# <%- name %>', 'README.md')).toBe('# Our "digits"');
    expect(render('NAME = <%- name %>', 'a.py')).toBe(`NAME = 'Our "digits"'`);
    expect(render('Copyright <%- name %>', 'LICENSE')).toBe('Copyright Our "digits"');
    expect(render("authors = [<%- join(authors, ', ') %>]")).toBe('authors = ["Ann", "O\'Neil"]');
  });

  it('puts parts on lines of their own, and leaves no line where there are none', () => {
    expect(render('a\n<%- parts %>\nb\n', 'a.txt', { parts: 'one\ntwo' })).toBe('a\none\ntwo\nb\n');
    expect(render('a\n  <%- parts %>\nb\n', 'a.txt')).toBe('a\nb\n');
    expect(render('<%- parts %>', 'a.txt', { parts: 'one\n' })).toBe('one\n');
  });

  it('never renders what an answer says', () => {
    const values = { ...VALUES, name: '<%- package %><% } %>${{ x }}' };
    expect(render('t = <%- name %>', 'a.toml', { values })).toBe('t = "<%- package %><% } %>${{ x }}"');
  });

  it('prints nothing for a value that is missing', () => {
    expect(render('<%- versions.torch %>|<%- package %>', 'a.toml', { values: {} })).toBe('|');
  });

  it('takes white space as ejs does', () => {
    const sources = [
      'a\n  <%_ if (yes) { _%>  \n  b\n<%_ } _%>\nc\n',
      'a <% if (yes) { -%>\nb\n<% } -%>\n\nc',
      'x  <%_ if (yes) { _%>\t\n\n y <%- word -%>\n z<%_ } _%>',
      '<%_ for (const i of list) { _%>\n- <%- i %>\n<%_ } _%>\n',
      '"\\ \n<%# c _%>\n<%- word _%>   \nend',
    ];
    const values = { yes: true, word: 'w"\\', list: ['1', '2'] };
    const types: NameTypes = { yes: 'code', word: 'code', list: { list: 'code' } };
    for (const source of sources) {
      const ours = renderTemplate(parseTemplate(source, 'x'), { types, values }, 'x.txt');
      expect(ours).toBe(ejs.render(source, values, { escape: String }));
    }
  });
});

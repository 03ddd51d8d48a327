import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import { printNodes, printTemplate, runNotation } from '../../../generators/pipeline/template/print.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = { name: 'text', items: { list: 'text' }, package: 'token' };

/** What ejs is given. */
function printed(source: string): string {
  return printNodes(parseTemplate(source, 'x').nodes, (loops) => runNotation(TYPES, loops));
}

describe('a template', () => {
  it('is written back in one form that reads the same', () => {
    const source =
      "<%_ for (const p of sorted(authors)) { _%>\n  <%- p %> <%% <%_ if (!(manager === 'uv' || last(p))) { _%>\n<%# why %>x<%_ } _%>\n<%_ } _%>\n<%- parts %>\n";
    const printed = printTemplate(parseTemplate(source, 'x').nodes);
    expect(printed).toBe(
      "<% for (const p of sorted(authors)) { %>  <%- p %> <%%<% if (!(manager === 'uv' || last(p))) { %><%# why %>x<% } %><% } %><%- parts -%>\n",
    );
    expect(printTemplate(parseTemplate(printed, 'x').nodes)).toBe(printed);
  });

  it.each([
    ['<%- package %>', '<%- it.use.print(it.data.package) %>'],
    ['<%- name %>', '<%- it.use.encode(it.data.name) %>'],
    ["<%- package ? 'yes' : 'no' %>", "<%- it.use.print((it.use.isTrue(it.data.package) ? 'yes' : 'no')) %>"],
    ["<%- name ? name : 'none' %>", "<%- it.use.encode((it.use.isTrue(it.data.name) ? it.data.name : 'none')) %>"],
    ["<%- join(items, ', ') %>", "<%- it.use.join(it.use.encodeEach(it.data.items), ', ') %>"],
    [
      '<% for (const x of items) { %><%- x %><% } %>',
      '<% for (const each_x of it.use.rounds(it.data.items)) { %><%- it.use.encode(each_x.value) %><% } %>',
    ],
    [
      "<% if (package === 'pkgname') { %>pkgname<% } %>",
      "<% if (it.use.isSame(it.data.package, ('' + it.name + ''))) { %><%- it.name %><% } %>",
    ],
    ['pkgname %%> pkgname_x <pkgname%>', '<%- it.name %> %%> pkgname_x <<%- it.name %>'],
  ])('looks every name up in the data, and the package where its placeholder stands: %s', (source, expected) => {
    expect(printed(source)).toBe(expected);
  });

  it('with a name that nobody declared is not printed for ejs', () => {
    expect(() => printed('<%- strange %>')).toThrow(/The name "strange" is not declared/);
  });
});

import { describe, expect, it } from 'vitest';
import { BrokenPack } from '../../../../generators/pipeline/pack/problem.js';
import { type Files, problemsOf, readPack } from '../../../packs/pack_folder.js';

const holding = (content: string | Buffer, settings = ''): Files => ({
  'pack.yml': 'id: x\n',
  's/stage.yml': settings === '' ? '' : `files:\n  page.md: { ${settings} }\n`,
  's/files/page.md': content,
});

describe('a file that is not declared as a template', () => {
  it.each<[string, string, string]>([
    ['prints an answer', 'Hello\n<%- name %>\n', 's/files/page.md:2: <%- name … looks like a template'],
    ['prints with a helper', '<%- upper(package) -%>', 's/files/page.md:1: <%- upper(package) … looks like a template'],
    [
      'asks what is on',
      "<%_ if (stages.includes('s')) { _%>\nx\n<%_ } _%>\n",
      "s/files/page.md:1: <%_ if (stages.includes('s')) { … looks",
    ],
    ['loops', 'a\nb\n<%_ for (const t of tasks) { _%>\n<%_ } _%>\n', 's/files/page.md:3: <%_ for (const t of tasks) { … looks'],
    ['has a place for parts', '<%- parts %>\n', 's/files/page.md:1: <%- parts … looks like a template'],
    ['has a tag of ours beside one that is none', '<% code() %>\n<%- name %>\n', 's/files/page.md:2: <%- name … looks like a template'],
  ])('and %s is named', async (_, content, expected) => {
    const found = await problemsOf(holding(content));
    expect(found.map((problem) => problem.slice(0, expected.length))).toEqual([expected]);
    expect(await problemsOf(holding(content, 'once: true'))).toEqual(found);
  });

  it('is told both ways out', async () => {
    const error: unknown = await readPack(holding('<%- package %>\n')).catch((thrown: unknown) => thrown);
    expect(error instanceof BrokenPack ? error.problems[0]?.remedy : error).toBe(
      'Add "page.md: { template: true }" to "files" in s/stage.yml, or { template: false } to keep it as it is',
    );
    const content = (files: Files): Promise<unknown> => readPack(files).then(({ stages }) => stages[0]?.files);
    const file = { path: 'page.md', origin: 's/files/page.md', content: '<%- package %>\n' };
    expect(await content(holding('<%- package %>\n', 'template: false'))).toEqual([file]);
    expect(await content(holding('<%- package %>\n', 'template: true'))).toEqual([{ ...file, template: true }]);
  });

  it.each<[string, string | Buffer]>([
    ['tags of another language', '<% %> <%= name %> <% if name %><%- include("name") %> <%# name %>\n'],
    ['a name that the pack does not have', '<%- title %> <%_ if (title) { _%>\n'],
    ['the text <% written as one', '<%%- name %%>\n'],
    ['a tag that is never closed', '<%- name\n'],
    ['bytes', Buffer.from('\0<%- name %>')],
  ])('may hold %s', async (_, content) => {
    expect(await problemsOf(holding(content))).toEqual([]);
  });
});

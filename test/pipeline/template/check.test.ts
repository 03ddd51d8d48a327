import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../generators/pipeline/template/check.js';
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

function problems(source: string, path = 'a.toml'): string[] {
  return checkTemplate(parseTemplate(source, 'x'), TYPES, { path }).map(({ line, fact }) => `${line}: ${fact}`);
}

describe('what the check of a template finds', () => {
  it.each([
    ['\n<%- nmae %>', '2: The name "nmae" is not declared'],
    ['<%- versions.jax %>', '1: "versions" has no field "jax"'],
    ['<% if (tasks.lint) { %>x<% } %>', '1: "tasks" is a list, and has no field "lint"'],
    ['<%- authors %>', '1: a list cannot be printed'],
    ["\n\n<% if (manager === 'conda') { %><% } %>", '3: "manager" can never be \'conda\''],
    ["<%- manager === 'conda' ? 'a' : 'b' %>", '1: "manager" can never be \'conda\''],
    ["<%- last(x) ? 'a' : 'b' %>", '1: last(x) stands outside of its loop'],
    ["<%- name ? authors : 'b' %>", '1: A branch of ? : is a list'],
    ["x = '<%- name ? name : 'b' %>'", '1: A text stands in quotes'],
    ["<% if (tasks.includes('dcoker')) { %><% } %>", '1: "tasks" can never be \'dcoker\''],
    ['<% for (const x of package) { %><% } %>', '1: A loop takes a list, and this is one text'],
    ['<% for (const name of authors) { %><% } %>', '1: The loop\'s variable "name" hides a name'],
    ['<% if (last(name)) { %><% } %>', '1: last(name) stands outside of its loop'],
    ['<%- parts %>\n<%- parts %>', '2: A second place for parts'],
    ['<% for (const x of authors) { %><%- parts %><% } %>', '1: The place for parts stands in a loop'],
    ['a\n<% if (name) { %>\n', '2: The "if" is never closed'],
    ['a\n<% } %>\n', '2: This } closes nothing'],
    ['a %>\n', '1: %> closes nothing'],
    ['<% } else { %>', '1: This "else" belongs to no "if"'],
    ['<% if (name) { %><% } else { %><% } else { %><% } %>', '1: A branch follows the last "else"'],
  ])('%j', (source, expected) => {
    expect(problems(source)).toContain(expected);
  });

  it('finds nothing in what is right', () => {
    expect(problems('x = "<%- package %>"\ny = <%- name %> # fine\nz = [<%- join(authors, \', \') %>]\n')).toEqual([]);
    expect(problems("x = \"<%- manager === 'uv' ? 'uv run' : 'python -m' %>\"\n")).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { readChunks } from '../../../generators/pipeline/template/chunks.js';

/** The chunks in short: texts as they are, tags in brackets. */
function shortly(source: string): string[] {
  return readChunks(source).map((chunk) => {
    if (chunk.kind !== 'tag') return `${chunk.kind} ${chunk.line}: ${chunk.text}`;
    return `tag ${chunk.line}: ${chunk.opening}${chunk.code}${chunk.closed ? '' : ' (open)'}${chunk.block ? ' (block)' : ''}`;
  });
}

describe('the pieces of a template', () => {
  it.each<[source: string, chunks: string[]]>([
    ['', []],
    ['a\n<%- b %>c', ['text 1: a\n', 'tag 2: <%- b ', 'text 2: c']],
    ['<%% and %%>', ['text 1: <% and %>']],
    ['a  <%_ x _%>  \nb', ['text 1: a', 'tag 1: <%_ x ', 'text 2: b']],
    ['<%- x -%>\nb', ['tag 1: <%- x  (block)', 'text 2: b']],
    ['a\n  <%- parts %>  \nb', ['text 1: a\n', 'tag 2: <%- parts  (block)', 'text 3: b']],
    ['a <%- parts %>\n', ['text 1: a ', 'tag 1: <%- parts ', 'text 1: \n']],
    ['a %>', ['text 1: a ', 'stray 1: %>']],
    ['<% a\n<% b %>', ['tag 1: <% a\n (open)', 'tag 2: <% b ']],
  ])('%j', (source, chunks) => {
    expect(shortly(source)).toEqual(chunks);
  });
});

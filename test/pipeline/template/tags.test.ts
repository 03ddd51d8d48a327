import { describe, expect, it } from 'vitest';
import { readChunks } from '../../../generators/pipeline/template/chunks.js';
import { readTag, type Tag } from '../../../generators/pipeline/template/tags.js';

function tagOf(source: string): Tag {
  const [chunk] = readChunks(source);
  if (chunk?.kind !== 'tag') throw new Error('No tag');
  return readTag(chunk);
}

describe('a tag', () => {
  it.each<[source: string, tag: object]>([
    ['<%- name %>', { kind: 'value', value: { kind: 'path', path: ['name'] } }],
    ["<%- join(sorted(xs), ', ') %>", { kind: 'value', value: { helper: 'join', separator: ', ', argument: { helper: 'sorted' } } }],
    ["<%- 'a: ?' %>", { kind: 'value', value: { kind: 'literal', text: 'a: ?' } }],
    [
      "<%- a === 'b' ? kebab(c) : d ? 'e' : f %>",
      {
        kind: 'value',
        value: { kind: 'either', yes: { helper: 'kebab' }, no: { kind: 'either', yes: { text: 'e' }, no: { path: ['f'] } } },
      },
    ],
    ['<%- parts %>', { kind: 'parts' }],
    ['<%# why %>', { kind: 'comment', text: 'why' }],
    ["<% if (a === 'b') { %>", { kind: 'if', condition: { kind: 'compare', literal: 'b' } }],
    ['<% } else if (a) { %>', { kind: 'else', condition: { kind: 'value' } }],
    ['<% } else { %>', { kind: 'else' }],
    ['<% for (const x of xs) { %>', { kind: 'for', name: 'x', list: { kind: 'path', path: ['xs'] } }],
    ['<% } %>', { kind: 'end' }],
  ])('says what it is: %s', (source, tag) => {
    expect(tagOf(source)).toMatchObject(tag);
  });

  it.each([
    '<% a() %>',
    '<%= name %>',
    '<% while (a) { %>',
    '<%- a + b %>',
    '<% for (let x of xs) { %>',
    '<%- a ? b %>',
    '<%- (a ? b : c) %>',
    '<% for (const x of a ? b : c) { %>',
    '<%- name',
  ])('that is more is refused: %s', (source) => {
    expect(() => tagOf(source)).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });
});

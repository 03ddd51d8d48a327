import { describe, expect, it } from 'vitest';
import { fillText, hasTags } from '../../../generators/pipeline/template/fill.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = {
  name: 'text',
  style: { oneOf: ['article', 'report'] },
  authors: { list: 'text' },
  course: { record: { year: 'code' } },
};
const VALUES = { name: "Birds & 'songs'", style: 'report', authors: ['Ada', 'Grace'], course: { year: 2027 } };

describe('a short text of a pack', () => {
  it.each([
    ['plain', 'plain'],
    ['<%- name %> in <%- course.year %>', "Birds & 'songs' in 2027"],
    ["<%- kebab(name) %>-<%- style === 'report' ? 'long' : 'short' %>", 'birds-songs-long'],
    ["<%- join(sorted(authors), ' and ') %>, <%- count(authors) %>", 'Ada and Grace, 2'],
    ["<% if (style === 'article') { %>a<% } else { %><%- upper(style) %><% } %>", 'REPORT'],
  ])('is filled: %s', (text, filled) => {
    expect(fillText(text, TYPES, VALUES)).toBe(filled);
  });

  it('encodes what people write where it has a format', () => {
    expect(fillText('<%- name %> <%- style %>', TYPES, VALUES, 'shell')).toBe("'Birds & '\\''songs'\\''' report");
  });

  it('has tags or has none', () => {
    expect(['<%- a %>', 'a %>', '100 <'].map(hasTags)).toEqual([true, false, false]);
  });
});

import { describe, expect, it } from 'vitest';
import { checkFilled } from '../../../../generators/pipeline/pack/check/filled.js';

const facts = (text: string, kind: 'texts' | 'tokens'): string[] =>
  checkFilled(text, { name: 'text', style: 'token' }, () => ({ file: 'pack.yml', line: 7 }), kind).map(
    ({ line, fact }) => `${line}: ${fact}`,
  );

describe('a short text with tags', () => {
  it('may hold values and conditions', () => {
    expect(facts("<%- name %> <% if (style) { %><%- upper(style) %><% } %> <%- style === 'a' ? 'b' : name %>", 'texts')).toEqual([]);
    expect(facts('<%- kebab(name) %>.<%- style %>', 'tokens')).toEqual([]);
  });

  it.each([
    ['<%- name %>', '7: "<%- name %>": A text that a person wrote cannot stand here'],
    ['<%- parts %>', '7: "<%- parts %>": Only files have loops and parts'],
    ['<%- nmae %>', '7: "<%- nmae %>": The name "nmae" is not declared'],
    ['<% process.exit() %>', '7: "<% process.exit() %>": This tag neither prints a value nor opens or closes an "if" or a "for"'],
  ])('that holds more is refused: %s', (text, fact) => {
    expect(facts(text, 'tokens')).toEqual([fact]);
  });
});

import { describe, expect, it } from 'vitest';
import { isFreeName, readTokens, TokenReader, verifyName, writeLiteral } from '../../../generators/pipeline/template/tokens.js';

describe('the tokens of a condition', () => {
  it('are names, literals and signs, and an end', () => {
    const tokens = readTokens("a.b === 'x\\ny' && !(c)").map(({ kind, text }) => `${kind} ${text}`);
    expect(tokens).toEqual([
      'name a',
      'sign .',
      'name b',
      'sign ===',
      'literal x\ny',
      'sign &&',
      'sign !',
      'sign (',
      'name c',
      'sign )',
      'end ',
    ]);
  });

  it.each([
    ['a = b', /single = assigns.*Compare with ===/],
    ['a == b', /two =.*Compare with ===/],
    ['"a"', /double quotes.*'text'/],
    ["'a", /not closed/],
    ['a + b', /"\+" has no place/],
    ["'<%'", /holds a tag/],
  ])('are no others: %s', (code, words) => {
    expect(() => readTokens(code)).toThrow(words);
  });

  it('are read back as they were written', () => {
    const [token] = readTokens(writeLiteral('a\nb'));
    expect(token).toEqual({ kind: 'literal', text: 'a\nb' });
  });
});

describe('a name', () => {
  it('is free where it means nothing to JavaScript, to an object or to a template', () => {
    expect(['a', 'a_1', 'constructor', 'it-1', '1a', 'parts', '__proto__', 'eval'].filter(isFreeName)).toEqual(['a', 'a_1']);
    expect(() => verifyName('constructor')).toThrow(/reserved/);
  });
});

describe('a reader of tokens', () => {
  it('says what stands where something else should', () => {
    expect(() => new TokenReader('a b').expect(')')).toThrow(/There is "a" where "\)" should stand/);
    expect(() => new TokenReader('').name()).toThrow(/nothing more/);
  });

  it('leaves a .includes( behind a path alone', () => {
    const reader = new TokenReader("a.b.includes('x')");
    expect(reader.path()).toEqual(['a', 'b']);
    expect(reader.sees('.')).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { isPlain, oneLine, wholeCharacters } from '../../../../generators/pipeline/template/text/characters.js';

it('tells the printed signs of ASCII from all others', () => {
  expect(['a ~', 'é', 'a\nb', ''].map(isPlain)).toEqual([true, false, false, true]);
});

it('writes a sign for half a character, which no file can hold', () => {
  expect(wholeCharacters('a\ud83eb 🦆')).toBe('a\ufffdb 🦆');
});

it('makes one line of several', () => {
  expect(oneLine(' a\r\nb\u2028c\td ')).toBe('a b c d');
});

import { expect, test } from 'vitest';
import { joinWithGap, withEnd } from '../../../../generators/pipeline/merge/lines/join.js';

test('a last line without an end gets one', () => {
  expect(withEnd(['a\n', 'b'], '\r\n')).toEqual(['a\n', 'b\r\n']);
  expect(withEnd([], '\n')).toEqual([]);
});
test('two additions have the wanted blank lines between them, and no more than are missing', () => {
  expect(joinWithGap(['a\n'], ['b\n'], '\n', 2)).toEqual(['a\n', '\n', '\n', 'b\n']);
  expect(joinWithGap(['a\n', '\n'], ['\n', 'b\n'], '\n', 2)).toEqual(['a\n', '\n', '\n', 'b\n']);
});

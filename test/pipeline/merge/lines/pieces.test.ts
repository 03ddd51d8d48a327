import { expect, test } from 'vitest';
import { cutPieces, splitLines } from '../../../../generators/pipeline/merge/lines/pieces.js';

test('lines keep their ends, so that joined again they are the text', () => {
  expect(splitLines('a\r\n\nb')).toEqual(['a\r\n', '\n', 'b']);
});
test('a piece says who changed it', () => {
  const versions = { base: [...'a-b-c-d'], yours: [...'A-b-C-D'], next: [...'a-B-X-D'] };
  const changed = cutPieces(versions).filter(({ base, yours, next }) => base.join('') !== '-' || yours.join('') !== next.join(''));
  expect(changed.map(({ kind }) => kind)).toEqual(['yours', 'next', 'conflict', 'same']);
});
test('lines can be the same by less than all that they say', () => {
  const kinds = cutPieces({ base: ['a'], yours: ['A'], next: ['b'] }, (line) => line.toLowerCase()).map(({ kind }) => kind);
  expect(kinds).toEqual(['next']);
});

import { expect, test } from 'vitest';
import { printPieces } from '../../../../generators/pipeline/merge/lines/markers.js';

test('a conflict stands between markers, and what both sides share at its ends stands outside of them', () => {
  const printed = printPieces([{ kind: 'conflict', base: ['x\n'], yours: ['a\n', 'mine\n'], next: ['a\n', 'ours\n'] }], '\n');
  expect(printed).toEqual({
    text: 'a\n<<<<<<< yours\nmine\n=======\nours\n>>>>>>> generated\n',
    mine: 'a\nmine\n',
    generated: 'a\nours\n',
    conflicts: 1,
  });
});

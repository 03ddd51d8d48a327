import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literal } from '../../generators/pipeline/literal.js';

it('fits its own text and no other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
      const form = new RegExp(`^${literal(text)}$`, 's');
      expect([form.test(text), form.test(`${text}x`), form.test(other)]).toEqual([true, false, text === other]);
    }),
  );
});

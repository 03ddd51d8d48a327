import { describe, expect, it } from 'vitest';
import { helpersFor } from '../../../generators/pipeline/template/helpers.js';

describe('the helpers of a template', () => {
  const use = helpersFor('toml', 's/files/x', 'a.toml');

  it('write texts in the form of the file, and everything else as it is', () => {
    expect(use.encode('a"b')).toBe('"a\\"b"');
    expect(use.encodeEach(['a', 'b'])).toEqual(['"a"', '"b"']);
    expect(use.print('a"b')).toBe('a"b');
  });

  it('refuse a text where none may stand', () => {
    const none = helpersFor(undefined, 's/files/x', 'Dockerfile');
    expect(() => none.encode('a')).toThrow(/s\/files\/x puts a text into Dockerfile/);
    expect(none.print('a')).toBe('a');
  });

  it('turn lists and names round', () => {
    expect(use.join(use.sorted(['b', 'a']), '-')).toBe('a-b');
    expect(use.count(['b', 'a'])).toBe('2');
    expect(use.upper('ab')).toBe('AB');
    expect(use.kebab('Århus  Café!')).toBe('arhus-cafe');
    expect(use.rounds(['a', 'b'])).toEqual([
      { value: 'a', last: false },
      { value: 'b', last: true },
    ]);
  });

  it('take what is missing for nothing', () => {
    expect([use.join(undefined, ','), use.count(undefined), use.print(undefined), use.kebab(undefined)]).toEqual(['', '0', '', '']);
  });
});

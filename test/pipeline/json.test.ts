import { describe, expect, it } from 'vitest';
import { jsonIn } from '../../generators/pipeline/json.js';

describe('a text that may be JSON', () => {
  it('is what it says, or nothing', () => {
    expect(jsonIn('{"a": [1, null]}')).toEqual({ a: [1, null] });
    expect(jsonIn('{"a": ')).toBeUndefined();
    expect(jsonIn('<<<<<<< yours')).toBeUndefined();
  });
});

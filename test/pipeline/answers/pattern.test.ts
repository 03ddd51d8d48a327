import { describe, expect, it } from 'vitest';
import { fitsPattern, isPattern, readPattern } from '../../../generators/pipeline/answers/pattern.js';

describe('the form of an answer', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['[A-Z]{2}-\\d{4}', ['AB-1234'], ['AB-123', 'AB-12345', 'ab-1234', 'xAB-1234', '']],
    ['s\\d+', ['s1', 's210001'], ['s', 'S1', 's1 ']],
    ['[^ /]{1,3}', ['a', 'abc', '🦆é-'], ['', 'abcd', 'a b']],
    ['a.?c', ['ac', 'a🦆c'], ['abbc']],
    ['\\w*\\.[a-z]{2,}', ['.py', 'x_1.toml'], ['x.p', 'xpy']],
    ['[a\\-z.]*', ['', '-a.z'], ['b']],
  ])('%s', (form, fitting, others) => {
    const pattern = readPattern(form);
    expect(fitting.filter((text) => !fitsPattern(pattern, text))).toEqual([]);
    expect(others.filter((text) => fitsPattern(pattern, text))).toEqual([]);
  });

  it.each(['(a+)+', 'a|b', 'a{3,2}', 'a{301}', '[', '[]', '*', '^a$', '\\s', 'a{', '\\'])('is not read from %s', (form) => {
    expect(() => readPattern(form)).toThrow(expect.objectContaining({ name: 'Refusal' }));
    expect([isPattern(form), isPattern('a+')]).toEqual([false, true]);
  });

  it('is told in time, however it repeats', () => {
    const pattern = readPattern(`${'a*'.repeat(20)}b`);
    const start = performance.now();
    expect(fitsPattern(pattern, 'a'.repeat(300))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

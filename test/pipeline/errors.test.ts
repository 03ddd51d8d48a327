import { describe, expect, it } from 'vitest';
import { Interruption, listPaths, Refusal, repeated } from '../../generators/pipeline/errors.js';

describe('a refusal', () => {
  it('is one fact and one remedy, and has the status 1', () => {
    const refusal = new Refusal('There is no x', 'Take y');
    expect([refusal.message, refusal.exitCode]).toEqual(['There is no x. Take y.', 1]);
  });
});

describe('an interruption', () => {
  it('has the status that a shell gives to Ctrl-C', () => {
    expect(new Interruption().exitCode).toBe(130);
  });
});

describe('a list of files in a sentence', () => {
  it('names five, and says how many more there are', () => {
    expect(listPaths(['a', 'b'])).toBe('a, b');
    expect(listPaths(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
    expect(listPaths(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});

describe('what a person wrote, in an error', () => {
  it('stands there as it was written where it can', () => {
    expect(repeated('Ærøskøbing 漢字')).toBe('Ærøskøbing 漢字');
  });

  it('holds nothing that a terminal acts on or that ends the line', () => {
    expect(repeated('a\u001b[31m\n\u2028\u202eb')).toBe('a?[31m???b');
  });

  it('is cut where it would be endless', () => {
    expect(repeated('x'.repeat(80))).toBe('x'.repeat(80));
    expect(repeated('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
  });
});

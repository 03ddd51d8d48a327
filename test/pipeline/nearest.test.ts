import { describe, expect, it } from 'vitest';
import { nearest } from '../../generators/pipeline/nearest.js';

describe('the word that a mistyped one means', () => {
  it('is the one with the fewest letters changed', () => {
    expect(nearest('dokcer', ['api', 'docker', 'docs'])).toBe('docker');
    expect(nearest('nmae', ['email', 'name'])).toBe('name');
    expect(nearest('TESTS', ['tests', 'train'])).toBe('tests');
  });

  it('is not guessed where none is near', () => {
    expect(nearest('kubernetes', ['api', 'docs'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});

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
    expect(nearest('gpu', ['default', 'cpu', 'cuda'])).toBeUndefined();
  });

  it('is never another number', () => {
    expect(nearest('3.14', ['3.11', '3.12'])).toBeUndefined();
    expect(nearest('week9', ['week1', 'week2'])).toBeUndefined();
    expect(nearest('BSD-2-Clause', ['BSD-3-Clause'])).toBeUndefined();
    expect(nearest('europe-west9', ['europe-west1'])).toBeUndefined();
    expect(nearest('wek1', ['week1', 'week2'])).toBe('week1');
    expect(nearest('apache-2.0', ['Apache-2.0'])).toBe('Apache-2.0');
  });
});

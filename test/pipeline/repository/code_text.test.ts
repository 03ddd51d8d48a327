import { describe, expect, it } from 'vitest';
import { blanked, countLines } from '../../../generators/pipeline/repository/code_text.js';

describe('lines of code', () => {
  it('say something where they hold a letter or a digit', () => {
    expect(countLines('a\n\n---\n{\n}\n  1\nö\n')).toBe(3);
  });

  it('keep their places when what they say is taken away', () => {
    expect(blanked('a\n\nb c\n')).toBe('\n\n\n');
  });
});

import { describe, expect, it } from 'vitest';
import { paint, takesColor } from '../../../generators/pipeline/terminal/terminal.js';

describe('colours', () => {
  it.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
    ['belong at a terminal', true, {}, true],
    ['belong in no file', false, {}, false],
    ['are off with NO_COLOR, whoever else asks for them', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['are on with FORCE_COLOR, also in a file', false, { FORCE_COLOR: '1' }, true],
    ['are off with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['are off at a terminal that has none', true, { TERM: 'dumb' }, false],
  ])('%s', (_, isTTY, env, wanted) => {
    expect(takesColor({ isTTY }, env)).toBe(wanted);
  });

  it('stand around a text where they are wanted, and a text without a style has none', () => {
    expect(paint({ color: true }, 'red', 'Error')).toBe('\u001b[31mError\u001b[39m');
    expect(paint({ color: false }, 'red', 'Error')).toBe('Error');
    expect(paint({ color: true }, undefined, 'Error')).toBe('Error');
  });
});

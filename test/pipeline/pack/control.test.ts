import { expect, it } from 'vitest';
import { holdsControl } from '../../../generators/pipeline/pack/control.js';

it.each(['a\u001b[2J', '\u009b2J', 'a\u0007', 'a\u0000', 'a\rb', '\u007f', '\ud800'])('%j is nothing that people can be shown', (text) => {
  expect(holdsControl(text)).toBe(true);
});

it.each(['', 'Two\nlines', 'a\ttab', 'Blåbær 🫐', '“quotes” – and dashes', '\u200fעברית'])('%j is', (text) => {
  expect(holdsControl(text)).toBe(false);
});

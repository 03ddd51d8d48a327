import { expect, test } from 'vitest';
import { isAddress, saidIn } from '../../../generators/pipeline/progress/own_words.js';

test('an address is what a browser opens', () => {
  expect(['https://a.b/c?d#e', 'http://localhost:8000', 'HTTPS://A.B'].map(isAddress)).toEqual([true, true, true]);
  expect(['a.b/c', 'javascript:alert(1)', 'https://', 'https://a b', 'file:///etc/passwd', 'see https://a.b'].map(isAddress)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
});

test('what people say is told as theirs', () => {
  expect([{ address: 'https://a.b' }, { figure: 'a.png' }, { reason: 'Done in class' }].map(saidIn)).toEqual([
    'you say: https://a.b',
    'you say: a.png',
    'you say: Done in class',
  ]);
});

import { expect, test } from 'vitest';
import { FINDING_CODES, pageOf } from '../../../generators/pipeline/origin/code_page.js';

test('each code has a page, which begins with it', () => {
  for (const code of FINDING_CODES) expect(pageOf(code).page).toMatch(new RegExp(`^# ${code}\\n`));
});

test('an installation without the page says how it is mended', () => {
  expect(() => pageOf('no-such-page')).toThrow('dist/findings/no-such-page.md is missing. Install generator-mlops again');
});

import { describe, expect, it } from 'vitest';
import { CODES } from '../../../generators/pipeline/finding/codes.js';
import type { Finding } from '../../../generators/pipeline/finding/finding.js';
import { sentenceOf } from '../../../generators/pipeline/finding/sentence.js';

const finding = (code: Finding['code'], more: Partial<Finding> = {}): Finding => ({ code, severity: 'error', values: {}, ...more });

describe('the sentence of a finding', () => {
  it.each<[Finding, string]>([
    [finding('file-empty', { path: 'src/a.py' }), 'src/a.py is empty'],
    [finding('import-unused', { path: 'a.py', line: 3, values: { module: 'torch' } }), 'a.py:3 imports torch and does not use it'],
    [finding('no-file', { values: { pattern: '**/dvc.yaml' } }), 'There is no file **/dvc.yaml'],
    [finding('file-says-little', { path: 'a', values: { found: 1, least: 3 } }), 'a has 1 lines besides comments, and needs 3'],
  ])('%j', (value, sentence) => {
    expect(sentenceOf(value)).toBe(sentence);
  });

  it('is one line, whatever a file is called and whatever stands in it', () => {
    const path = `a\n\u001b[31m${'x'.repeat(1000)}.py`;
    const sentence = sentenceOf(finding('file-unreadable', { path, values: { why: 'line\nbreak\u202e' } }));
    expect(sentence).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(sentence.length).toBeLessThan(1000);
  });

  const codes = Object.keys(CODES).filter((code): code is Finding['code'] => Object.hasOwn(CODES, code));
  it.each(codes)('of %s ends without a period, and begins with a capital or with a place', (code) => {
    const sentence = sentenceOf(finding(code, { path: 'a.py', values: { pattern: 'b.py', module: 'c' } }));
    expect(sentence).toMatch(/^(?:[A-Z]|a\.py|c ).*[^.]$/);
  });
});

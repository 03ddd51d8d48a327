import { describe, expect, it } from 'vitest';
import { before, readAsCourse, skippedLength } from '../../../generators/pipeline/exam_report/reading.js';
import { yearReport } from '../../support/reports.js';

const { form } = await yearReport('2026');
const two = { ...form, asks: { ...form.asks, questions: 2 } };
const texts = (report: string, reading = form.reading) => readAsCourse(report, { ...two, reading })?.map(({ text }) => text);

describe('the reading of the course', () => {
  it('has the text after each word, up to the next heading', () => {
    expect(texts('### 1\nAnswer: a\n## S\n### 2\nAnswer: b\n# c')).toEqual([' a\n', ' b\n# c']);
    expect(readAsCourse('### 1\nAnswer: a\n### 2\nAnswer: b', two)?.map(({ at }) => at)).toEqual([13, 29]);
  });

  it('is none where it finds another number of answers', () => {
    expect(texts('Answer: a')).toBeUndefined();
    expect(texts('Answer: a Answer: b')).toBeUndefined();
    expect(texts('Answer: a\n### 2\nAnswer: b\n### 3')).toBeUndefined();
    expect(texts('')).toBeUndefined();
  });

  it('drops by position where the year does so', () => {
    const byPosition = { ...form.reading, skips: 3, dropsFirstKept: true };
    expect(texts('xxx### 1\nAnswer: a\n### 2\nAnswer: b', byPosition)).toEqual([' a\n', ' b']);
    expect(texts('### 1\nAnswer: a\n### 2\nAnswer: b', byPosition)).toBeUndefined();
  });

  it('counts a picture as one character, as Python does', () => {
    expect(skippedLength('\u{1f600}\u{1f600}ab', 3)).toBe(5);
    expect(skippedLength('ab', 3)).toBe(2);
    expect([before('a##b', '##'), before('ab', '##')]).toEqual(['a', 'ab']);
  });
});

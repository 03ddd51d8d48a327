import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { wordsShown } from '../../../generators/pipeline/measures/words.js';

const ROOT = join(import.meta.dirname, '../../..');

describe('the words that a page shows', () => {
  it.each<[string, number]>([
    ['', 0],
    ['# A title\n\n- one\n- two\n\n> quoted\n', 5],
    ['a <!-- b c --> d', 2],
    ['<p align="center">a <b>b</b></p>', 2],
    ['[a b](https://example.org/c) ![d e](f.png)', 2],
    ['| a | b |\n|---|:-:|\n| c | d |\n', 4],
    ['```bash\nmake all\n```\n', 2],
    ['a <!-- never closed', 1],
  ])('are counted without what marks structure: %j', (text, words) => {
    expect(wordsShown(text)).toBe(words);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'docs/packs.md'])('are nearly as many as in the HTML of %s', (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const html = new Marked({ async: false }).parse(text, { async: false }).replaceAll(/<!--[\s\S]*?-->/g, ' ');
    const words = html
      .replaceAll(/<[^<>]+>/g, ' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    expect(Math.abs(wordsShown(text) - words) / words).toBeLessThan(0.05);
  });

  it('are counted in a moment, whatever the text is', () => {
    const start = process.cpuUsage();
    for (const part of ['<a', '![', '](', '<!--', '|', '`', '[a](']) wordsShown(part.repeat(300_000));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countImages, countWords, lineFinder, readable, shownText, targetsIn } from '../../../generators/pipeline/exam_report/text.js';

/** Texts of the signs that matter. */
const signs = fc.array(fc.constantFrom('!', '[', ']', '(', ')', 'a', ' ', '\n', '![', '](', '<!--', '-->', '`', '```'), { maxLength: 60 });
const texts = signs.map((parts) => parts.join(''));

describe('a text of a report', () => {
  it('has its lines as Python reads them', () => {
    expect(readable('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });

  it('has as many words as there are between blanks, of which the mark at the beginning of a file is none', () => {
    expect(countWords('')).toBe(0);
    expect(countWords(' a\u00a0b\u2003c\td\u001ce\u0085f ')).toBe(6);
    expect(countWords('a\ufeffb \ufeff')).toBe(2);
    expect(countWords('![a b](c.png "d") [e](f) `g h`')).toBe(6);
  });

  it('has as many images as the pattern of the course finds', () => {
    fc.assert(fc.property(texts, (text) => countImages(text) === (text.match(/!\[[^\n]*?\]\([^\n]*?\)/g) ?? []).length));
  });

  it('has a line for each position', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, at) => {
        const position = Math.min(at, text.length);
        return lineFinder(text)(position) === text.slice(0, position).split('\n').length;
      }),
    );
  });

  it('shows neither comments nor code, and what it shows stands where it stood', () => {
    const text = 'a <!-- b\nc --> d `e` f\n```sh\ng\n```\nh <!-- i';
    expect(shownText(text).split(/\s+/)).toEqual(['a', 'd', 'f', 'h', '']);
    expect(shownText(text)).toHaveLength(text.length);
    expect(shownText('~~~\na\n~~~\nb\n```\nc').trim()).toBe('b');
  });

  it('has the targets of links and images, also of an image in a link', () => {
    expect(targetsIn('[a](b) ![c](<d e> "f") [![g](h.png)](i) [j] (k) [l]()')).toEqual([
      { target: 'b', isImage: false, at: 0 },
      { target: 'd', isImage: true, at: 7 },
      { target: 'h.png', isImage: true, at: 24 },
      { target: 'i', isImage: false, at: 23 },
      { target: '', isImage: false, at: 48 },
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMarkdown, encodeMarkup, encodeRest, encodeTex } from '../../../../generators/pipeline/template/text/encode_prose.js';
import { shownText } from '../../../support/shown_text.js';
import { anyText, wholeOf } from './any_text.js';

const SHOWN: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#123;': '{',
  '&#125;': '}',
};

describe('a text in prose', () => {
  it('is the content of an element, in HTML as in XML, and begins nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeMarkup(text);
        expect(written).not.toMatch(/[<>"'{}\0-\u0008\u000b\u000c\u000e-\u001f]|&(?!(?:amp|lt|gt|quot|#39|#123|#125);)/);
        const shown = written.replace(/&(?:amp|lt|gt|quot|#39|#123|#125);/g, (entity) => SHOWN[entity] ?? '');
        expect(shown).toBe(wholeOf(text).replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '\ufffd'));
      }),
      { numRuns: 500 },
    );
  });

  it('is printed by LaTeX sign by sign, and stays in its paragraph', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeTex(text);
        const shown = written
          .replace(
            /\\text(backslash|asciitilde|asciicircum)\{\}/g,
            (_, name: string) => ({ backslash: '\u0001', asciitilde: '~' })[name] ?? '^',
          )
          .replace(/\\([{}$&#_%])/g, '$1');
        expect(shown.replaceAll('\u0001', '\\')).toBe(wholeOf(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
        expect(written.replace(/\\(?:text\w+\{\}|[{}$&#_%])/g, '')).not.toMatch(/[\\{}$&#_%~^\n\r]/);
      }),
      { numRuns: 500 },
    );
  });

  it('is shown by reStructuredText sign by sign, whatever line it begins', () => {
    expect(encodeRest('Birds & songs::')).toBe('Birds \\& songs\\:\\:');
    expect(encodeRest('.. raw:: html')).toBe('\\.\\. raw\\:\\: html');
    expect(encodeRest('1. é `x` *y* z_ |w| ~')).toBe('1\\. é \\`x\\` \\*y\\* z\\_ \\|w\\| \\~');
  });

  it('shows in Markdown as it was written', () => {
    expect(encodeMarkdown('<script>alert(1)</script> & co')).toBe('&lt;script&gt;alert\\(1\\)&lt;/script&gt; &amp; co');
    expect(encodeMarkdown('a | b `c` $d$ ~e~ *f* _g_ h_i')).toBe('a &#124; b \\`c\\` &#36;d&#36; &#126;e&#126; \\*f\\* \\_g\\_ h_i');
    expect(encodeMarkdown('[a](b) ![c] {{ d }} \\')).toBe('\\[a\\]\\(b\\) !\\[c\\] \\{\\{ d \\}\\} \\\\');
    expect(encodeMarkdown('# a')).toBe('\\# a');
    expect(encodeMarkdown('1. a')).toBe('1\\. a');
    expect(encodeMarkdown('- a')).toBe('\\- a');
    expect(encodeMarkdown('===')).toBe('&#61;==');
    expect(encodeMarkdown('    code')).toBe('code');
    expect(encodeMarkdown('https://github.com/me/my_repo')).toBe('https://github.com/me/my_repo');
  });

  it('loses nothing in Markdown, in a heading, in a sentence, in a list and in a table', () => {
    const signs = [
      ...'abc 1._-*`<>&|$~[](){}\\#+=:!é🙂"\'/@^,;?%',
      'http://',
      'www.a.b',
      '&amp;',
      '&#35;',
      '```',
      '~~~',
      '---',
      '<b>',
      '-->',
      '  ',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 }), (text) => {
        const written = encodeMarkdown(text);
        if (written === '') return;
        const page = `# ${written}\n\n${written}\n\n- ${written}\n\n| a |\n| --- |\n| ${written} |\n`;
        expect(linesOf(shownText(page))).toEqual([text, text, text, 'a', text].map(oneSpaced));
      }),
      { numRuns: 500 },
    );
  });
});

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(oneSpaced)
    .filter((line) => line !== '');
}

/** As a page shows it: blanks in a row are one. */
function oneSpaced(text: string): string {
  return text.trim().replaceAll(/ +/g, ' ');
}

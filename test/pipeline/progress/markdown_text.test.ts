import { marked } from 'marked';
import { expect, test } from 'vitest';
import { code, markdown, preformatted } from '../../../generators/pipeline/progress/markdown_text.js';

const HOSTILE = [
  '<script>alert(1)</script>',
  '</details><img src=x onerror=alert(1)>',
  '| a | b |',
  '`tick` ``two``',
  '**bold** __it__ ~~gone~~ *a*_b_',
  '[link](https://example.org) ![image](https://example.org/x.png)',
  'https://example.org www.example.org',
  '@octocat and @org/team, ada@example.org',
  'fixes #12 and org/repo#3',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '&amp; &lt;b&gt; &#64;octocat',
  '$x$ :smile: ^[note]',
  '<!-- generator-mlops check -->',
  'back\\slash\\',
];

/** What GitHub shows: the text between the tags. */
function shown(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replaceAll(/<!--.*?-->|<[^>]*>/gs, '')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (all, number?: string, name = '') =>
      number === undefined ? (named[name] ?? all) : String.fromCodePoint(Number(number)),
    )
    .trim();
}

function rendered(text: string): string {
  return marked.parse(text, { gfm: true, async: false });
}

test.each(HOSTILE)('is shown as it is, and acts on nothing: %s', (text) => {
  const html = rendered(`before ${markdown(text)} after`);
  expect(shown(html)).toBe(`before ${text} after`);
  expect(html.replaceAll('<!-- -->', '')).not.toMatch(/<(?!\/?p>)/);
});

test.each(HOSTILE)('also at the beginning of a line, and as code: %s', (text) => {
  expect(shown(rendered(markdown(text)))).toBe(text);
  expect(rendered(markdown(text)).replaceAll('<!-- -->', '')).not.toMatch(/<(?!\/?p>)/);
  expect(shown(rendered(code(text)))).toBe(text);
  expect(rendered(code(text))).not.toMatch(/<(?!\/?(?:p|code)>)/);
});

test.each(HOSTILE)('keeps a table in its columns: %s', (text) => {
  const html = rendered(`| a | b |\n|---|---|\n| ${markdown(text)} | ${code(text)} |`);
  expect(html.match(/<td>/g)).toHaveLength(2);
});

test('nobody is mentioned, and no issue is linked', () => {
  expect(markdown('@octocat #12')).toBe('&#64;<!-- -->octocat &#35;<!-- -->12');
  expect(code('@octocat')).toBe('<code>&#64;octocat</code>');
});

test('what is no line becomes one, and what nobody sees goes', () => {
  expect(markdown('a\n\nb\r\tc\u202ed\u200be')).toBe('a b c d e');
});

test('lines stay lines where they are preformatted, on one line of Markdown', () => {
  expect(preformatted('a <b>\n@c & d\n')).toBe('<pre>a &#60;b&#62;&#10;&#64;c &#38; d&#10;</pre>');
});

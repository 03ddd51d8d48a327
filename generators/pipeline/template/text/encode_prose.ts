import { isPlain, oneLine, wholeCharacters } from './characters.js';

/** Signs that mean something to a reader of HTML or XML, or to what fills in such files: braces. */
const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '{': '&#123;',
  '}': '&#125;',
};

/** A text as the content of an element. XML knows no controls, not even as entities. */
export function encodeMarkup(text: string): string {
  return wholeCharacters(text)
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"'{}]/g, (sign) => MARKUP[sign] ?? sign);
}

/** Signs of LaTeX, as commands that print them. */
const TEX: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

/** A text in one paragraph of LaTeX. */
export function encodeTex(text: string): string {
  return wholeCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\~^{}$&#_%]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** A text as one line of reStructuredText: a backslash takes the meaning from any sign, and no sign outside of ASCII has one. */
export function encodeRest(text: string): string {
  return oneLine(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Signs that a backslash takes the meaning from, in GitHub's reader as in MkDocs'. */
const ESCAPED = /[\\`*{}[\]()]/g;

/** Signs that only an entity takes the meaning from everywhere: tags, tables, formulas, strikethrough. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  $: '&#36;',
  '~': '&#126;',
};

/** A text as one line of prose: every sign shows as itself. */
export function encodeMarkdown(text: string): string {
  const line = oneLine(text);
  const escaped = line.split(' ').map(escapeWord).join(' ');
  return escapeEnd(escapeStart(escaped));
}

function escapeWord(word: string): string {
  const escaped = word
    .replace(/[&<>|$~]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(ESCAPED, '\\$&')
    // An underscore inside a word means nothing, and a backslash there would break an address.
    .replace(isPlain(word) ? /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g : /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
  // An address becomes a link by itself, in which nothing is escaped any more: one that needs it is no link.
  return escaped === word ? word : escaped.replace(/(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi, '$&\\');
}

/** Signs at the end of a heading are taken for its frame. */
function escapeEnd(line: string): string {
  return line.replace(/(?<=\s)#+$/, (signs) => signs.replaceAll('#', '\\#'));
}

/** At the start of a line some signs begin a heading, a list, a rule or a definition. */
function escapeStart(line: string): string {
  return line
    .replace(/^[-+#]/, '\\$&')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/^[=:]/, (sign) => `&#${sign.charCodeAt(0)};`);
}

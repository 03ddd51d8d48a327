/** How a text that a person wrote enters a file. */
export type TextFormat = 'toml' | 'yaml' | 'json' | 'python' | 'markdown' | 'script' | 'markup' | 'tex' | 'plain';

const SUFFIXES: Readonly<Record<string, TextFormat>> = {
  toml: 'toml',
  yaml: 'yaml',
  yml: 'yaml',
  cff: 'yaml',
  json: 'json',
  py: 'python',
  pyi: 'python',
  md: 'markdown',
  js: 'script',
  mjs: 'script',
  cjs: 'script',
  ts: 'script',
  mts: 'script',
  cts: 'script',
  html: 'markup',
  htm: 'markup',
  xhtml: 'markup',
  xml: 'markup',
  svg: 'markup',
  tex: 'tex',
  sty: 'tex',
  cls: 'tex',
  txt: 'plain',
};

/** Files that hold prose although they have no suffix. */
const PROSE = /^(licen[cs]e|notice|authors|contributors|copying|readme|version|changelog)$/i;

/** Files whose readers put values in place of `$`, `{{` or `#{`, take options from lines, or run what stands there. */
const ACTIVE: readonly RegExp[] = [
  /^(configs|\.devcontainer|\.github\/(workflows|actions))\//i,
  /(^|\/)(dvc|action|\.gitlab-ci|cloudbuild[\w.-]*|(docker-)?compose[\w.-]*)\.ya?ml$/i,
  /(^|\/)(requirements|constraints)[\w.-]*\.txt$/i,
];

/**
 * The format in which texts enter a file.
 *
 * @returns nothing where a text may not stand in the file at all, because what reads the file would act on it.
 */
export function textFormatOf(path: string): TextFormat | undefined {
  if (ACTIVE.some((pattern) => pattern.test(path))) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const suffix = /[^.]\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase();
  if (suffix !== undefined) return Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  return PROSE.test(name) ? 'plain' : undefined;
}

/** Writes a text so that a reader of the format gets the same text back, and nothing else happens. */
export function encodeText(text: string, format: TextFormat): string {
  switch (format) {
    case 'toml':
    case 'yaml':
    case 'json':
      return quote(text);
    case 'python':
      return quotePython(text);
    case 'markdown':
      return encodeMarkdown(text);
    case 'script':
      return quoteScript(text);
    case 'markup':
      return encodeMarkup(text);
    case 'tex':
      return encodeTex(text);
    case 'plain':
      return wholeCharacters(text);
  }
}

/**
 * Controls that JSON leaves as they are: some formats refuse them, and some turn a line around for the one who
 * reads it.
 */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff]/g;

/** A literal in double quotes that means the same in JSON, TOML and YAML. */
function quote(text: string): string {
  return JSON.stringify(wholeCharacters(text)).replace(UNSEEN, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A Python literal, with the quotes that ruff would choose. */
function quotePython(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  if (doubles <= singles) return quote(text);
  const inner = quote(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** A literal of JavaScript, which means the same inside of a template literal: no `${` and no backtick is in it. */
function quoteScript(text: string): string {
  return quote(text).replaceAll('`', '\\u0060').replaceAll('$', '\\u0024');
}

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
function encodeMarkup(text: string): string {
  return wholeCharacters(text)
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"'{}]/g, (sign) => MARKUP[sign] ?? sign);
}

/** Signs of LaTeX, as commands that print them. */
const TEX: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

/** A text in one paragraph of LaTeX. */
function encodeTex(text: string): string {
  return wholeCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\~^{}$&#_%]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** Half a character, which no file can hold, becomes a sign for it. */
function wholeCharacters(text: string): string {
  return isPlain(text) ? text : text.replace(/\p{Surrogate}/gu, '\ufffd');
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
function encodeMarkdown(text: string): string {
  const line = (isPlain(text) ? text : text.replace(/[\p{Surrogate}\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')).trim();
  const escaped = line.split(' ').map(escapeWord).join(' ');
  return escapeEnd(escapeStart(escaped));
}

/** Whether a text has only the printed signs of ASCII: for these V8 has smaller expressions, which it compiles at once. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
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

import { oneLine, wholeCharacters } from './characters.js';
import { encodeMarkdown, encodeMarkup, encodeRest, encodeTex } from './encode_prose.js';
import type { TextFormat } from './text_format.js';

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
    case 'rest':
      return encodeRest(text);
    case 'script':
      return quoteScript(text);
    case 'markup':
      return encodeMarkup(text);
    case 'tex':
      return encodeTex(text);
    case 'shell':
      return quoteShell(text);
    case 'settings':
      return encodeSetting(text);
    case 'table':
      return encodeCell(text);
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

/** One word of a POSIX shell: between single quotes nothing means anything but the quote itself. */
function quoteShell(text: string): string {
  return `'${wholeCharacters(text).replaceAll('\0', '\ufffd').replaceAll("'", "'\\''")}'`;
}

/** A value of an INI file, as Python's configparser reads it: on one line, and `%` stands for itself only where it stands twice. */
function encodeSetting(text: string): string {
  return oneLine(text).replaceAll('%', '%%');
}

/** A cell of a CSV file (RFC 4180). A spreadsheet takes a cell that begins with one of these signs for a formula, unless a blank is first. */
function encodeCell(text: string): string {
  return `"${wholeCharacters(text)
    .replace(/^[=+\-@\t\r]/, ' $&')
    .replaceAll('"', '""')}"`;
}

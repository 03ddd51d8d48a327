import { nameOf } from '../tree.js';
import { readPythonCode } from './python_code.js';

/** What a text says to a machine: nothing in it is a comment. */
export interface CodeText {
  /** Each line in its place; where a comment stood there is nothing. */
  readonly text: string;
  /** How many lines say something. */
  readonly lines: number;
  /** Where it cannot be read by its own language, as far as is seen without a parser. */
  readonly fault?: CodeFault;
}

export interface CodeFault {
  readonly line: number;
  /** What is wrong there, as a sentence goes on: `a "(" that is never closed`. */
  readonly what: string;
}

const HASH_SUFFIXES =
  /(?:\.(?:ya?ml|toml|sh|bash|cfg|ini|conf|env|txt|dockerfile|mk|dvc|properties|cff|example)|(?:^|\/)(?:[Dd]ockerfile[^/]*|[Mm]akefile|\.[a-z]+ignore|\.gitattributes|\.env[^/]*|\.python-version|CODEOWNERS|config))$/;
const MARKUP_SUFFIXES = /\.(?:md|html?|xml|svg)$/;

/** Reads a text by the name of its file: formats without comments are taken as they are. */
export function readCode(path: string, text: string): CodeText {
  if (/\.pyi?$/.test(path)) return readPythonCode(text);
  if (MARKUP_SUFFIXES.test(path)) return counted(text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, blanked));
  if (HASH_SUFFIXES.test(path) || !nameOf(path).includes('.')) return counted(withoutHashComments(text));
  return counted(text);
}

/** How many of its lines hold more than signs of structure. */
export function countLines(text: string): number {
  return text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
}

/** As many lines as before, and nothing on them. */
export function blanked(part: string): string {
  return part.replaceAll(/[^\n]+/g, '');
}

function counted(text: string): CodeText {
  return { text, lines: countLines(text) };
}

/** A `#` begins a comment at the start of a line or after a blank, and not in quotes that close on the line. */
function withoutHashComments(text: string): string {
  if (!text.includes('#')) return text;
  return text
    .split('\n')
    .map((line) =>
      line.includes('#') ? line.replace(/^((?:"(?:\\.|[^"\\])*"|'[^']*'|[^"'#]|["']|(?<=[^\s])#)*?)(?:(?<=^|\s)#.*)$/, '$1') : line,
    )
    .join('\n');
}

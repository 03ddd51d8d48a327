import { nameOf } from '../tree.js';
import { blanked, type CodeText, countLines } from './code_text.js';
import { hashCommentStart } from './hash_comments.js';
import { readPythonCode } from './python_code.js';

const PYTHON_SUFFIXES = /\.pyi?$/;
const HASH_SUFFIXES =
  /(?:\.(?:ya?ml|toml|sh|bash|cfg|ini|conf|env|txt|dockerfile|mk|dvc|properties|cff|example|tf|lock)|(?:^|\/)(?:dockerfile[^/]*|makefile[^/]*|\.[^./]+|\.env[^/]*|\.python-version|\.dockerignore))$/i;
const MARKUP_SUFFIXES = /\.(?:md|html?|xml|svg|drawio)$/i;
/** Formats with the comments of C. */
const SLASH_SUFFIXES = /\.(?:jsx?|tsx?|css|jsonc|tf)$/i;
/** Texts whose format has no comments, or whose comments are not looked for. */
const OTHER_TEXTS = /\.(?:json|ipynb|rst|csv|excalidraw)$/i;
/** Formats in which a line may also be a comment by a semicolon. */
const INI = /(?:\.(?:cfg|ini|conf)|(?:^|\/)(?:\.coveragerc|\.flake8|config))$/;

/** Reads a text by the name of its file: formats without comments are taken as they are. */
export function readCode(path: string, text: string): CodeText {
  if (PYTHON_SUFFIXES.test(path)) return readPythonCode(text);
  if (MARKUP_SUFFIXES.test(path)) return counted(text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, blanked));
  const plain = SLASH_SUFFIXES.test(path) ? withoutSlashComments(text) : text;
  if (!hasHashComments(path)) return counted(plain);
  const code = withoutHashComments(plain);
  return counted(INI.test(path) ? code.replaceAll(/^[ \t]*;.*$/gm, '') : code);
}

/** Whether a file of this name holds a text: what is binary or huge under such a name shows nothing. */
export function isTextName(path: string): boolean {
  return (
    PYTHON_SUFFIXES.test(path) || MARKUP_SUFFIXES.test(path) || SLASH_SUFFIXES.test(path) || OTHER_TEXTS.test(path) || hasHashComments(path)
  );
}

function hasHashComments(path: string): boolean {
  return HASH_SUFFIXES.test(path) || !nameOf(path).includes('.');
}

function counted(text: string): CodeText {
  return { text, lines: countLines(text) };
}

/** Those that fill their lines: what stands behind code may be part of an address. */
function withoutSlashComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, blanked).replaceAll(/^[ \t]*\/\/.*$/gm, '');
}

function withoutHashComments(text: string): string {
  if (!text.includes('#')) return text;
  return text
    .split('\n')
    .map((line) => (line.includes('#') ? line.slice(0, hashCommentStart(line)) : line))
    .join('\n');
}

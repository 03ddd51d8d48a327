import { MARKUP_RULE, SCRIPT_RULE, TEX_RULE } from './place_code.js';
import { REST_RULE, SETTINGS_RULE, SHELL_RULE, TABLE_RULE } from './place_line.js';
import { COMMENT, describeMode, type PlaceRule, readBySteps, type Step, stepQuoted } from './place_reader.js';
import type { TextFormat } from './text_format.js';

export { type Place, type PlaceRule, START } from './place_reader.js';

const HTML_COMMENT = '<!--';
const TAG = '<';
/** YAML at the top of a page. */
const FRONT_MATTER = '---';

/** The modes: `F` and the fence of a block of code, the backticks of a span of code, a comment, a tag, front matter. */
const stepMarkdown: Step = (mode, rest, { line, sign }) => {
  const first = rest.charAt(0);
  if (line === '' && rest.startsWith('---\n') && (mode === FRONT_MATTER || (mode === '' && sign === ''))) {
    return { mode: mode === '' ? FRONT_MATTER : '', length: FRONT_MATTER.length };
  }
  if (mode === FRONT_MATTER) return { mode, length: 1 };
  if (mode.startsWith('F')) return stepFence(mode, rest, line);
  if (mode === HTML_COMMENT) return rest.startsWith('-->') ? { mode: '', length: 3 } : { mode, length: 1 };
  if (mode === TAG) return { mode: first === '>' ? '' : TAG, length: 1 };
  const fence = /^ {0,3}$/.test(line) ? /^(`{3,}|~{3,})/.exec(rest)?.[0] : undefined;
  if (mode === '' && fence !== undefined) return { mode: `F${fence}`, length: fence.length };
  const ticks = /^`+/.exec(rest)?.[0];
  if (mode !== '') {
    // A span of code ends with its paragraph.
    if (first === '\n' && line.trim() === '') return { mode: '', length: 1 };
    return { mode: ticks === mode ? '' : mode, length: ticks?.length ?? 1 };
  }
  if (ticks !== undefined) return { mode: ticks, length: ticks.length };
  if (first === '\\') return { mode, length: Math.min(2, rest.length) };
  if (rest.startsWith(HTML_COMMENT)) return { mode: HTML_COMMENT, length: HTML_COMMENT.length };
  return { mode: /^<[A-Za-z/!?]/.test(rest) ? TAG : '', length: 1 };
};

function stepFence(mode: string, rest: string, line: string): ReturnType<Step> {
  const run = /^ {0,3}$/.test(line) ? /^(`{3,}|~{3,})(?=[ \t]*(\n|$))/.exec(rest)?.[0] : undefined;
  if (run?.startsWith(mode.slice(1)) !== true) return { mode, length: 1 };
  return { mode: '', length: run.length };
}

const MARKDOWN_RULE: PlaceRule = {
  read: readBySteps(stepMarkdown, HTML_COMMENT),
  mayBegin: ({ line }) => !line.endsWith('<') && !line.endsWith('\\'),
  ends: () => true,
  describe: (mode) =>
    mode === HTML_COMMENT ? 'a comment' : mode === TAG ? 'an HTML tag' : mode === FRONT_MATTER ? 'front matter' : 'code',
};

const KEY = `(?:[\\w./@][\\w./@ -]*|"[^"]*"|'[^']*'):[ \\t]+`;
const QUOTED = `(?:[^"'#\\n]|"[^"]*"|'[^']*')*`;
/** `key: `, `- `, `- key: `. */
const WHOLE_LINE = new RegExp(`^ *(?:(?:- +)+|(?:- +)*${KEY})$`);
/** Inside brackets that began on this line. */
const IN_BRACKETS = new RegExp(`^ *(?:- +)*(?:${KEY})?[[{]${QUOTED}(?<=[[{,][ \\t]*|:[ \\t]+)$`);
/** A line after which a block of text begins. */
const BLOCK_HEADER = /(?:^|[\s:-])[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$/;

/** The modes: a quote, a comment, or `|` and the indentation that a block's lines exceed. */
const stepYaml: Step = (mode, rest, { line }) => {
  const first = rest.charAt(0);
  if (mode.startsWith('|')) return stepBlock(mode, first, line);
  if (first === '\n' && mode !== '"' && mode !== "'")
    return { mode: BLOCK_HEADER.test(line) && mode === '' ? blockMode(line) : '', length: 1 };
  if (mode === COMMENT) return { mode, length: 1 };
  if (mode === '"' && first === '\\') return { mode, length: Math.min(2, rest.length) };
  if (mode !== '') return { mode: first === mode ? '' : mode, length: 1 };
  if (first === COMMENT && /(^|\s)$/.test(line)) return { mode: COMMENT, length: 1 };
  if ((first === '"' || first === "'") && /(^|[:,[{-])\s*$/.test(line)) return { mode: first, length: 1 };
  return { mode: '', length: 1 };
};

function stepBlock(mode: string, first: string, line: string): ReturnType<Step> {
  const inIndent = line.trim() === '' && first !== ' ' && first !== '\n' && first !== '\r';
  if (!inIndent || line.length > Number(mode.slice(1))) return { mode, length: 1 };
  // The block is over: the sign is read once more, in the open.
  return { mode: '', length: 0 };
}

function blockMode(line: string): string {
  return `|${/^ *(- +)*/.exec(line)?.[0].length ?? 0}`;
}

const YAML_RULE: PlaceRule = {
  read: readBySteps(stepYaml, COMMENT),
  mayBegin: ({ line }) => WHOLE_LINE.test(line) || IN_BRACKETS.test(line),
  ends: (sign) => ',]}#\r\n'.includes(sign),
  describe: (mode) => (mode === COMMENT ? 'a comment' : mode.startsWith('|') ? 'a block of text or code' : 'quotes'),
};

const TOML_RULE: PlaceRule = {
  read: readBySteps(stepQuoted(['"""', "'''", '"', "'"], ["'''", "'"], true), COMMENT),
  mayBegin: ({ sign }) => '=[,'.includes(sign) && sign !== '',
  ends: (sign) => ',]}#\r\n'.includes(sign),
  describe: describeMode,
};

const JSON_RULE: PlaceRule = {
  read: readBySteps(stepQuoted(['"'], [], false), COMMENT),
  mayBegin: ({ sign }) => ':[,'.includes(sign) && sign !== '',
  ends: (sign) => ',]}\r\n'.includes(sign),
  describe: describeMode,
};

const PYTHON_RULE: PlaceRule = {
  read: readBySteps(stepQuoted(['"""', "'''", '"', "'"], [], true), COMMENT),
  mayBegin: ({ sign, line }) => ('=([,{:'.includes(sign) && sign !== '') || /\breturn[ \t]+$/.test(line),
  ends: (sign) => ',)]}:#\r\n'.includes(sign),
  describe: describeMode,
};

const PLAIN_RULE: PlaceRule = {
  read: (place) => place,
  mayBegin: () => true,
  ends: () => true,
  describe: () => 'a text',
};

const RULES: Readonly<Record<TextFormat, PlaceRule>> = {
  toml: TOML_RULE,
  yaml: YAML_RULE,
  json: JSON_RULE,
  python: PYTHON_RULE,
  markdown: MARKDOWN_RULE,
  script: SCRIPT_RULE,
  markup: MARKUP_RULE,
  tex: TEX_RULE,
  rest: REST_RULE,
  shell: SHELL_RULE,
  settings: SETTINGS_RULE,
  table: TABLE_RULE,
  plain: PLAIN_RULE,
};

/** How a format is read, as far as it matters for texts. */
export function placeRule(format: TextFormat): PlaceRule {
  return RULES[format];
}

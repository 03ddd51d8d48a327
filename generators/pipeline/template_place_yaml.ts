import { readBySteps, type PlaceRule, type Step } from './template_place.js';

const KEY = `(?:[\\w./@][\\w./@ -]*|"[^"]*"|'[^']*'):[ \\t]+`;
const QUOTED = `(?:[^"'#\\n]|"[^"]*"|'[^']*')*`;
/** `key: `, `- `, `- key: `. */
const WHOLE_LINE = new RegExp(`^ *(?:(?:- +)+|(?:- +)*${KEY})$`);
/** Inside brackets that began on this line. */
const IN_BRACKETS = new RegExp(`^ *(?:- +)*(?:${KEY})?[[{]${QUOTED}(?<=[[{,][ \\t]*|:[ \\t]+)$`);
/** A line after which a block of text begins. */
const BLOCK_HEADER = /(?:^|[\s:-])[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$/;

const COMMENT = '#';

/** The modes: a quote, a comment, or `|` and the indentation that a block's lines exceed. */
const step: Step = (mode, rest, { line }) => {
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

export const YAML_RULE: PlaceRule = {
  read: readBySteps(step, COMMENT),
  mayBegin: ({ line }) => WHOLE_LINE.test(line) || IN_BRACKETS.test(line),
  ends: (sign) => ',]}#\r\n'.includes(sign),
  describe: (mode) => (mode === COMMENT ? 'a comment' : mode.startsWith('|') ? 'a block of text or code' : 'quotes'),
};

import type { TextFormat } from './encode.js';
import { MARKDOWN_RULE } from './template_place_markdown.js';
import { YAML_RULE } from './template_place_yaml.js';
import { readBySteps, type PlaceRule, type Step } from './template_place.js';

const COMMENT = '#';

/** Reads a format with quotes and, where it has them, comments to the end of the line. */
function stepQuoted(quotes: readonly string[], literal: readonly string[], comments: boolean): Step {
  return (mode, rest) => {
    const first = rest.charAt(0);
    if (mode === COMMENT) return { mode: first === '\n' ? '' : COMMENT, length: 1 };
    if (mode !== '') {
      if (first === '\\' && !literal.includes(mode)) return { mode, length: Math.min(2, rest.length) };
      // A string of one line never reaches into the next.
      if (rest.startsWith(mode) || (first === '\n' && mode.length === 1))
        return { mode: '', length: first === '\n' ? 1 : mode.length };
      return { mode, length: 1 };
    }
    if (comments && first === COMMENT) return { mode: COMMENT, length: 1 };
    const quote = quotes.find((candidate) => rest.startsWith(candidate));
    return quote === undefined ? { mode: '', length: 1 } : { mode: quote, length: quote.length };
  };
}

function describeMode(mode: string): string {
  return mode === COMMENT ? 'a comment' : 'quotes';
}

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
  plain: PLAIN_RULE,
};

/** How a format is read, as far as it matters for texts. */
export function placeRule(format: TextFormat): PlaceRule {
  return RULES[format];
}

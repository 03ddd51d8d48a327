import { COMMENT, describeMode, type PlaceRule, readBySteps, type Step } from './place_reader.js';

/** The modes: a quote, `$` and a quote, a comment, or `<` and the word that ends a here-document. */
const stepShell: Step = (mode, rest, { line }) => {
  const first = rest.charAt(0);
  if (mode.startsWith('<')) return stepHereDocument(mode, rest, line);
  if (mode === COMMENT || (mode === '' && first === COMMENT && !/(^|[\s;&|()])$/.test(line))) {
    return { mode: first === '\n' ? '' : mode, length: 1 };
  }
  // `<<<` gives a command one word, and no lines.
  const word = mode === '' && !line.endsWith('<') ? /^<<-?[ \t]*(['"]?)([A-Za-z_]\w*)\1/.exec(rest) : null;
  // What is left of the line of a here-document is read as a part of it: no text may begin there.
  if (word !== null) return { mode: `<${word[2] ?? ''}`, length: word[0].length };
  return QUOTED_WORDS(mode, rest, { mode, line, sign: '', pending: 0 });
};

/** Quotes of a shell reach over lines. */
const QUOTED_WORDS: Step = (mode, rest) => {
  const first = rest.charAt(0);
  if (first === '\\' && mode !== "'") return { mode, length: Math.min(2, rest.length) };
  if (mode !== '') return { mode: mode.endsWith(first) ? '' : mode, length: 1 };
  if (first === COMMENT) return { mode: COMMENT, length: 1 };
  if (rest.startsWith("$'")) return { mode: "$'", length: 2 };
  return { mode: '"\'`'.includes(first) && first !== '' ? first : '', length: 1 };
};

function stepHereDocument(mode: string, rest: string, line: string): ReturnType<Step> {
  const word = mode.slice(1);
  const ends = line.trim() === '' && rest.startsWith(word) && /^\s*(\n|$)/.test(rest.slice(word.length));
  return ends ? { mode: '', length: word.length } : { mode, length: 1 };
}

/** Variables that decide what a shell runs. */
const POWERFUL = /^(PATH|ENV|BASH_ENV|IFS|PS[0-4]|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|CDPATH|LD_\w+|DYLD_\w+)$/;

/** A text is the whole value of a variable: behind a command it could be an option, and in `[[ … -eq 1 ]]` even code. */
export const SHELL_RULE: PlaceRule = {
  read: readBySteps(stepShell, COMMENT),
  mayBegin: ({ line }) => {
    const name = /^[ \t]*(?:(?:export|readonly|local)[ \t]+)?([A-Za-z_]\w*)=$/.exec(line)?.[1];
    return name !== undefined && !POWERFUL.test(name);
  },
  ends: (sign) => '\r\n'.includes(sign),
  example: 'TITLE=<%- name %>, on a line of its own',
  describe: (mode) => (mode.startsWith('<') ? 'a here-document' : describeMode(mode)),
};

/** The mode: a comment. */
const stepSettings: Step = (mode, rest, { line }) => {
  const first = rest.charAt(0);
  if (first === '\n') return { mode: '', length: 1 };
  return { mode: mode === COMMENT || ('#;'.includes(first) && first !== '' && line.trim() === '') ? COMMENT : '', length: 1 };
};

/** INI files: `key = value`, on one line. */
export const SETTINGS_RULE: PlaceRule = {
  read: readBySteps(stepSettings, COMMENT),
  mayBegin: ({ line }) => /^[^\s#;[=:][^=:]*[=:][ \t]*$/.test(line),
  ends: (sign) => '\r\n'.includes(sign),
  describe: describeMode,
};

/** CSV files, with any of the usual separators. */
export const TABLE_RULE: PlaceRule = {
  read: readBySteps((mode, rest) => {
    const isQuote = rest.startsWith('"');
    return { mode: isQuote === (mode === '') ? '"' : '', length: 1 };
  }, COMMENT),
  mayBegin: ({ line }) => /(^|[,;\t])$/.test(line),
  example: 'title,<%- name %>',
  ends: (sign) => ',;\t\r\n'.includes(sign),
  describe: describeMode,
};

/** The modes: the backticks of what is quoted. */
const stepRest: Step = (mode, rest, { line }) => {
  const first = rest.charAt(0);
  const ticks = /^`+/.exec(rest)?.[0];
  // What is quoted ends with its paragraph.
  if (first === '\n' && line.trim() === '') return { mode: '', length: 1 };
  if (first === '\\' && mode === '') return { mode, length: Math.min(2, rest.length) };
  if (ticks === undefined) return { mode, length: 1 };
  return { mode: mode === '' ? ticks : ticks === mode ? '' : mode, length: ticks.length };
};

/** reStructuredText: in a paragraph, an item or a field that is not indented, for what is indented may be a block of code. */
export const REST_RULE: PlaceRule = {
  read: readBySteps(stepRest, COMMENT),
  mayBegin: ({ line }) => !/^(\s|\.\.)/.test(line) && !line.endsWith('\\'),
  ends: () => true,
  describe: () => 'code',
};

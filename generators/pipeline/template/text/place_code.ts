import { COMMENT, type PlaceRule, readBySteps, type Step } from './place_reader.js';

const BLOCK_COMMENT = '/*';

/** JavaScript and TypeScript. The modes: a quote, or a comment. */
const stepScript: Step = (mode, rest) => {
  const first = rest.charAt(0);
  if (mode === COMMENT) return { mode: first === '\n' ? '' : COMMENT, length: 1 };
  if (mode === BLOCK_COMMENT) return rest.startsWith('*/') ? { mode: '', length: 2 } : { mode, length: 1 };
  if (mode !== '') {
    if (first === '\\') return { mode, length: Math.min(2, rest.length) };
    // A string of one line never reaches into the next.
    return { mode: first === mode || (first === '\n' && mode !== '`') ? '' : mode, length: 1 };
  }
  if (rest.startsWith('//')) return { mode: COMMENT, length: 2 };
  if (rest.startsWith(BLOCK_COMMENT)) return { mode: BLOCK_COMMENT, length: 2 };
  return { mode: '"\'`'.includes(first) && first !== '' ? first : '', length: 1 };
};

export const SCRIPT_RULE: PlaceRule = {
  read: readBySteps(stepScript, COMMENT),
  mayBegin: ({ sign, line }) => ('=([,{:?'.includes(sign) && sign !== '') || /\b(?:return|default)[ \t]+$/.test(line),
  ends: (sign) => ',)]};:\r\n'.includes(sign),
  describe: (mode) => (mode === COMMENT || mode === BLOCK_COMMENT ? 'a comment' : 'quotes'),
};

const MARKUP_COMMENT = '<!--';
const CDATA = '<![CDATA[';
const TAG = '<';
/** Elements whose content is no text for people. */
const RAW = /^<(script|style)(?=[\s>/])/i;

/** HTML and XML. The modes: a comment, a section, a tag, or the name of an element whose content is code. */
const stepMarkup: Step = (mode, rest) => {
  if (mode === MARKUP_COMMENT) return rest.startsWith('-->') ? { mode: '', length: 3 } : { mode, length: 1 };
  if (mode === CDATA) return rest.startsWith(']]>') ? { mode: '', length: 3 } : { mode, length: 1 };
  if (mode === TAG) return { mode: rest.startsWith('>') ? '' : TAG, length: 1 };
  if (mode !== '') return { mode: rest.toLowerCase().startsWith(`</${mode}`) ? TAG : mode, length: 1 };
  for (const opening of [MARKUP_COMMENT, CDATA]) if (rest.startsWith(opening)) return { mode: opening, length: opening.length };
  const raw = RAW.exec(rest)?.[1];
  if (raw !== undefined) return { mode: raw.toLowerCase(), length: raw.length + 1 };
  return { mode: /^<[A-Za-z/!?]/.test(rest) ? TAG : '', length: 1 };
};

export const MARKUP_RULE: PlaceRule = {
  read: readBySteps(stepMarkup, MARKUP_COMMENT),
  mayBegin: ({ line }) => !line.endsWith('<') && !line.endsWith('&'),
  ends: () => true,
  describe: (mode) => (mode === MARKUP_COMMENT ? 'a comment' : mode === TAG ? 'a tag' : 'code'),
};

/** Environments that show what stands in them. */
const VERBATIM = /^\\begin\{(verbatim\*?|lstlisting|minted|comment)\}/;

/** LaTeX. The modes: a comment, or the name of an environment that shows its source. */
const stepTex: Step = (mode, rest) => {
  const first = rest.charAt(0);
  if (mode === COMMENT) return { mode: first === '\n' ? '' : COMMENT, length: 1 };
  if (mode !== '') return { mode: rest.startsWith(`\\end{${mode}}`) ? '' : mode, length: 1 };
  const [opening, name] = VERBATIM.exec(rest) ?? [];
  if (opening !== undefined && name !== undefined) return { mode: name, length: opening.length };
  if (first === '\\') return { mode, length: Math.min(2, rest.length) };
  return { mode: first === '%' ? COMMENT : '', length: 1 };
};

export const TEX_RULE: PlaceRule = {
  read: readBySteps(stepTex, COMMENT),
  // Behind a command without its brace, the first letter of the text would be its argument or its name.
  mayBegin: ({ line }) => !/\\[A-Za-z]*$/.test(line),
  ends: () => true,
  describe: (mode) => (mode === COMMENT ? 'a comment' : 'verbatim text'),
};

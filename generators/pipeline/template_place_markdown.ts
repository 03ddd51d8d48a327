import { readBySteps, type PlaceRule, type Step } from './template_place.js';

const COMMENT = '<!--';
const TAG = '<';
/** YAML at the top of a page. */
const FRONT_MATTER = '---';

/** The modes: `F` and the fence of a block of code, the backticks of a span of code, a comment, a tag, front matter. */
const step: Step = (mode, rest, { line, sign }) => {
  const first = rest.charAt(0);
  if (line === '' && rest.startsWith('---\n') && (mode === FRONT_MATTER || (mode === '' && sign === ''))) {
    return { mode: mode === '' ? FRONT_MATTER : '', length: FRONT_MATTER.length };
  }
  if (mode === FRONT_MATTER) return { mode, length: 1 };
  if (mode.startsWith('F')) return stepFence(mode, rest, line);
  if (mode === COMMENT) return rest.startsWith('-->') ? { mode: '', length: 3 } : { mode, length: 1 };
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
  if (rest.startsWith(COMMENT)) return { mode: COMMENT, length: COMMENT.length };
  return { mode: /^<[A-Za-z/!?]/.test(rest) ? TAG : '', length: 1 };
};

function stepFence(mode: string, rest: string, line: string): ReturnType<Step> {
  const run = /^ {0,3}$/.test(line) ? /^(`{3,}|~{3,})(?=[ \t]*(\n|$))/.exec(rest)?.[0] : undefined;
  const closes = run !== undefined && run.startsWith(mode.slice(1));
  return { mode: closes ? '' : mode, length: closes ? run.length : 1 };
}

export const MARKDOWN_RULE: PlaceRule = {
  read: readBySteps(step, COMMENT),
  mayBegin: ({ line }) => !line.endsWith('<') && !line.endsWith('\\'),
  ends: () => true,
  describe: (mode) =>
    mode === COMMENT ? 'a comment' : mode === TAG ? 'an HTML tag' : mode === FRONT_MATTER ? 'front matter' : 'code',
};

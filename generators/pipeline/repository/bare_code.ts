import { blanked, type CodeText } from './code_text.js';
import { stringEnd } from './python_string.js';

const QUOTE = /"""|'''|"|'/g;
const PREFIX = /(?<!\w)[bBfFrRuUtT]{1,2}$/;

const known = new WeakMap<CodeText, string>();

/** The code of a Python module without what stands in its strings: they say something to people, and do nothing. */
export function bareCode(code: CodeText): string {
  const bare = known.get(code) ?? withoutStrings(code.text);
  known.set(code, bare);
  return bare;
}

/** Each line stays in its place, and of a string its quotes; of one with fields also what they compute. */
export function withoutStrings(code: string): string {
  const parts: string[] = [];
  const form = new RegExp(QUOTE);
  let from = 0;
  for (let match = form.exec(code); match !== null; match = form.exec(code)) {
    const [quote] = match;
    const before = code.slice(from, match.index);
    const prefix = PREFIX.exec(before.slice(-3))?.[0] ?? '';
    const end = stringEnd(code, match.index, prefix, quote) ?? match.index + quote.length;
    const content = code.slice(match.index + quote.length, Math.max(end - quote.length, match.index + quote.length));
    parts.push(before, quote, /[ft]/i.test(prefix) ? fieldsOf(content) : blanked(content), quote);
    from = end;
    form.lastIndex = end;
  }
  return [...parts, code.slice(from)].join('');
}

/** What stands in the braces of an f-string. */
function fieldsOf(content: string): string {
  return content.replaceAll(/\{\{|\}\}|\{[^{}]*\}|[^{}\n]+|[{}]/g, (part) => (part.length > 2 && part.startsWith('{') ? part : ''));
}

import { repeated } from '../errors.js';
import { CODES } from './codes.js';
import type { Finding } from './finding.js';

/** What explains is a sentence of its own, and useless without its end. */
const EXPLAINING: ReadonlySet<string> = new Set(['rule', 'why']);
const LONGEST = 240;

/** A finding in words, without a final period. Names of files and what stands in them are shown as one line, and not endless. */
export function sentenceOf({ code, path = '', line, values }: Finding): string {
  const place = repeated(path) + (line === undefined ? '' : `:${line}`);
  return CODES[code]({ place, value: (name) => repeated(String(values[name] ?? ''), EXPLAINING.has(name) ? LONGEST : undefined) });
}

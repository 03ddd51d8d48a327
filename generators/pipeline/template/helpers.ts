import { Refusal } from '../errors.js';
import { encodeText } from './text/encode.js';
import type { TextFormat } from './text/text_format.js';
import { asList, asText, holds, isSame, isTrue } from './values.js';

/** One round of a loop. */
interface Round {
  readonly value: unknown;
  readonly last: boolean;
}

/** All that a template can call. */
export interface Helpers {
  print(value: unknown): string;
  encode(text: unknown): string;
  encodeEach(list: unknown): string[];
  join(list: unknown, separator: string): string;
  upper(text: unknown): string;
  kebab(text: unknown): string;
  sorted(list: unknown): string[];
  count(list: unknown): string;
  rounds(list: unknown): Round[];
  isTrue(value: unknown): boolean;
  isSame(value: unknown, literal: string): boolean;
  holds(list: unknown, literal: string): boolean;
}

/**
 * The helpers for one file.
 *
 * @param format how texts enter the file; nothing where none may.
 * @param file the template, for a refusal.
 */
export function helpersFor(format: TextFormat | undefined, file: string, path: string): Helpers {
  const encode = (text: unknown): string => {
    if (format === undefined) throw new Refusal(`${file} puts a text into ${path}, where none may stand`, 'Use a token there');
    return encodeText(asText(text), format);
  };
  return { ...PLAIN_HELPERS, encode, encodeEach: (list) => asList(list).map(encode), rounds: roundsOf(file) };
}

/** Loops in loops go on for ever, if need be: as many rounds as no file needs. */
const MOST_ROUNDS = 100_000;

/** Gives the rounds of each loop of a file, as long as they are few enough in all. */
function roundsOf(file: string): Helpers['rounds'] {
  let left = MOST_ROUNDS;
  return (list) => {
    const items = asList(list);
    left -= items.length;
    if (left < 0) throw new Refusal(`The loops of ${file} go on for more than ${MOST_ROUNDS} rounds`, 'Take out loops that stand in loops');
    return items.map((value, index) => ({ value, last: index === items.length - 1 }));
  };
}

const PLAIN_HELPERS: Omit<Helpers, 'encode' | 'encodeEach' | 'rounds'> = {
  print: asText,
  join: (list, separator) => asList(list).map(asText).join(separator),
  upper: (text) => asText(text).toUpperCase(),
  kebab: (text) => writeKebab(asText(text)),
  sorted: (list) => asList(list).map(asText).sort(),
  count: (list) => String(asList(list).length),
  isTrue,
  isSame,
  holds,
};

/** Small letters, digits and dashes: `Århus Café` becomes `arhus-cafe`. */
function writeKebab(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

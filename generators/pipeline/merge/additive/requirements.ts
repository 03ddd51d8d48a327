import { withEnd } from '../lines/join.js';
import { type AdditiveText, hasTwice, type Item } from './items.js';
import { cutLines } from './lines.js';

/** A requirements file as pip reads it: one package a line, each package once. */
export const requirements: AdditiveText = {
  cut: cutRequirements,
  present: (before, after) => [...keysOf(before), ...keysOf(after)],
  join: (first, second, lineEnd) => [...withEnd(first, lineEnd), ...second],
  isSound(text) {
    // A line that stands twice word for word is one requirement; pip takes it as that.
    const lines = new Set(joinContinued(text.split('\n')).map((line) => line.trim()));
    return !hasTwice(keysOf([...lines]));
  },
};

function cutRequirements(lines: readonly string[]): readonly Item[] {
  return cutLines(joinContinued(lines), keyOfRequirement);
}

function keysOf(lines: readonly string[]): string[] {
  return joinContinued(lines)
    .map(keyOfRequirement)
    .filter((key) => key !== '');
}

/** A line that ends in a backslash goes on in the next one (hashes, mostly). */
function joinContinued(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    if (isOpen) joined[joined.length - 1] += line;
    else joined.push(line);
    isOpen = /\\\s*$/.test(line);
  }
  return joined;
}

/**
 * The name of a package as indexes compare names, with its marker: one package may stand once for Linux and once for
 * Windows. Options and addresses are their own key; comments and blank lines have none.
 */
export function keyOfRequirement(line: string): string {
  const text = line.replace(/(?:^|\s)#.*/s, '').trim();
  const [, name, rest] = /^([A-Za-z0-9][\w.-]*)\s*(.*)$/s.exec(text) ?? [];
  if (name === undefined || rest === undefined || /^[:/+\\]/.test(rest)) return text;
  const marker = /;\s*([^\\]*)/.exec(rest)?.[1]?.trim() ?? '';
  const normal = name.toLowerCase().replace(/[-_.]+/g, '-');
  return marker === '' ? normal : `${normal}; ${marker}`;
}

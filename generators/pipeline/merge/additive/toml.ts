import { parse } from 'smol-toml';
import { withEnd } from '../lines/join.js';
import { canonical, type Data, isMapping, meansTogether } from './data.js';
import { type AdditiveText, hasTwice, type Item } from './items.js';
import { cutLines } from './lines.js';
import { keyOfRequirement } from './requirements.js';

/** A TOML file: strings in an array that is written one a line (dependencies), keys, and tables. */
export const toml: AdditiveText = {
  cut: (lines) => (lines.every(isArrayLine) ? cutLines(lines, keyOfString) : cutTables(lines)),
  present: (before, after) => arrayAround(before, after).map(keyOfString),
  join(first, second, lineEnd) {
    const start = second.every(isArrayLine) ? withComma(first) : first;
    return [...withEnd(start, lineEnd), ...second];
  },
  isSound(text) {
    const data = parsedToml(text);
    return data !== undefined && !namesPackageTwice(data, []);
  },
  means(merged, versions) {
    const [base, yours, next] = [versions.base, versions.yours, versions.next].map((text) => parsedToml(text) ?? {});
    return meansTogether(parsedToml(merged) ?? {}, { base, yours, next }, keyOfPackage);
  },
};

const STRING_LINE = /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*,?\s*(?:#.*)?$/;
const WITHOUT_COMMA = /^(\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'))(?!\s*,)/;
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;

function isArrayLine(line: string): boolean {
  return STRING_LINE.test(line.trimEnd()) || BLANK_OR_COMMENT.test(line.trimEnd());
}

function keyOfString(line: string): string {
  const [, double, single] = STRING_LINE.exec(line.trimEnd()) ?? [];
  return keyOfRequirement(double ?? single ?? '');
}

/** The lines of the array that is open at a place. */
function arrayAround(before: readonly string[], after: readonly string[]): string[] {
  const start = before.findLastIndex((line) => !isArrayLine(line));
  const end = after.findIndex((line) => !isArrayLine(line));
  return [...before.slice(start + 1), ...after.slice(0, end < 0 ? after.length : end)];
}

/** A last string without a comma needs one before another string. */
function withComma(lines: readonly string[]): readonly string[] {
  const at = lines.findLastIndex((line) => !BLANK_OR_COMMENT.test(line.trimEnd()));
  return lines.map((line, index) => (index === at ? line.replace(WITHOUT_COMMA, '$1,') : line));
}

const HEADER = /^\s*(\[{1,2}[^\]]+\]{1,2})\s*(?:#.*)?$/;
const SETTING = /^\s*([\w."'-]+(?:\s*\.\s*[\w"'-]+)*)\s*=/;

/** Settings first, then tables; a table goes on to the next one. */
function cutTables(lines: readonly string[]): readonly Item[] | undefined {
  const items: { key: string; lead: string[]; lines: string[]; isWhole: boolean }[] = [];
  let lead: string[] = [];
  for (const line of lines) {
    const header = HEADER.exec(line.trimEnd())?.[1];
    const setting = items.at(-1)?.key.startsWith('[') ? undefined : SETTING.exec(line)?.[1];
    const last = items.at(-1);
    if (header !== undefined || setting !== undefined) {
      items.push({ key: header ?? setting ?? '', lead, lines: [line], isWhole: true });
      lead = [];
    } else if (BLANK_OR_COMMENT.test(line.trimEnd())) lead.push(line);
    else if (last === undefined) return undefined;
    else last.lines.push(...lead.splice(0), line);
  }
  return lead.length === 0 ? items : [...items, { key: '', lead: [], lines: lead }];
}

function parsedToml(text: string): Data {
  try {
    return parse(Buffer.from(text, 'latin1').toString('utf8'));
  } catch {
    // A text that does not parse has no meaning to compare.
    return undefined;
  }
}

/** Packages are the same by name where a list holds packages. */
function keyOfPackage(entry: Data, path: readonly string[]): string {
  return typeof entry === 'string' && holdsPackages(path) ? keyOfRequirement(entry) : canonical(entry);
}

function holdsPackages(path: readonly string[]): boolean {
  const [first, second] = path;
  if (first === 'dependency-groups') return path.length === 2;
  if (first === 'project' && second === 'optional-dependencies') return path.length === 3;
  return (first === 'project' && second === 'dependencies') || (first === 'build-system' && second === 'requires');
}

function namesPackageTwice(data: Data, path: readonly string[]): boolean {
  if (Array.isArray(data)) {
    return holdsPackages(path) && hasTwice(data.filter((entry) => typeof entry === 'string').map(keyOfRequirement));
  }
  return isMapping(data) && Object.entries(data).some(([key, value]) => namesPackageTwice(value, [...path, key]));
}

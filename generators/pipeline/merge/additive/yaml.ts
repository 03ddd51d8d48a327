import { parseAllDocuments } from 'yaml';
import { withEnd } from '../lines/join.js';
import { canonical, type Data, isMapping, meansTogether } from './data.js';
import { type AdditiveText, hasTwice, type Item, takeNew } from './items.js';

/** A YAML file: entries of a list or keys of a mapping, whole, at one indentation. */
export const yaml: AdditiveText = {
  cut: cutEntries,
  join: (first, second, lineEnd) => [...withEnd(first, lineEnd), ...second],
  unite: uniteLists,
  isSound(text) {
    const data = parsedYaml(text);
    return data !== undefined && !namesEntryTwice(data);
  },
  means(merged, versions) {
    const [base, yours, next] = [versions.base, versions.yours, versions.next].map(parsedYaml);
    return meansTogether(parsedYaml(merged), { base, yours, next }, keyOfListed);
  },
};

const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;

function cutEntries(lines: readonly string[]): readonly Item[] | undefined {
  const least = leastIndent(lines);
  const items: { key: string; lead: string[]; lines: string[]; isWhole: boolean }[] = [];
  let lead: string[] = [];
  for (const line of lines) {
    const last = items.at(-1);
    if (BLANK_OR_COMMENT.test(line.trimEnd())) lead.push(line);
    else if (widthOfIndent(line) > least || (isEntry(line) && last?.isWhole === true)) {
      if (last === undefined) return undefined;
      last.lines.push(...lead.splice(0), line);
    } else {
      items.push({ ...headOf(line.trim()), lead, lines: [line] });
      lead = [];
    }
  }
  const whole = items.map((item) => (item.key === '-' ? { ...item, key: keyOfLines(item.lines) } : item));
  return lead.length === 0 ? whole : [...whole, { key: '', lead: [], lines: lead }];
}

/** Lists under one key go together: the person's entries, then those of ours that they do not have. */
function uniteLists(yours: Item, ours: Item, lineEnd: string): readonly string[] | undefined {
  const [[head = '', ...own], [otherHead = '', ...added]] = [yours.lines, ours.lines];
  const [entries, others] = [cutEntries(own), cutEntries(added)];
  if (head.trimEnd() !== otherHead.trimEnd() || !areEntries(entries) || !areEntries(others)) return undefined;
  const taken = takeNew(others, entries, new Set());
  const shift = leastIndent(own) - leastIndent(added);
  return taken && [head, ...withEnd(own, lineEnd), ...taken.lines.map((line) => shifted(line, shift))];
}

function areEntries(items: readonly Item[] | undefined): items is readonly Item[] {
  return items !== undefined && items.length > 0 && items.every(({ key, isWhole }) => key === '' || isWhole !== true);
}

function leastIndent(lines: readonly string[]): number {
  return Math.min(...lines.filter((line) => !BLANK_OR_COMMENT.test(line.trimEnd())).map(widthOfIndent));
}

function shifted(line: string, by: number): string {
  return line.trim() === '' ? line : ' '.repeat(Math.max(0, widthOfIndent(line) + by)) + line.trimStart();
}

function isEntry(line: string): boolean {
  return /^\s*-(?:\s|$)/.test(line);
}

function widthOfIndent(line: string): number {
  return line.length - line.trimStart().length;
}

/**
 * A repository of hooks is the same by its address, any other entry of a list by all that it says (`-` here). A key of
 * a mapping can hold two opinions.
 */
function headOf(line: string): { key: string; isWhole: boolean } {
  const repository = /^-\s+repo:\s*(\S+)/.exec(line)?.[1];
  if (repository !== undefined && !isShared(repository)) {
    return { key: repository.replace(/\.git$/, ''), isWhole: false };
  }
  return isEntry(line) ? { key: '-', isWhole: false } : { key: /^[^:]*:/.exec(line)?.[0] ?? line, isWhole: true };
}

/** What a bot looks after is the same by what it is and where; anything else by all that it says. */
function keyOfLines(lines: readonly string[]): string {
  const text = lines.join('').trim();
  const [ecosystem, folder] = [/package-ecosystem:\s*(\S+)/, /\bdirectory:\s*(\S+)/].map((setting) => setting.exec(text)?.[1]);
  return ecosystem === undefined || folder === undefined ? text : watched(ecosystem, folder);
}

function watched(ecosystem: string, folder: string): string {
  return `${ecosystem} in ${folder}`.replaceAll(/["']/g, '');
}

function isShared(repository: string): boolean {
  return repository === 'local' || repository === 'meta';
}

function parsedYaml(text: string): Data {
  const documents = parseAllDocuments(Buffer.from(text, 'latin1').toString('utf8'));
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  // A file of several documents has no one meaning.
  if (document === undefined || others.length > 0 || document.errors.length > 0) return undefined;
  const data: Data = document.toJS();
  return data;
}

function keyOfListed(entry: Data): string {
  return nameOf(entry) ?? canonical(entry);
}

/** By what an entry is known: the address of a repository of hooks, or what a bot looks after. */
function nameOf(entry: Data): string | undefined {
  if (!isMapping(entry)) return undefined;
  const { repo, 'package-ecosystem': ecosystem, directory } = entry;
  if (typeof repo === 'string') return isShared(repo) ? undefined : repo.replace(/\.git$/, '');
  return typeof ecosystem === 'string' && typeof directory === 'string' ? watched(ecosystem, directory) : undefined;
}

/** Whether a list holds something twice that it can hold once. */
function namesEntryTwice(data: Data): boolean {
  if (Array.isArray(data)) return hasTwice(data.flatMap((entry) => nameOf(entry) ?? [])) || data.some(namesEntryTwice);
  return isMapping(data) && Object.values(data).some(namesEntryTwice);
}

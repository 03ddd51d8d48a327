import { parseAllDocuments } from 'yaml';
import { isMapping, meansTogether, print, type Data } from './merge_data.js';
import { hasTwice, withEnd, type AdditiveText, type Item } from './merge_items.js';

/** A YAML file: entries of a list or keys of a mapping, whole, at one indentation. */
export const yaml: AdditiveText = {
  cut: cutEntries,
  join: (first, second, lineEnd) => [...withEnd(first, lineEnd), ...second],
  isSound(text) {
    const data = parsed(text);
    return data !== undefined && !namesTwice(data);
  },
  means(...versions) {
    const [merged, base, yours, next] = versions.map((text) => parsed(text));
    return meansTogether(merged, { base, yours, next }, keyOfEntry);
  },
};

const BLANK_LINE = /^\s*(?:#.*)?$/;

function cutEntries(lines: readonly string[]): readonly Item[] | undefined {
  const indents = lines.filter((line) => !BLANK_LINE.test(line.trimEnd())).map(indentOf);
  const least = Math.min(...indents);
  const items: { key: string; lead: string[]; lines: string[]; isWhole: boolean }[] = [];
  let lead: string[] = [];
  for (const line of lines) {
    const last = items.at(-1);
    if (BLANK_LINE.test(line.trimEnd())) lead.push(line);
    else if (indentOf(line) > least) {
      if (last === undefined) return undefined;
      last.lines.push(...lead.splice(0), line);
    } else {
      items.push({ ...headOf(line.trim()), lead, lines: [line] });
      lead = [];
    }
  }
  const whole = items.map((item) => (item.key === '-' ? { ...item, key: item.lines.join('').trim() } : item));
  return lead.length === 0 ? whole : [...whole, { key: '', lead: [], lines: lead }];
}

function indentOf(line: string): number {
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
  const isEntry = /^-(?:\s|$)/.test(line);
  return { key: isEntry ? '-' : (/^[^:]*:/.exec(line)?.[0] ?? line), isWhole: !isEntry };
}

function isShared(repository: string): boolean {
  return repository === 'local' || repository === 'meta';
}

function parsed(text: string): Data {
  const documents = parseAllDocuments(Buffer.from(text, 'latin1').toString('utf8'));
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  // A file of several documents has no one meaning.
  if (document === undefined || others.length > 0 || document.errors.length > 0) return undefined;
  const data: Data = document.toJS();
  return data;
}

function keyOfEntry(entry: Data): string {
  const repository = isMapping(entry) ? entry['repo'] : undefined;
  return typeof repository === 'string' && !isShared(repository) ? repository.replace(/\.git$/, '') : print(entry);
}

/** Whether a list holds one repository of hooks twice. */
function namesTwice(data: Data): boolean {
  if (Array.isArray(data)) {
    const repositories = data.filter((entry) => isMapping(entry) && 'repo' in entry).map(keyOfEntry);
    return hasTwice(repositories.filter((key) => !key.startsWith('{'))) || data.some(namesTwice);
  }
  return isMapping(data) && Object.values(data).some(namesTwice);
}

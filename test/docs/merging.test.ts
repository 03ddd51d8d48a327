import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { PathPolicy } from '../../generators/pipeline/change.js';
import type { Entry, FileEntry } from '../../generators/pipeline/tree.js';
import { applied, type Files, file, mergeCase, project } from '../pipeline/merge/trees.js';

/** A file as an example writes it: its text, or what is special about it. */
type Written =
  | string
  | { readonly link: string }
  | { readonly base64: string }
  | { readonly text: string; readonly executable?: boolean; readonly from?: string };

interface Example extends PathPolicy {
  readonly base: Readonly<Record<string, Written>>;
  readonly yours: Readonly<Record<string, Written>>;
  readonly next: Readonly<Record<string, Written>>;
  readonly after: Readonly<Record<string, Written>>;
  readonly says: string;
}

const page = readFileSync(new URL('../../docs/merging.md', import.meta.url), 'utf8');
const sections = page.split(/^## (?=\d+\. )/m).slice(1);
const examples = sections.flatMap((section) => {
  const [title = ''] = section.split('\n');
  return [...section.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match): [string, Example] => [title, parse(match[1] ?? '') as Example]);
});

test('the page has an example for each of the thirteen rules', () => {
  const numbers = examples.map(([title]) => Number.parseInt(title, 10));
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
});

test.each(examples)('rule %s', async (title, { base, yours, next, after, says, ...policy }) => {
  const mine = project(entriesOf(yours));
  const { changes } = await mergeCase({ base: filesOf(base), yours: Object.fromEntries(mine), next: filesOf(next), policy });
  const writes = changes.flatMap((change) => change.writes);
  const files = [...applied(mine, writes)].filter(([, entry]) => entry.kind !== 'folder');
  expect(changes.map(({ outcome, rule }) => [outcome, outcome === 'moved' ? 11 : rule])).toEqual([[says, Number.parseInt(title, 10)]]);
  expect(Object.fromEntries(files.map(([path, entry]) => [path, shown(entry)]))).toEqual(
    Object.fromEntries(Object.entries(entriesOf(after)).map(([path, entry]) => [path, shown(entry)])),
  );
});

function entriesOf(files: Example['yours']): Record<string, Entry> {
  return Object.fromEntries(Object.entries(files).map(([path, written]) => [path, entryOf(written)]));
}

function filesOf(files: Example['base']): Files {
  return Object.fromEntries(
    Object.entries(entriesOf(files)).flatMap(([path, entry]): [string, FileEntry][] => (entry.kind === 'file' ? [[path, entry]] : [])),
  );
}

function entryOf(written: Written): Entry {
  if (typeof written === 'string') return file(written);
  if ('link' in written) return { kind: 'link', target: written.link };
  if ('base64' in written) return file(Buffer.from(written.base64, 'base64'));
  const { text, executable = false, from } = written;
  return file(text, { executable, ...(from === undefined ? {} : { origin: from }) });
}

function shown(entry: Entry): object {
  return entry.kind === 'file' ? { text: entry.bytes.toString('latin1'), executable: entry.executable } : entry;
}

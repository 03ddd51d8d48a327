import { type Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../../template/nodes.js';

type KeyPath = readonly (string | number)[];

/** A YAML file that was read, and where in it things stand. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of the value at a path; nothing where there is none. */
  lineOf(path: KeyPath): number | undefined;
}

/** Reads YAML text. Errors are problems with a line; what could be read is returned all the same. */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  // The parser compares each key of a map with all before it, which takes long where a stage has a thousand files: keys are compared here.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false });
  const { aliases, repeated } = findTraps(document.contents);
  const repetitions = repeated.map((offset) => ({ message: 'Map keys must be unique', pos: [offset] as const }));
  const faults = [...document.errors, ...document.warnings, ...repetitions].map(({ message, pos }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    fact: `This is not the YAML of a pack: ${message.replace(/\s+/g, ' ').replace(/\.$/, '')}`,
    remedy: 'Correct it; a string that begins with ! or & or * or contains ": " goes in quotes',
  }));
  const unreadable = [...faults, ...aliases.map((offset) => aliasProblem(file, lines.linePos(offset).line))];
  const value: unknown = unreadable.length > 0 ? undefined : (document.toJS() ?? {});
  return {
    file,
    value,
    problems: [...unreadable, ...strangeKeys(value, file)],
    lineOf: (path) => lineOf(document, lines, path),
  };
}

/** Where two kinds of traps stand in the text: aliases, and keys that a map has twice. */
interface Traps {
  readonly aliases: number[];
  readonly repeated: number[];
}

/** A few aliases of aliases make a value that fills the memory, or one that holds itself. */
function findTraps(contents: unknown): Traps {
  const traps: Traps = { aliases: [], repeated: [] };
  const search = (node: unknown): void => {
    if (isAlias(node)) traps.aliases.push(node.range?.[0] ?? 0);
    else if (isPair(node)) [node.key, node.value].forEach(search);
    else if (isCollection(node)) {
      if (isMap(node)) traps.repeated.push(...repeatedKeys(node.items.map(({ key }) => key)));
      node.items.forEach(search);
    }
  };
  search(contents);
  return traps;
}

function repeatedKeys(keys: readonly unknown[]): number[] {
  const known = new Set<unknown>();
  return keys.filter(isScalar).flatMap(({ value, range }) => (known.size === known.add(value).size ? [range?.[0] ?? 0] : []));
}

function aliasProblem(file: string, line: number): Problem {
  return {
    file,
    line,
    fact: 'An alias (*name) stands for another part of the file',
    remedy: 'Write out what it stands for, or put the string in quotes',
  };
}

function lineOf(document: Document, lines: LineCounter, path: KeyPath): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isNode(node) || node.range === undefined || node.range === null) return undefined;
  return lines.linePos(node.range[0]).line;
}

/** Keys that mean something to every object of JavaScript are never right. */
function strangeKeys(value: unknown, file: string): Problem[] {
  const found: Problem[] = [];
  const search = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
        found.push({ file, line: 1, fact: `The key "${key}" is reserved`, remedy: 'Give it another name' });
      }
      search(inner);
    }
  };
  search(value);
  return found;
}

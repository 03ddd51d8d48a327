import { type Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { repeated } from '../../errors.js';
import { tooDeepAt } from '../../nesting.js';
import type { Problem } from '../../template/nodes.js';
import { holdsControl } from '../control.js';

type KeyPath = readonly (string | number)[];

/** A YAML file that was read, and where in it things stand. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of the value at a path; nothing where there is none. */
  lineOf(path: KeyPath): number | undefined;
}

/** What the parser says of lists in lists without end, where it comes to that. */
const TOO_DEEP = 'call stack';

/**
 * Reads YAML text. Errors are problems with a line; where there is one, the file has no value.
 *
 * @param kind what it is no YAML of, where it is none.
 */
export function readYaml(text: string, file: string, kind = 'a pack'): YamlFile {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const line = text.slice(0, deep).split('\n').length;
    return { file, value: undefined, problems: [{ file, line, ...unreadable(TOO_DEEP, kind) }], lineOf: () => undefined };
  }
  const lines = new LineCounter();
  // The parser compares each key of a map with all before it, which takes long where a stage has a thousand files: keys are compared here.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false, version: '1.2' });
  const unread = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ offset: pos[0], ...unreadable(message, kind) }));
  const problems = [...unread, ...findTraps(document.contents, kind)].map(({ offset, fact, remedy }) => ({
    file,
    line: lines.linePos(offset).line,
    fact,
    remedy,
  }));
  const value: unknown = problems.length > 0 ? undefined : (document.toJS() ?? {});
  return { file, value, problems, lineOf: (path) => lineOf(document, lines, path) };
}

/** What no pack may say, and where it stands in the text. */
interface Trap extends Pick<Problem, 'fact' | 'remedy'> {
  readonly offset: number;
}

function unreadable(message: string, kind: string): Pick<Problem, 'fact' | 'remedy'> {
  const reason = message.includes(TOO_DEEP) ? 'It is nested too deeply' : message.replace(/\s+/g, ' ').replace(/\.$/, '');
  return {
    fact: `This is not the YAML of ${kind}: ${repeated(reason, 200)}`,
    remedy: 'Correct it; a string that begins with a quote, ! or & or * or contains ": " goes in quotes',
  };
}

/** Keys that mean something to every object of JavaScript are never right. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

function findTraps(contents: unknown, kind: string): Trap[] {
  const traps: Trap[] = [];
  const search = (node: unknown): void => {
    if (isAlias(node)) traps.push({ offset: node.range?.[0] ?? 0, ...ALIAS });
    else if (isPair(node)) [node.key, node.value].forEach(search);
    else if (isCollection(node)) {
      if (isMap(node))
        traps.push(
          ...strangeKeys(
            node.items.map(({ key }) => key),
            kind,
          ),
        );
      node.items.forEach(search);
    } else if (isScalar(node) && typeof node.value === 'string' && holdsControl(node.value))
      traps.push({ offset: node.range?.[0] ?? 0, ...INVISIBLE });
  };
  search(contents);
  return traps;
}

/** A few aliases of aliases make a value that fills the memory, or one that holds itself. */
const ALIAS = {
  fact: 'An alias (*name) stands for another part of the file',
  remedy: 'Write out what it stands for, or put the string in quotes',
};

const INVISIBLE = { fact: 'A control character stands in a text, and a terminal would act on it', remedy: 'Take it out' };

function strangeKeys(keys: readonly unknown[], kind: string): Trap[] {
  const known = new Set<unknown>();
  return keys.filter(isScalar).flatMap(({ value, range }) => {
    const offset = range?.[0] ?? 0;
    const traps = RESERVED.filter((name) => name === value).map((name) => ({
      offset,
      fact: `The key "${name}" is reserved`,
      remedy: 'Give it another name',
    }));
    return known.size === known.add(value).size ? [...traps, { offset, ...unreadable('Map keys must be unique', kind) }] : traps;
  });
}

function lineOf(document: Document, lines: LineCounter, path: KeyPath): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isNode(node) || node.range === undefined || node.range === null) return undefined;
  return lines.linePos(node.range[0]).line;
}

import { bareCode } from '../repository/bare_code.js';
import type { CodeText } from '../repository/code_text.js';
import { type PythonImport, readImport } from '../uses/python_imports.js';

/** A module, as far as it imports others. */
export interface PythonModule {
  readonly imports: readonly ImportLine[];
  /** Those of a package: of modules that begin with this name. */
  readonly importsOf: (first: string) => readonly ImportLine[];
  /** Its code without the statements that import. */
  readonly rest: string;
}

interface ImportLine {
  readonly imported: PythonImport;
  readonly line: number;
}

/** So many lines may a statement take that imports. */
const LONGEST = 300;
const IMPORTING = /^[ \t]*(?:from|import)[ \t]/;

const known = new WeakMap<CodeText, PythonModule>();

/** Reads what a module imports: once, however many signs ask for it. */
export function readModule(code: CodeText): PythonModule {
  const module = known.get(code) ?? parsed(code.text);
  known.set(code, module);
  return module;
}

/** The same rest without what stands in strings, which uses nothing. It takes longer, and is asked for where the rest has the words. */
export function bareRest(code: CodeText): string {
  return parsed(bareCode(code)).rest;
}

function parsed(text: string): PythonModule {
  const lines = text.split('\n');
  const imports: ImportLine[] = [];
  const statements = new Set<string>();
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at] ?? '';
    if (!IMPORTING.test(first)) {
      rest.push(first);
      continue;
    }
    const end = statementEnd(lines, at);
    // After a semicolon stands another statement, most often one that imports too.
    for (const statement of lines
      .slice(at, end + 1)
      .join('\n')
      .split(';')) {
      if (!IMPORTING.test(statement)) rest.push(statement);
      else if (isFirst(statement, statements)) for (const imported of readImport(statement)) imports.push({ imported, line: at + 1 });
    }
    at = end;
  }
  const byPackage = new Map<string, ImportLine[]>();
  for (const each of imports) {
    const first = each.imported.module.split('.')[0] ?? '';
    const others = byPackage.get(first);
    if (others === undefined) byPackage.set(first, [each]);
    else others.push(each);
  }
  return { imports, importsOf: (first) => byPackage.get(first) ?? [], rest: rest.join('\n') };
}

/** Whether a statement was not there before: the same one again takes nothing else. */
function isFirst(statement: string, known: Set<string>): boolean {
  const isNew = !known.has(statement);
  known.add(statement);
  return isNew;
}

/** The last line of a statement: where its bracket closes, or what a backslash leads to. */
function statementEnd(lines: readonly string[], from: number): number {
  const isOpen = (lines[from] ?? '').includes('(');
  const last = Math.min(lines.length - 1, from + LONGEST);
  for (let at = from; at <= last; at++) {
    const line = lines[at] ?? '';
    if (isOpen ? line.includes(')') : !line.endsWith('\\')) return at;
  }
  return from;
}

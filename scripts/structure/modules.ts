import { posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** A file of TypeScript as it stands on the disk; the path is relative to the root, with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** How a module needs another: at its start, when it gets there, or only for its types. */
export type ImportKind = 'static' | 'dynamic' | 'type';

/** An import of another module of ours. */
interface ModuleImport {
  readonly to: string;
  readonly kind: ImportKind;
}

/** A function of a module. Arrows stand inside other code: they count for the longest, not for the middle. */
interface FunctionSize {
  readonly line: number;
  readonly lines: number;
  readonly arrow: boolean;
}

/** What is measured of a file. */
export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ModuleImport[];
  readonly functions: readonly FunctionSize[];
  /** How often the type `any` is written. */
  readonly anys: number;
}

interface Named {
  readonly name: string;
  readonly kind: ImportKind;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Measures files. Imports of packages and of files outside `sources` are left out. */
export function readModules(sources: readonly Source[]): readonly Module[] {
  const known = new Set(sources.map(({ path }) => path));
  return sources.map((source) => readModule(source, known));
}

function readModule({ path, text }: Source, known: ReadonlySet<string>): Module {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be read: ${error.message}`);
  const functions: FunctionSize[] = [];
  const named: Named[] = [];
  let anys = 0;
  const measure = (span: Span, arrow = false) => functions.push({ ...sizeOf(text, span), arrow });
  const name = (source: { readonly value: string } | null, kind: 'value' | 'type' = 'value') =>
    source === null ? undefined : named.push({ name: source.value, kind: kind === 'type' ? 'type' : 'static' });
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => name(source, importKind),
    ExportNamedDeclaration: ({ source, exportKind }) => name(source, exportKind),
    ExportAllDeclaration: ({ source, exportKind }) => name(source, exportKind),
    TSImportType: ({ source }) => name(source, 'type'),
    ImportExpression: ({ source }) =>
      source.type === 'Literal' && typeof source.value === 'string' && named.push({ name: source.value, kind: 'dynamic' }),
    FunctionDeclaration: (node) => measure(node),
    FunctionExpression: (node) => measure(node),
    ArrowFunctionExpression: (node) => measure(node, true),
    TSAnyKeyword: () => anys++,
  }).visit(program);
  return { path, lines: linesIn(text), imports: resolveImports(path, named, known), functions, anys };
}

function resolveImports(path: string, named: readonly Named[], known: ReadonlySet<string>): readonly ModuleImport[] {
  return named
    .filter(({ name }) => name.startsWith('.'))
    .map(({ name, kind }) => ({ to: posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts'), kind }))
    .filter(({ to }) => known.has(to));
}

/** The lines of a function that are not blank, as the linter counts them. */
function sizeOf(text: string, { start, end }: Span): Pick<FunctionSize, 'line' | 'lines'> {
  const lines = text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  return { line: linesIn(text.slice(0, start)) + 1, lines };
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

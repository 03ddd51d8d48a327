import ejs from 'ejs';
import { Refusal } from '../errors.js';
import { type ParsedTemplate, parseFile } from './parse.js';
import { printNodes, runNotation } from './print.js';
import { type CompiledTemplate, PACKAGE_PLACEHOLDER, runTemplate, type Templates } from './run.js';
import type { NameTypes } from './types.js';
import { bareValue, type TemplateValue } from './values.js';

/** What a template is rendered with. */
export interface TemplateContext {
  /** What each name is, which decides how it is written. */
  readonly types: NameTypes;
  readonly values: Readonly<Record<string, TemplateValue>>;
  /** What goes to the place for parts. */
  readonly parts?: string;
  /** What stands in place of the package's placeholder; the placeholder itself where it is left out. */
  readonly name?: string;
}

/**
 * Compiles a template: its tree is printed as ejs, in one form, and ejs compiles that. No name, no text and no value of
 * a pack is ever code.
 *
 * @throws Refusal where the template is more than data.
 */
export function compileTemplate(template: ParsedTemplate, types: NameTypes): CompiledTemplate {
  return ejs.compile(ejsSource(template, types), OPTIONS);
}

/** The body of the function that ejs makes of a template, with its values in `it`: for the build, which prints it into a module. */
export function compiledBody(template: ParsedTemplate, types: NameTypes): string {
  const compiler = new ejs.Template(ejsSource(template, types), OPTIONS);
  compiler.compile();
  return compiler.source;
}

/** Compiles the templates of a pack as they are asked for, each once. */
export function compilerOf(types: NameTypes): Templates {
  const compiled = new Map<string, CompiledTemplate>();
  return (file) => {
    const known = compiled.get(file.content);
    if (known !== undefined) return known;
    const made = compileTemplate(parseFile(file), types);
    compiled.set(file.content, made);
    return made;
  };
}

/** Compiles a template and runs it once. */
export function renderTemplate(template: ParsedTemplate, context: TemplateContext, path: string): string {
  const { types, values, parts = '', name = PACKAGE_PLACEHOLDER } = context;
  return runTemplate(compileTemplate(template, types), { data: bareValue(values), parts, name }, { file: template.file, path });
}

function ejsSource({ nodes, problems }: ParsedTemplate, types: NameTypes): string {
  const [problem] = problems;
  if (problem !== undefined) throw new Refusal(`The pack is broken: ${problem.file}:${problem.line}: ${problem.fact}`, problem.remedy);
  return printNodes(nodes, (loops) => runNotation(types, loops));
}

/** Always the same, so that nothing in a pack or in an answer can set an option. */
const OPTIONS = {
  strict: true,
  _with: false,
  localsName: 'it',
  async: false,
  client: false,
  compileDebug: false,
  escape: (text: unknown): string => String(text),
  includer: (): never => {
    throw new Refusal('A template includes a file', 'Leave it out: a pack is data');
  },
} as const;

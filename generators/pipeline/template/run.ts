import ejs from 'ejs';
import { Refusal } from '../errors.js';
import { textFormatOf } from './encode.js';
import { helpersFor } from './helpers.js';
import type { ParsedTemplate } from './parse.js';
import { printNodes, runNotation } from './print.js';
import type { NameTypes } from './types.js';
import { bareValue, type TemplateValue } from './values.js';

/** What a template is rendered with. */
export interface TemplateContext {
  /** What each name is, which decides how it is written. */
  readonly types: NameTypes;
  readonly values: Readonly<Record<string, TemplateValue>>;
  /** What goes to the place for parts. */
  readonly parts?: string;
}

/**
 * Renders a template: its tree is printed as ejs, in one form, and ejs runs that. No name, no text and no value of
 * a pack is ever code.
 *
 * @param path the emitted path, whose suffix decides how texts are encoded.
 */
export function renderTemplate(template: ParsedTemplate, context: TemplateContext, path: string): string {
  const [problem] = template.problems;
  if (problem !== undefined) throw new Refusal(`The pack is broken: ${problem.file}:${problem.line}: ${problem.fact}`, problem.remedy);
  const source = printNodes(template.nodes, (loops) => runNotation(context.types, loops));
  const run = ejs.compile(source, OPTIONS);
  return run({
    data: bareData(context),
    use: helpersFor(textFormatOf(path), template.file, path),
    parts: endLine(context.parts ?? ''),
  });
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

/** One context serves many templates. */
const bareContexts = new WeakMap<TemplateContext['values'], TemplateValue>();

function bareData({ values }: TemplateContext): TemplateValue {
  const known = bareContexts.get(values);
  if (known !== undefined) return known;
  const bare = bareValue(values);
  bareContexts.set(values, bare);
  return bare;
}

/** Parts are whole lines. */
function endLine(parts: string): string {
  return parts === '' || parts.endsWith('\n') ? parts : `${parts}\n`;
}

import { Refusal } from '../errors.js';
import { type Helpers, helpersFor } from './helpers.js';
import { type EmittedPlace, textFormatOf } from './text/text_format.js';
import type { TemplateValue } from './values.js';

/** The identifier that stands for the package in paths, in texts, in Python modules and in records. */
export const PACKAGE_PLACEHOLDER = 'pkgname';

/** All that a compiled template sees. */
export interface TemplateInput {
  /** The values by their names, as `bareValue` gives them. */
  readonly data: TemplateValue;
  readonly use: Helpers;
  /** What goes to the place for parts: whole lines. */
  readonly parts: string;
  /** What stands in place of {@link PACKAGE_PLACEHOLDER}. */
  readonly name: string;
}

/** A template that only waits for its values. It depends on its source and on the types of the names, on no answer. */
export type CompiledTemplate = (it: TemplateInput) => string;

/** Finds the compiled form of a template of a pack, checked or known to be no more than data. */
export type Templates = (template: { readonly origin: string; readonly content: string }) => CompiledTemplate;

/** Where a template is rendered to. */
export interface TemplatePlace extends EmittedPlace {
  /** The template's own file, for a refusal. */
  readonly file: string;
}

/** Runs a compiled template. */
export function runTemplate(
  compiled: CompiledTemplate,
  { data, parts = '', name }: Pick<TemplateInput, 'data' | 'name'> & { readonly parts?: string },
  { file, path, texts }: TemplatePlace,
): string {
  const text = written(() => compiled({ data, use: helpersFor(textFormatOf(path, texts), file, path), parts: endLine(parts), name }));
  if (text !== undefined && text.length <= LONGEST_FILE) return text;
  throw new Refusal(`${file} makes more than ${LONGEST_FILE / 1024 / 1024} MB of text`, 'Let the project write such a file when it runs');
}

/** What a template may make of its values at most: what it repeats in loops takes no room in the pack. */
const LONGEST_FILE = 16 * 1024 * 1024;

/** The text, where there can be one of its length: until it is read, it takes no memory. */
function written(run: () => string): string | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Parts are whole lines. */
function endLine(parts: string): string {
  return parts === '' || parts.endsWith('\n') ? parts : `${parts}\n`;
}

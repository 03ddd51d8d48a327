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
  return compiled({ data, use: helpersFor(textFormatOf(path, texts), file, path), parts: endLine(parts), name });
}

/** Parts are whole lines. */
function endLine(parts: string): string {
  return parts === '' || parts.endsWith('\n') ? parts : `${parts}\n`;
}

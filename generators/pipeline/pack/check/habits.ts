import type { Problem, TemplateNode } from '../../template/nodes.js';
import type { ParsedTemplate } from '../../template/parse.js';
import type { NameTypes } from '../../template/types.js';

/** A value as other template languages print it; `${{ }}` is GitHub's, and `{{{` is Mustache's. */
const BRACES = /(?<![${])\{\{-?[ \t]*(cookiecutter\.)?(\w+)[ \t]*-?\}\}/g;
/** Files that are templates of another language themselves. */
const OTHER_LANGUAGES = /\.(html?|j2|jinja2?|hbs|mustache|liquid|tpl|tmpl|gotmpl|vue)$/i;

/**
 * Finds tags that were written as in cookiecutter or copier: `{{ name }}` would be emitted as it stands.
 *
 * @param path the emitted path.
 * @param names what the pack's templates can use.
 */
export function findBraces({ nodes, file }: ParsedTemplate, path: string, names: NameTypes): Problem[] {
  if (OTHER_LANGUAGES.test(path)) return [];
  return textsIn(nodes).flatMap(({ text, line }) =>
    [...text.matchAll(BRACES)]
      .filter(([, prefix, name = '']) => prefix !== undefined || Object.hasOwn(names, name))
      .map(({ 0: tag, 2: name = '', index }) => ({
        file,
        line: line + lineBreaks(text.slice(0, index)),
        fact: `${tag} is a tag of another template language, and would be emitted as it stands`,
        remedy: `Write <%- ${name} %>`,
      })),
  );
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

function textsIn(nodes: readonly TemplateNode[]): { readonly text: string; readonly line: number }[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [node];
    if (node.kind === 'if') return node.branches.flatMap(({ body }) => textsIn(body));
    return node.kind === 'for' ? textsIn(node.body) : [];
  });
}

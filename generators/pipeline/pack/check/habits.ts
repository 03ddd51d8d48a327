import type { Problem, TemplateNode } from '../../template/nodes.js';
import type { ParsedTemplate } from '../../template/parse.js';
import type { NameTypes } from '../../template/types.js';
import type { Stage } from '../pack.js';

/** A value as other template languages print it; `${{ }}` is GitHub's, and `{{{` is Mustache's. */
const BRACES = /(?<![${])\{\{-?[ \t]*(cookiecutter\.)?(\w+)[ \t]*-?\}\}/g;
/** Files that are templates of another language themselves. */
const OTHER_LANGUAGES = /\.(html?|j2|jinja2?|hbs|mustache|liquid|tpl|tmpl|gotmpl|vue)$/i;

/** A condition or a loop as Jinja writes it. */
const BLOCK = /\{%-?[ \t]*(if|elif|for)\b([^%\n]*)%\}/g;
/** A name in it that is no field of another one, and no text. */
const NAME = /(?<![\w.'"])(cookiecutter\.)?([A-Za-z]\w*)(?![\w'"])/g;
const REMEDIES: Readonly<Record<string, string>> = {
  if: 'Write <% if (…) { %> … <% } %>',
  elif: 'Write <% } else if (…) { %>',
  for: 'Write <% for (const item of …) { %> … <% } %>',
};

/** A tag that nothing here fills in. */
interface Habit extends Pick<Problem, 'fact' | 'remedy'> {
  readonly index: number;
}

/**
 * Finds tags that were written as in cookiecutter or copier: `{{ name }}` and `{% if name %}` would be emitted as they stand.
 *
 * @param path the emitted path.
 * @param names what the pack's templates can use.
 */
export function findBraces({ nodes, file }: ParsedTemplate, path: string, names: NameTypes): Problem[] {
  if (OTHER_LANGUAGES.test(path)) return [];
  return textsIn(nodes).flatMap(({ text, line }) =>
    [...valuesIn(text, names), ...blocksIn(text, names)].map(({ index, fact, remedy }) => ({
      file,
      line: line + lineBreaks(text.slice(0, index)),
      fact,
      remedy,
    })),
  );
}

/** The same in the names of files and folders: one problem for each name, and not one for each file below it. */
export function findBracesInPaths({ id, files }: Stage, names: NameTypes): Problem[] {
  const told = new Map<string, Problem>();
  for (const { path, origin } of files) {
    const match = bracesIn(path, names)[0];
    const start = match === undefined ? '' : path.slice(0, match.index + match[0].length);
    if (match === undefined || told.has(start)) continue;
    const { 0: tag, 2: name = '', index } = match;
    const value = names[name] === 'text' ? `kebab(${name})` : name;
    const as = `${path.slice(0, index)}<%- ${value} %>${path.slice(start.length)}`;
    told.set(start, {
      file: origin,
      line: 1,
      fact: standing(tag),
      remedy:
        name === 'package'
          ? 'Write pkgname in the path: it becomes the name of the package'
          : `Take it out of the name, and say the path under "files" in ${id}/stage.yml: { as: "${as}" }`,
    });
  }
  return [...told.values()];
}

function bracesIn(text: string, names: NameTypes): RegExpExecArray[] {
  return [...text.matchAll(BRACES)].filter(([, prefix, name = '']) => isOurs(prefix, name, names));
}

function valuesIn(text: string, names: NameTypes): Habit[] {
  return bracesIn(text, names).map(({ 0: tag, 2: name = '', index }) => ({
    index,
    fact: standing(tag),
    remedy: `Write <%- ${name} %>`,
  }));
}

function blocksIn(text: string, names: NameTypes): Habit[] {
  return [...text.matchAll(BLOCK)]
    .filter(([, , code = '']) => [...code.matchAll(NAME)].some(([, prefix, name = '']) => isOurs(prefix, name, names)))
    .map(({ 0: tag, 1: word = '', index }) => ({ index, fact: standing(tag), remedy: REMEDIES[word] ?? '' }));
}

/** A name that the pack has, or one that only cookiecutter could have. */
function isOurs(prefix: string | undefined, name: string, names: NameTypes): boolean {
  return prefix !== undefined || Object.hasOwn(names, name);
}

function standing(tag: string): string {
  return `${tag} is a tag of another template language, and would be emitted as it stands`;
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

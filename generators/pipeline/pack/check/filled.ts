import { Refusal } from '../../errors.js';
import { checkTemplate } from '../../template/check.js';
import type { Problem, TemplateNode } from '../../template/nodes.js';
import { parseTemplate } from '../../template/parse.js';
import { type NameTypes, typeOfOperand } from '../../template/types.js';

/**
 * Checks a short text with tags: a default, a path, a message.
 *
 * @param names what its tags may use.
 * @param place says where it stands.
 * @param kind `tokens` where what people write freely may not stand in it.
 */
export function checkFilled(
  text: string,
  names: NameTypes,
  place: () => Pick<Problem, 'file' | 'line'>,
  kind: 'texts' | 'tokens' = 'texts',
): Problem[] {
  const template = parseTemplate(text, '');
  const problems = checkTemplate(template, names, { path: 'text.txt' });
  const found = problems.length > 0 ? problems : faultsIn(template.nodes, names, kind);
  return found.map(({ fact, remedy }) => ({ ...place(), fact: `"${text}": ${fact}`, remedy }));
}

function faultsIn(nodes: readonly TemplateNode[], names: NameTypes, kind: 'texts' | 'tokens'): Refusal[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'for' || node.kind === 'parts') return [new Refusal('Only files have loops and parts', 'Use values and conditions')];
    if (node.kind === 'if') return node.branches.flatMap(({ body }) => faultsIn(body, names, kind));
    const isText = node.kind === 'value' && kind === 'tokens' && typeOfOperand(node.value, names) === 'text';
    return isText ? [new Refusal('A text that a person wrote cannot stand here', 'Use a token, a choice, or kebab(…)')] : [];
  });
}

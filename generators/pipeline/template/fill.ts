import { evaluateExpression } from './expression.js';
import { helpersFor } from './helpers.js';
import type { Operand, TemplateNode } from './nodes.js';
import { parseTemplate } from './parse.js';
import type { TextFormat } from './text/text_format.js';
import { type NameTypes, typeOfOperand } from './types.js';
import { bareValue, type TemplateValue, valueAt } from './values.js';

/** Whether a text of a pack is filled in with values. */
export function hasTags(text: string): boolean {
  return text.includes('<%');
}

/**
 * Fills the tags of a short text: a default, a path, a message. A file is compiled instead, because it is rendered many times.
 *
 * @param text a text that was checked as a template, without loops.
 * @param types what each name is: of a name that is not known, nothing is printed.
 * @param format how texts of people enter it.
 */
export function fillText(
  text: string,
  types: NameTypes,
  values: Readonly<Record<string, TemplateValue>>,
  format: TextFormat = 'plain',
): string {
  const filler = new Filler(types, values, format);
  return filler.fill(parseTemplate(text, '').nodes);
}

class Filler {
  readonly #use;
  readonly #data: Readonly<Record<string, unknown>>;

  constructor(
    readonly types: NameTypes,
    readonly values: Readonly<Record<string, TemplateValue>>,
    format: TextFormat,
  ) {
    this.#use = helpersFor(format, '', '');
    this.#data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, bareValue(value)]));
  }

  fill(nodes: readonly TemplateNode[]): string {
    return nodes.map((node) => this.#fillNode(node)).join('');
  }

  #fillNode(node: TemplateNode): string {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'value') return this.#print(node.value);
    if (node.kind !== 'if') return '';
    const branch = node.branches.find(({ condition }) => condition === undefined || evaluateExpression(condition, this.#data));
    return this.fill(branch?.body ?? []);
  }

  #print(value: Operand): string {
    const isText = typeOfOperand(value, this.types) === 'text';
    return isText ? this.#use.encode(this.#valueOf(value)) : this.#use.print(this.#valueOf(value));
  }

  #valueOf(operand: Operand): unknown {
    switch (operand.kind) {
      case 'path':
        return valueAt(this.#data, operand.path);
      case 'literal':
        return operand.text;
      case 'either':
        return this.#valueOf(evaluateExpression(operand.condition, this.#data) ? operand.yes : operand.no);
      case 'call':
        return this.#call(operand);
    }
  }

  #call({ helper, argument, separator = '' }: Extract<Operand, { kind: 'call' }>): unknown {
    const value = this.#valueOf(argument);
    return helper === 'join' ? this.#use.join(value, separator) : this.#use[helper](value);
  }
}

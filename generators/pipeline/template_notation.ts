import { printExpression, type Notation, type Path } from './expression.js';
import type { Operand } from './template_nodes.js';
import type { LoopHead, TagNotation } from './template_print.js';
import { writeLiteral } from './template_tokens.js';
import { itemType, typeOfOperand, verifyExpression, type NameTypes } from './template_types.js';

/**
 * How tags are written for ejs: every name is looked up in the data, every helper in the closed list of helpers,
 * so that a name can never
 * mean something else. Texts are encoded where they are printed.
 *
 * @param loops the loops around the tag, outermost first.
 * @throws Refusal where a name is not declared.
 */
export function runNotation(types: NameTypes, loops: readonly LoopHead[]): TagNotation {
  const names = loops.reduce((known, { name, list }) => ({ ...known, [name]: itemType(list, known) }), types);
  const variables = loops.map(({ name }) => name);
  const operand = (value: Operand): string => writeOperand(value, variables);
  return {
    value: (value) => writePrinted(value, names, operand),
    condition: (condition) => {
      verifyExpression(condition, names, variables);
      return printExpression(condition, conditionNotation(variables));
    },
    list: (list) => `it.use.rounds(${operand(list)})`,
    variable: (name) => `each_${name}`,
    parts: () => 'it.parts',
  };
}

function writePrinted(value: Operand, names: NameTypes, operand: (value: Operand) => string): string {
  const isText = typeOfOperand(value, names) === 'text';
  if (!isText) return `it.use.print(${operand(value)})`;
  if (value.kind === 'path' || value.separator === undefined) return `it.use.encode(${operand(value)})`;
  return `it.use.join(it.use.encodeEach(${operand(value.argument)}), ${writeLiteral(value.separator)})`;
}

function writeOperand(operand: Operand, variables: readonly string[]): string {
  if (operand.kind === 'path') return writePath(operand.path, variables);
  const argument = writeOperand(operand.argument, variables);
  if (operand.separator === undefined) return `it.use.${operand.helper}(${argument})`;
  return `it.use.${operand.helper}(${argument}, ${writeLiteral(operand.separator)})`;
}

function writePath([first = '', ...fields]: Path, variables: readonly string[]): string {
  const start = variables.includes(first) ? `each_${first}.value` : `it.data.${first}`;
  return [start, ...fields].join('?.');
}

function conditionNotation(variables: readonly string[]): Notation {
  return {
    value: (path) => `it.use.isTrue(${writePath(path, variables)})`,
    compare: (path, equal, literal) =>
      `${equal ? '' : '!'}it.use.isSame(${writePath(path, variables)}, ${writeLiteral(literal)})`,
    includes: (path, literal) => `it.use.holds(${writePath(path, variables)}, ${writeLiteral(literal)})`,
    last: (name) => `each_${name}.last`,
  };
}

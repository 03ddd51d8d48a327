import { Refusal } from '../errors.js';
import type { Expression } from './expression.js';
import type { Operand } from './nodes.js';
import type { Path } from './values.js';

/**
 * What a template may do with a name.
 *
 * - `token`: letters, digits, `._-`; may stand anywhere.
 * - `code`: written by the pack's author; printed as it is, anywhere.
 * - `text`: written by the person who answers; only as a whole value, encoded for the file's format.
 * - `oneOf`: a token out of a closed list.
 */
export type NameType = ScalarType | ListType | RecordType;
export type ScalarType = 'token' | 'code' | 'text' | { readonly oneOf: readonly string[] };

export interface ListType {
  readonly list: NameType;
}

export interface RecordType {
  readonly record: Readonly<Record<string, NameType>>;
  /** The type of every other field, where nothing is known of the fields. */
  readonly others?: NameType;
}

/** The names that a template or a condition may use. */
export type NameTypes = Readonly<Record<string, NameType>>;

export function isScalar(type: NameType): type is ScalarType {
  return typeof type === 'string' || 'oneOf' in type;
}

function isListType(type: NameType): type is ListType {
  return typeof type === 'object' && 'list' in type;
}

function isRecordType(type: NameType): type is RecordType {
  return typeof type === 'object' && 'record' in type;
}

/**
 * The type of what stands at a path.
 *
 * @throws Refusal where nothing of this name is declared.
 */
export function typeAt(path: Path, names: NameTypes): NameType {
  let type: NameType = { record: names };
  for (const [index, name] of path.entries()) {
    if (isListType(type)) throw fieldOfList(path.slice(0, index), name);
    const { record, others }: RecordType = isRecordType(type) ? type : { record: {} };
    const field: NameType | undefined = Object.hasOwn(record, name) ? record[name] : others;
    if (field === undefined) throw unknownName(path.slice(0, index + 1), record);
    type = field;
  }
  return type;
}

/** The type of what a value or a helper gives. */
export function typeOfOperand(operand: Operand, names: NameTypes): NameType {
  if (operand.kind === 'path') return typeAt(operand.path, names);
  if (operand.kind === 'literal') return 'code';
  if (operand.kind === 'either') return typeOfEither(operand, names);
  const type = typeOfOperand(operand.argument, names);
  switch (operand.helper) {
    case 'upper':
    case 'kebab':
      if (!isScalar(type)) throw new Refusal(`${operand.helper}() takes one text, and this is ${nameOf(type)}`, 'Loop over it');
      return operand.helper === 'kebab' ? 'token' : isClosed(type) ? 'token' : type;
    case 'count':
      return verifyList(type, 'count()') && 'token';
    case 'sorted':
      itemsOf(type, 'sorted()');
      return type;
    case 'join':
      return itemsOf(type, 'join()');
  }
}

/** One text of two: what a person wrote makes a text of it. */
function typeOfEither({ yes, no }: Extract<Operand, { kind: 'either' }>, names: NameTypes): NameType {
  const types = [yes, no].map((branch) => typeOfOperand(branch, names));
  const strange = types.find((type) => !isScalar(type));
  if (strange !== undefined) throw new Refusal(`A branch of ? : is ${nameOf(strange)}`, 'Choose between two texts, or use if and else');
  return types.includes('text') ? 'text' : types.includes('code') ? 'code' : 'token';
}

/**
 * Verifies the conditions of a value.
 *
 * @param loops the variables of the loops around it.
 */
export function verifyConditions(operand: Operand, names: NameTypes, loops: readonly string[]): void {
  if (operand.kind === 'call') return verifyConditions(operand.argument, names, loops);
  if (operand.kind !== 'either') return;
  verifyExpression(operand.condition, names, loops);
  for (const branch of [operand.yes, operand.no]) verifyConditions(branch, names, loops);
}

/**
 * Verifies that a condition uses what is declared, and as what it is.
 *
 * @param loops the variables of the loops around it.
 */
export function verifyExpression(expression: Expression, names: NameTypes, loops: readonly string[] = []): void {
  switch (expression.kind) {
    case 'value':
      return void typeAt(expression.path, names);
    case 'compare':
      return verifyLiteral(typeAt(expression.path, names), expression.literal, expression.path);
    case 'includes': {
      const type = verifyList(typeAt(expression.path, names), '.includes()');
      return verifyLiteral(type.list, expression.literal, expression.path);
    }
    case 'last':
      if (!loops.includes(expression.name))
        throw new Refusal(`last(${expression.name}) stands outside of its loop`, 'Use it inside for (const x of …)');
      return;
    case 'not':
      return verifyExpression(expression.of, names, loops);
    case 'and':
    case 'or':
      verifyExpression(expression.left, names, loops);
      verifyExpression(expression.right, names, loops);
  }
}

/** The type of the items that a loop goes through. */
export function itemType(list: Operand, names: NameTypes): NameType {
  return verifyList(typeOfOperand(list, names), 'A loop').list;
}

function verifyLiteral(type: NameType, literal: string, path: Path): void {
  if (!isScalar(type))
    throw new Refusal(`"${path.join('.')}" is ${nameOf(type)}, and a text is compared with it`, "Use .includes('…') for a list");
  if (!isClosed(type) || literal === '' || type.oneOf.includes(literal)) return;
  const remedy = type.oneOf.length === 0 ? 'Nothing can be chosen: give the question choices' : `It is one of: ${type.oneOf.join(', ')}`;
  throw new Refusal(`"${path.join('.')}" can never be '${literal}'`, remedy);
}

function verifyList(type: NameType, who: string): ListType {
  if (isListType(type)) return type;
  throw new Refusal(`${who} takes a list, and this is ${nameOf(type)}`, 'Name a list');
}

function itemsOf(type: NameType, who: string): ScalarType {
  const item = verifyList(type, who).list;
  if (isScalar(item)) return isClosed(item) ? 'token' : item;
  throw new Refusal(`${who} takes a list of texts, and this is a list of records`, 'Loop over it');
}

function isClosed(type: ScalarType): type is { readonly oneOf: readonly string[] } {
  return typeof type === 'object';
}

export function nameOf(type: NameType): string {
  if (isScalar(type)) return 'one text';
  return isListType(type) ? 'a list' : 'a record';
}

function fieldOfList(list: Path, name: string): Refusal {
  const written = list.join('.');
  return new Refusal(
    `"${written}" is a list, and has no field "${name}"`,
    `Write ${written}.includes('${name}'), or go through it with a loop`,
  );
}

function unknownName(path: Path, fields: NameTypes): Refusal {
  const known = Object.keys(fields).filter((name) => name !== path.at(-1));
  const fact =
    path.length === 1
      ? `The name "${path.join('')}" is not declared`
      : `"${path.slice(0, -1).join('.')}" has no field "${path.at(-1) ?? ''}"`;
  return new Refusal(fact, known.length === 0 ? 'Declare it, or remove it' : `There are: ${known.sort().slice(0, 60).join(', ')}`);
}

import { repeated } from '../errors.js';
import type { Expression } from './expression.js';
import type { Path } from './values.js';

export type Helper = 'join' | 'upper' | 'kebab' | 'sorted' | 'count';

/** What is printed, or gone through by a loop. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'literal'; readonly text: string }
  /** `condition ? yes : no`; printed only. */
  | { readonly kind: 'either'; readonly condition: Expression; readonly yes: Operand; readonly no: Operand }
  | {
      readonly kind: 'call';
      readonly helper: Helper;
      readonly argument: Operand;
      /** What stands between the items; for `join` only. */
      readonly separator?: string;
    };

interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly line: number;
}

export interface ValueNode {
  readonly kind: 'value';
  readonly value: Operand;
  readonly line: number;
}

/** One branch of an `if`: its condition, or none for `else`. */
export interface Branch {
  readonly condition?: Expression;
  readonly body: readonly TemplateNode[];
  readonly line: number;
}

interface ChoiceNode {
  readonly kind: 'if';
  readonly branches: readonly Branch[];
  readonly line: number;
}

export interface LoopNode {
  readonly kind: 'for';
  readonly name: string;
  readonly list: Operand;
  readonly body: readonly TemplateNode[];
  readonly line: number;
}

interface CommentNode {
  readonly kind: 'comment';
  readonly text: string;
  readonly line: number;
}

/** The place where the stages' parts of a shared file go. */
interface PartsNode {
  readonly kind: 'parts';
  /** Whether it stands for whole lines. */
  readonly block: boolean;
  readonly line: number;
}

export type TemplateNode = TextNode | ValueNode | ChoiceNode | LoopNode | CommentNode | PartsNode;

/** Something wrong in a pack, at a place that its author can open. */
export interface Problem {
  /** The file, from the folder of the pack. */
  readonly file: string;
  /** The line, counted from 1; 0 where the pack is packed and has none. */
  readonly line: number;
  /** What is wrong, as a sentence without a final period. */
  readonly fact: string;
  /** What the author can do about it, as a sentence without a final period. */
  readonly remedy: string;
}

/** One problem in one line of text. */
export function describeProblem({ file, line, fact, remedy }: Problem): string {
  return `${repeated(file, 300)}${line > 0 ? `:${line}` : ''}: ${fact}. ${remedy}.`;
}

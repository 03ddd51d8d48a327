import type { Expression, Path } from './expression.js';

export type Helper = 'join' | 'upper' | 'kebab' | 'sorted' | 'count';

/** What is printed, or gone through by a loop. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | {
      readonly kind: 'call';
      readonly helper: Helper;
      readonly argument: Operand;
      /** What stands between the items; for `join` only. */
      readonly separator?: string;
    };

export interface TextNode {
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

export interface ChoiceNode {
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

export interface CommentNode {
  readonly kind: 'comment';
  readonly text: string;
  readonly line: number;
}

/** The place where the stages' parts of a shared file go. */
export interface PartsNode {
  readonly kind: 'parts';
  /** Whether it stands for whole lines. */
  readonly block: boolean;
  readonly line: number;
}

export type TemplateNode = TextNode | ValueNode | ChoiceNode | LoopNode | CommentNode | PartsNode;

import { Refusal } from '../errors.js';
import { withLf } from '../line_ends.js';
import { type Chunk, readChunks, type TagChunk } from './chunks.js';
import type { Branch, Problem, TemplateNode } from './nodes.js';
import { readTag, type Tag } from './tags.js';

/** A template as a tree. It is only as good as its list of problems is empty. */
export interface ParsedTemplate {
  /** The file it came from, for problems. */
  readonly file: string;
  readonly nodes: readonly TemplateNode[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a template, the part of EJS that is data: values, conditions, loops, comments and the place of parts.
 * Never evaluates anything.
 *
 * @param file where it stands, for problems.
 */
export function parseTemplate(source: string, file: string): ParsedTemplate {
  const builder = new TreeBuilder(file);
  for (const chunk of readChunks(source)) builder.add(chunk);
  builder.finish();
  return { file, nodes: builder.nodes, problems: builder.problems };
}

/** Reads the template of a pack, with line feeds however it was written: what a value means is decided by the lines around it. */
export function parseFile({ content, origin }: { readonly content: string; readonly origin: string }): ParsedTemplate {
  return parseTemplate(withLf(content), origin);
}

/** A loop or an `if` that is still open. */
interface Block {
  readonly opening: Extract<Tag, { kind: 'if' | 'for' }>;
  readonly line: number;
  readonly branches: Branch[];
  /** The branch that is being read; for a loop, its body. */
  branch: OpenBranch;
}

interface OpenBranch extends Branch {
  readonly body: TemplateNode[];
}

/** As deep as loops and conditions may stand in each other. */
const DEEPEST = 40;

class TreeBuilder {
  readonly nodes: TemplateNode[] = [];
  readonly problems: Problem[] = [];
  readonly #open: Block[] = [];

  constructor(readonly file: string) {}

  add(chunk: Chunk): void {
    if (chunk.kind === 'text') this.#append({ kind: 'text', text: chunk.text, line: chunk.line });
    else if (chunk.kind === 'stray') this.#report(chunk.line, `${chunk.text} closes nothing`, 'Write %%> where the text %> is meant');
    else this.#addTag(chunk);
  }

  finish(): void {
    for (const { opening, line } of this.#open.reverse()) {
      this.#report(line, `The "${opening.kind}" is never closed`, 'Close it with <%_ } _%>');
    }
  }

  #addTag(chunk: TagChunk): void {
    try {
      this.#place(readTag(chunk), chunk);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#report(chunk.line, error.fact, error.remedy);
    }
  }

  #place(tag: Tag, { line, block }: TagChunk): void {
    switch (tag.kind) {
      case 'value':
      case 'comment':
        return this.#append({ ...tag, line });
      case 'parts':
        return this.#append({ kind: 'parts', block, line });
      case 'if':
        return this.#enter({ opening: tag, line, branches: [], branch: { condition: tag.condition, body: [], line } });
      case 'for':
        return this.#enter({ opening: tag, line, branches: [], branch: { body: [], line } });
      case 'else':
        return this.#startBranch(tag, line);
      case 'end':
        return this.#close();
    }
  }

  #enter(block: Block): void {
    this.#open.push(block);
    if (this.#open.length === DEEPEST + 1)
      throw new Refusal(`More than ${DEEPEST} loops and conditions stand in each other`, 'Write them one after the other');
  }

  #startBranch(tag: Extract<Tag, { kind: 'else' }>, line: number): void {
    const block = this.#open.at(-1);
    if (block?.opening.kind !== 'if') throw new Refusal('This "else" belongs to no "if"', 'Put it between <%_ if (…) { _%> and <%_ } _%>');
    if (block.branch.condition === undefined) throw new Refusal('A branch follows the last "else"', 'Put the plain "else" last');
    block.branches.push(block.branch);
    block.branch = { ...(tag.condition === undefined ? {} : { condition: tag.condition }), body: [], line };
  }

  #close(): void {
    const block = this.#open.pop();
    if (block === undefined) throw new Refusal('This } closes nothing', 'Remove it, or open an "if" or a "for" before it');
    // It was reported where it begins: what stands in it is not looked at.
    if (this.#open.length >= DEEPEST) return;
    const { opening, line, branch, branches } = block;
    if (opening.kind === 'if') this.#append({ kind: 'if', branches: [...branches, branch], line });
    else this.#append({ kind: 'for', name: opening.name, list: opening.list, body: branch.body, line });
  }

  #append(node: TemplateNode): void {
    (this.#open.at(-1)?.branch.body ?? this.nodes).push(node);
  }

  #report(line: number, fact: string, remedy: string): void {
    this.problems.push({ file: this.file, line, fact, remedy });
  }
}

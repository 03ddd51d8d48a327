import { Refusal } from '../errors.js';
import { checkPlaces } from './check_places.js';
import type { Problem, TemplateNode, ValueNode } from './nodes.js';
import type { ParsedTemplate } from './parse.js';
import type { EmittedPlace } from './text/text_format.js';
import { isScalar, itemType, type NameTypes, nameOf, typeOfOperand, verifyConditions, verifyExpression } from './types.js';

/**
 * Checks a template against the names that are declared: nothing else is used, each as what it is, and texts only
 * where they can do no harm.
 *
 * @param place where it is emitted, which decides how texts are encoded.
 * @returns all that is wrong, also what was found while reading.
 */
export function checkTemplate(template: ParsedTemplate, names: NameTypes, place: EmittedPlace): Problem[] {
  const checker = new Checker(template.file);
  checker.check(template.nodes, names, []);
  checker.checkParts();
  const found = [...template.problems, ...checker.problems];
  return found.length > 0 ? found : checkPlaces(template, names, place);
}

class Checker {
  readonly problems: Problem[] = [];
  readonly #parts: number[] = [];

  constructor(readonly file: string) {}

  check(nodes: readonly TemplateNode[], names: NameTypes, loops: readonly string[]): void {
    for (const node of nodes) this.#attempt(node.line, () => this.#checkNode(node, names, loops));
  }

  /** The parts go to one place, whatever is on. */
  checkParts(): void {
    for (const line of this.#parts.slice(1)) this.#report(line, 'A second place for parts', 'Keep one <%- parts %>');
  }

  #checkNode(node: TemplateNode, names: NameTypes, loops: readonly string[]): void {
    if (node.kind === 'value') return verifyPrintable(node, names, loops);
    if (node.kind === 'parts') {
      if (loops.length > 0) throw new Refusal('The place for parts stands in a loop', 'Move it out of the loop');
      this.#parts.push(node.line);
    }
    if (node.kind === 'if') {
      for (const { condition, body, line } of node.branches) {
        if (condition !== undefined) this.#attempt(line, () => verifyExpression(condition, names, loops));
        this.check(body, names, loops);
      }
    }
    if (node.kind === 'for') {
      if (Object.hasOwn(names, node.name)) throw new Refusal(`The loop's variable "${node.name}" hides a name`, 'Give it another name');
      const item = itemType(node.list, names);
      this.check(node.body, { ...names, [node.name]: item }, [...loops, node.name]);
    }
  }

  #attempt(line: number, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#report(line, error.fact, error.remedy);
    }
  }

  #report(line: number, fact: string, remedy: string): void {
    this.problems.push({ file: this.file, line, fact, remedy });
  }
}

function verifyPrintable({ value }: ValueNode, names: NameTypes, loops: readonly string[]): void {
  verifyConditions(value, names, loops);
  const type = typeOfOperand(value, names);
  if (!isScalar(type))
    throw new Refusal(`${nameOf(type)} cannot be printed`, "Print its items with for (const x of …), or join them: join(list, ', ')");
}

import type { Branch, LoopNode, Operand, Problem, TemplateNode, ValueNode } from './nodes.js';
import type { ParsedTemplate } from './parse.js';
import { type Place, type PlaceRule, placeRule, START } from './text/place.js';
import { type EmittedPlace, isActive, type TextFormat, textFormatOf } from './text/text_format.js';
import { itemType, type NameTypes, typeOfOperand } from './types.js';

/**
 * Checks that texts stand as whole values: not in quotes, not in comments, not in code, and not in a file whose
 * reader would act on them.
 *
 * @param template one whose names were checked.
 * @param place where it is emitted, and what its author declares of texts.
 */
export function checkPlaces(template: ParsedTemplate, names: NameTypes, { path, texts: declared }: EmittedPlace): Problem[] {
  const texts = textValues(template.nodes, names);
  const format = textFormatOf(path, declared);
  if (texts.length > 0 && format === undefined) return texts.map(({ line }) => misplaced(template.file, line, path));
  if (texts.length === 0 || format === undefined) return [];
  const walk = new Walk(template.file, format, placeRule(format));
  walk.readNodes(template.nodes, names, START);
  return walk.problems;
}

/** Formats in which a text may be a part of a line. */
const PROSE: ReadonlySet<TextFormat> = new Set(['markdown', 'rest', 'markup', 'tex', 'plain']);

/** Goes through a tree as a reader of the format would go through what it emits. */
class Walk {
  readonly problems: Problem[] = [];

  constructor(
    readonly file: string,
    readonly format: TextFormat,
    readonly rule: PlaceRule,
  ) {}

  readNodes(nodes: readonly TemplateNode[], names: NameTypes, start: Place): Place {
    return nodes.reduce((place, node) => this.#readNode(node, names, place), start);
  }

  #readNode(node: TemplateNode, names: NameTypes, place: Place): Place {
    switch (node.kind) {
      case 'text':
        return this.#readText(node.text, place);
      case 'comment':
        return place;
      case 'parts':
        if (place.mode !== '')
          this.#report(node.line, 'The place for parts stands in a comment, in quotes or in a block of code', 'Move it out');
        return place;
      case 'value':
        return typeOfOperand(node.value, names) === 'text' ? this.#readTextValue(node, place) : this.#readText('x', place);
      case 'if':
        return this.#readBranches(node.branches, names, place);
      case 'for':
        return this.#readLoop(node, names, place);
    }
  }

  #readText(text: string, place: Place): Place {
    const [sign] = text.trimStart() === '' && !text.includes('\n') ? [''] : text.replace(/^[ \t]+/, '');
    if (place.pending > 0 && sign !== '' && sign !== undefined && !this.rule.ends(sign)) {
      this.#report(place.pending, `A text is followed by "${sign}"`, asWhole(this.rule, this.#isProse()));
    }
    const pending = sign === '' ? place.pending : 0;
    return { ...this.rule.read({ ...place, pending: 0 }, text), pending };
  }

  #readTextValue({ line, value }: ValueNode, place: Place): Place {
    if (!this.#isItems(value, place))
      this.#report(line, 'Several texts make several values', "Put them into a list: [<%- join(names, ', ') %>]");
    if (place.mode !== '') this.#report(line, `A text stands in ${this.rule.describe(place.mode)}`, asWhole(this.rule, this.#isProse()));
    else if (!this.rule.mayBegin(place) || place.pending > 0)
      this.#report(line, 'A text is only a part of a value', asWhole(this.rule, this.#isProse()));
    const pending = this.#isProse() ? 0 : line;
    return { ...place, line: `${place.line}\u0001`, sign: '\u0001', pending };
  }

  /** Joined texts are items of a list, except in prose. */
  #isItems(value: Operand, { sign }: Place): boolean {
    if (value.kind !== 'call' || value.separator === undefined || this.#isProse()) return true;
    return value.separator.trim() === ',' && '[,'.includes(sign);
  }

  #isProse(): boolean {
    return PROSE.has(this.format);
  }

  #readBranches(branches: readonly Branch[], names: NameTypes, start: Place): Place {
    const ends = branches.map(({ body }) => this.readNodes(body, names, start));
    const always = branches.some(({ condition }) => condition === undefined);
    const first = (always ? ends[0] : start) ?? start;
    for (const [index, end] of ends.entries()) this.#verifySame(first, end, branches[index]?.line ?? 0);
    const pending = Math.max(start.pending, ...ends.map((end) => end.pending));
    return { ...(ends[0] ?? start), pending };
  }

  #readLoop({ name, list, body, line }: LoopNode, names: NameTypes, start: Place): Place {
    const end = this.readNodes(body, { ...names, [name]: itemType(list, names) }, start);
    this.#verifySame(start, end, line);
    return end;
  }

  #verifySame(start: Place, end: Place, line: number): void {
    if (start.mode === end.mode) return;
    this.#report(
      line,
      'A quote, a comment or a block of code begins or ends here in one case and not in the other',
      'Let it begin and end in every case',
    );
  }

  #report(line: number, fact: string, remedy: string): void {
    this.problems.push({ file: this.file, line, fact, remedy });
  }
}

/** What to do with a text that stands where the format has no values for it. */
function asWhole({ example = 'title = <%- name %>' }: PlaceRule, isProse: boolean): string {
  if (isProse) return 'Put it into running text, or use a token, or kebab(…)';
  return `Let it be a whole value without quotes (they are added): ${example}; or use a token, or kebab(…)`;
}

const PLAIN_VALUES = 'Use a token (package, a choice) or kebab(…), or read the text from another file';

function misplaced(file: string, line: number, path: string): Problem {
  return {
    file,
    line,
    fact: `A text that a person wrote cannot stand in ${path}: what reads this file could act on it`,
    remedy: isActive(path) ? PLAIN_VALUES : `${PLAIN_VALUES}, or declare "texts: as-is" for the file`,
  };
}

/** The values in which a person's text would be printed. */
function textValues(nodes: readonly TemplateNode[], names: NameTypes): ValueNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'value') return typeOfOperand(node.value, names) === 'text' ? [node] : [];
    if (node.kind === 'if') return node.branches.flatMap(({ body }) => textValues(body, names));
    if (node.kind === 'for') return textValues(node.body, { ...names, [node.name]: itemType(node.list, names) });
    return [];
  });
}

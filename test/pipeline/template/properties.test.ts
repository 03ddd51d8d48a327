import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../generators/pipeline/template/check.js';
import { renderTemplate } from '../../../generators/pipeline/template/compile.js';
import { type Expression, evaluateExpression } from '../../../generators/pipeline/template/expression.js';
import type { Operand, TemplateNode } from '../../../generators/pipeline/template/nodes.js';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import { printTemplate } from '../../../generators/pipeline/template/print.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = {
  a: 'code',
  flag: 'code',
  items: { list: 'code' },
  empty: { list: 'code' },
  rows: { list: { record: { name: 'code', tags: { list: 'code' } } } },
};
const VALUES = {
  a: '<% a %> "\\\n',
  flag: '',
  items: ['one', '%>', ''],
  empty: [],
  rows: [{ name: 'r1', tags: ['t'] }, { name: 'r2' }],
};

const line = fc.constant(1);
const text = fc
  .array(
    fc.constantFrom(
      '<',
      '%',
      '>',
      '<%',
      '%>',
      '<%%',
      '%%>',
      '-',
      '_',
      '#',
      '=',
      '\n',
      '\r',
      ' ',
      '\\',
      '"',
      "'",
      '`${a}',
      '//',
      '\u2028',
      'é',
      'a }',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), path: fc.constantFrom(['a'], ['flag'], ['empty']) }),
  fc.record({
    kind: fc.constant('includes' as const),
    path: fc.constant(['items']),
    literal: fc.constantFrom('one', 'x//', 'a b;'),
  }),
  fc.record({
    kind: fc.constant('not' as const),
    of: fc.record({ kind: fc.constant('value' as const), path: fc.constant(['flag']) }),
  }),
);

/** `flag && items.includes('one') ? 'x // y' : (…)`, one in the other. */
const EITHER: Operand = {
  kind: 'either',
  condition: { kind: 'not', of: { kind: 'value', path: ['flag'] } },
  yes: { kind: 'literal', text: '? : //' },
  no: {
    kind: 'either',
    condition: { kind: 'includes', path: ['items'], literal: 'one' },
    yes: { kind: 'path', path: ['a'] },
    no: { kind: 'literal', text: '' },
  },
};

const { nodes: anyNodes } = fc.letrec<{ nodes: TemplateNode[]; node: TemplateNode }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4 }).map(joinTexts),
  node: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('text' as const), text, line }),
    fc.record({ kind: fc.constant('comment' as const), text: fc.constantFrom('', 'why', "it's // a", '- x _'), line }),
    fc.record({
      kind: fc.constant('value' as const),
      value: fc.constantFrom(
        { kind: 'path', path: ['a'] } as const,
        {
          kind: 'call',
          helper: 'join',
          argument: { kind: 'call', helper: 'sorted', argument: { kind: 'path', path: ['items'] } },
          separator: '\n//;',
        } as const,
        EITHER,
      ),
      line,
    }),
    fc
      .tuple(
        fc.array(fc.record({ condition, body: tie('nodes'), line }), { minLength: 1, maxLength: 3 }),
        fc.option(fc.record({ body: tie('nodes'), line })),
      )
      .map(
        ([branches, otherwise]): TemplateNode => ({
          kind: 'if',
          branches: otherwise === null ? branches : [...branches, otherwise],
          line: 1,
        }),
      ),
    fc.record({
      kind: fc.constant('for' as const),
      name: fc.constant('x'),
      list: fc.constantFrom({ kind: 'path', path: ['items'] } as const, { kind: 'path', path: ['empty'] } as const),
      body: tie('nodes'),
      line,
    }),
  ),
}));

/** Two texts that touch are one. */
function joinTexts(nodes: TemplateNode[]): TemplateNode[] {
  return nodes.reduce<TemplateNode[]>((joined, node) => {
    const last = joined.at(-1);
    if (node.kind !== 'text' || last?.kind !== 'text') return [...joined, node];
    return [...joined.slice(0, -1), { ...last, text: last.text + node.text }];
  }, []);
}

function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'line' ? undefined : part)));
}

/** What a tree says, read by the plainest of readers: no ejs, no compilation. */
function interpret(nodes: readonly TemplateNode[]): string {
  return nodes.map(interpretNode).join('');
}

function interpretNode(node: TemplateNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'value':
      return interpretValue(node.value);
    case 'if': {
      const branch = node.branches.find(({ condition: test }) => test === undefined || evaluateExpression(test, VALUES));
      return branch === undefined ? '' : interpret(branch.body);
    }
    case 'for':
      return node.list.kind === 'path' && node.list.path[0] === 'items' ? interpret(node.body).repeat(VALUES.items.length) : '';
    case 'comment':
    case 'parts':
      return '';
  }
}

function interpretValue(value: Operand): string {
  switch (value.kind) {
    case 'path':
      return VALUES.a;
    case 'literal':
      return value.text;
    case 'either':
      return interpretValue(evaluateExpression(value.condition, VALUES) ? value.yes : value.no);
    case 'call':
      return [...VALUES.items].sort().join(value.separator);
  }
}

describe('any template', () => {
  it('reads the same after it was printed', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        const parsed = parseTemplate(printTemplate(nodes), 'x');
        expect(parsed.problems).toEqual([]);
        expect(withoutLines(parsed.nodes)).toEqual(withoutLines(nodes));
      }),
      { numRuns: 500 },
    );
  });

  it('means to ejs what it means to us', () => {
    fc.assert(
      fc.property(anyNodes, (nodes) => {
        expect(renderTemplate({ file: 'x', nodes, problems: [] }, { types: TYPES, values: VALUES }, 'x.txt')).toBe(interpret(nodes));
      }),
      { numRuns: 300 },
    );
  });

  it('is read without an exception, and runs only where nothing was found', () => {
    const pieces = fc.constantFrom(
      '<%',
      '<%_',
      '<%-',
      '<%#',
      '<%=',
      '<%%',
      '%>',
      '_%>',
      '-%>',
      '%%>',
      ' if (',
      'a',
      ') {',
      '}',
      ' else ',
      'for (const x of items) {',
      'items',
      '.',
      "'",
      '"',
      '\n',
      'process',
      '(',
      ')',
      'parts',
      ' ',
      'last(x)',
      'join(',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const parsed = parseTemplate(parts.join(''), 'x');
        const problems = checkTemplate(parsed, TYPES, { path: 'x.txt' });
        const run = (): string => renderTemplate(parsed, { types: TYPES, values: VALUES }, 'x.txt');
        if (problems.length === 0) expect(run()).toBeTypeOf('string');
        else if (parsed.problems.length > 0) expect(run).toThrow(expect.objectContaining({ name: 'Refusal' }));
        for (const problem of problems) expect(problem.line).toBeLessThanOrEqual(parts.join('').split('\n').length);
      }),
      { numRuns: 2000 },
    );
  });
});

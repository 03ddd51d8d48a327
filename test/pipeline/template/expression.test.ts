import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expression, evaluateExpression, parseExpression, printExpression } from '../../../generators/pipeline/template/expression.js';

const CONTEXT = { manager: 'uv', tasks: ['docker', 'api'], none: [], empty: '', year: 2026, record: { field: 'x' } };

function holds(text: string): boolean {
  return evaluateExpression(parseExpression(text), CONTEXT);
}

describe('a condition', () => {
  it.each([
    ['manager', true],
    ['!manager', false],
    ['empty', false],
    ['none', false],
    ['tasks', true],
    ['nothing', false],
    ["manager === 'uv'", true],
    ["manager !== 'uv'", false],
    ["year === '2026'", true],
    ["nothing === ''", true],
    ["record.field === 'x'", true],
    ['record.other', false],
    ["tasks.includes('api')", true],
    ["!tasks.includes('api')", false],
    ["nothing.includes('api')", false],
    ["manager.includes('u')", false],
    ["tasks.includes('x') || manager === 'uv' && !empty", true],
    ["(tasks.includes('x') || manager === 'uv') && empty", false],
    ['!!manager', true],
    ['!(manager && empty)', true],
    ["  tasks\n .includes( 'api' ) ", true],
  ])('%j is %j', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it.each([
    '',
    'a &&',
    'a b',
    '(a',
    'a)',
    "a == 'x'",
    'a === b',
    "'x' === a",
    'a === "x"',
    'a.includes(b)',
    'a.indexOf("x")',
    'a()',
    'a[0]',
    'a ? b : c',
    'a; b',
    'a = b',
    'constructor',
    'a.__proto__',
    'a.constructor',
    'process',
    'globalThis.x',
    "require('fs')",
    'true',
    '1',
    'a & b',
    "a === 'x",
    "a === 'x\\'y'",
    'a /* b */',
    '`a`',
    '(('.repeat(3000),
    '!'.repeat(9000),
  ])('%j is refused', (text) => {
    expect(() => parseExpression(text)).toThrow(expect.objectContaining({ name: 'Refusal' }));
  });

  it('does not see what every object has', () => {
    expect(evaluateExpression({ kind: 'value', path: ['toString'] }, CONTEXT)).toBe(false);
    expect(evaluateExpression({ kind: 'value', path: ['__proto__'] }, CONTEXT)).toBe(false);
  });

  it('stands outside of a loop without last()', () => {
    expect(() => holds('last(x)')).toThrow(/outside of a loop/);
  });

  it('reads the same after it was written', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const read = parseExpression(printExpression(expression));
        expect(printExpression(read)).toBe(printExpression(expression));
        expect(evaluateExpression(read, CONTEXT)).toBe(evaluateExpression(expression, CONTEXT));
      }),
    );
  });
});

const path = fc.constantFrom<readonly string[]>(['manager'], ['tasks'], ['empty'], ['record', 'field'], ['unknown']);
const literal = fc.constantFrom('uv', 'api', '', 'a b', 'x"\n<');
const { anyExpression } = fc.letrec<{ anyExpression: Expression }>((tie) => ({
  anyExpression: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant('value' as const), path }),
    fc.record({ kind: fc.constant('compare' as const), path, equal: fc.boolean(), literal }),
    fc.record({ kind: fc.constant('includes' as const), path, literal }),
    fc.record({ kind: fc.constant('not' as const), of: tie('anyExpression') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('anyExpression'),
      right: tie('anyExpression'),
    }),
  ),
}));

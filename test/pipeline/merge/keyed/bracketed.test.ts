import { describe, expect, test } from 'vitest';
import { insertItem, newItem, removeItem } from '../../../../generators/pipeline/merge/keyed/bracketed.js';

/** A list as its places say it: items are words, comments begin with `#`. */
function read(text: string) {
  const span = { from: text.indexOf('['), to: text.lastIndexOf(']') + 1 };
  const comments = Array.from(text.matchAll(/#[^\n]*/g), ({ index, 0: found }) => ({ from: index, to: index + found.length }));
  const isInComment = (at: number) => comments.some(({ from, to }) => from <= at && at < to);
  const words = Array.from(text.matchAll(/\w+/g), ({ index, 0: found }) => ({ from: index, to: index + found.length }));
  return { span, comments, items: words.filter(({ from }) => from > span.from && !isInComment(from)) };
}
const insert = (text: string, index: number, lead = '') =>
  insertItem(text, read(text), index, { text: 'new', lead, indent: undefined }, '\n');
const remove = (text: string, index: number) => removeItem(text, read(text), index, () => true);

describe('an item that comes into a list between brackets', () => {
  test.each([
    ['in one line', 'x = [a, b]', 1, 'x = [a, new, b]'],
    ['at the end of one line', 'x = [a, b]', 2, 'x = [a, b, new]'],
    ['at the end of one line with a comma', 'x = [a, b,]', 2, 'x = [a, b, new,]'],
    ['one a line', '[\n  a,\n  b,\n]', 1, '[\n  a,\n  new,\n  b,\n]'],
    ['at the end, one a line', '[\n  a,\n  b,\n]', 2, '[\n  a,\n  b,\n  new,\n]'],
    ['at the end without a comma, behind a comment', '[\n  a,\n  b # why\n]', 2, '[\n  a,\n  b, # why\n  new\n]'],
    ['above the comment of the next one', '[\n  # of a\n  a,\n]', 0, '[\n  new,\n  # of a\n  a,\n]'],
    ['as the first one', 'x = []', 0, 'x = [new]'],
  ])('%s', (_, text, index, after) => {
    expect(insert(text, index)).toBe(after);
  });
  test('brings its comment where it has a line of its own', () => {
    expect(insert('[\n  a,\n]', 1, '    # of ours\n')).toBe('[\n  a,\n  # of ours\n  new,\n]');
    expect(insert('[a]', 1, '# of ours\n')).toBe('[a, new]');
  });
  test('stands in a line of its own in an empty list where it does so in its own text', () => {
    const source = '[\n    new,\n]';
    const item = newItem(source, { from: 6, to: 9 }, '');
    expect(insertItem('  x = [\n  ]', read('  x = [\n  ]'), 0, item, '\n')).toBe('  x = [\n      new,\n  ]');
    expect(insertItem('[ # theirs\n]', read('[ # theirs\n]'), 0, item, '\n')).toBe('[ # theirs\n    new,\n]');
  });
});

describe('an item that goes from a list between brackets', () => {
  test.each([
    ['from one line', '[a, b, c]', 1, '[a, c]'],
    ['from the end of one line', '[a, b]', 1, '[a]'],
    ['as the only one', '[a]', 0, '[]'],
    ['with its line', '[\n  a,\n  b, # of b\n]', 1, '[\n  a,\n]'],
    ['as the last one without a comma', '[\n  a,\n  b\n]', 1, '[\n  a\n]'],
  ])('%s', (_, text, index, after) => {
    expect(remove(text, index)).toBe(after);
  });
});

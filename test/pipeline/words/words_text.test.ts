import { describe, expect, it } from 'vitest';
import { addWords } from '../../../generators/pipeline/words/words_text.js';

const NEW = {
  declared: [{ slug: 'alerts', said: { reason: 'Made by hand: on Friday' } }],
  aside: [{ code: 'no-file', path: 'a/**', reason: 'Not for us' }],
};

describe('words that are added to the file of a group', () => {
  it('make one that says what it is for, where there is none', () => {
    expect(addWords('', NEW)).toBe(
      [
        '# What we say of this repository, for mlops check: tasks that are done elsewhere, and findings that are set aside.',
        '',
        'declared:',
        '  alerts:',
        '    reason: "Made by hand: on Friday"',
        'aside:',
        '  - code: no-file',
        '    path: a/**',
        '    reason: Not for us',
        '',
      ].join('\n'),
    );
  });

  it('leave what people wrote, with its comments and in its order', () => {
    const text =
      '# ours\naside: # later\n  # the first\n  - code: empty-file\n    reason: x\n\n# outside\ndeclared:\n  b: { reason: y } # hm\n';
    const changed = addWords(text, NEW);
    for (const comment of ['# ours', '# later', '# the first', '# outside', '# hm']) expect(changed).toContain(comment);
    expect(changed.indexOf('aside:')).toBeLessThan(changed.indexOf('declared:'));
    expect(changed).toContain('  b: { reason: y } # hm\n  alerts:\n');
  });

  it('replace what was said of the same task and of the same finding at the same path', () => {
    const again = {
      declared: [{ slug: 'alerts', said: { address: 'https://a.b' } }],
      aside: [{ code: 'no-file', path: 'a/**', reason: 'New' }],
    };
    const changed = addWords(addWords('', NEW), again);
    expect(changed).toContain('  alerts:\n    address: https://a.b\naside:\n  - code: no-file\n    path: a/**\n    reason: New\n');
    expect(addWords(changed, { declared: [], aside: [{ code: 'no-file', reason: 'Elsewhere' }] })).toContain(
      'reason: New\n  - code: no-file\n    reason: Elsewhere\n',
    );
  });

  it('go where a part has nothing in it, or where all is a comment', () => {
    expect(addWords('declared:\naside:\n', NEW)).toContain('declared:\n  alerts:\n');
    expect(addWords('# only this\n', NEW)).toMatch(/^# only this\n\ndeclared:\n/);
  });

  it('keep the line ends of Windows', () => {
    expect(addWords('declared:\r\n  a: { reason: x }\r\n', NEW)).not.toMatch(/(?<!\r)\n/);
  });

  it.each([
    ['- a\n', 'it is no map'],
    ['declared: 3\n', 'declared is no map of tasks'],
    ['aside: {}\n', 'aside is no list'],
    ['declared: [\n', 'Flow sequence'],
  ])('are refused by %s', (text, why) => {
    expect(() => addWords(text, NEW)).toThrow(`Nothing can be added to mlops-check.yaml: ${why}`);
  });
});

import { describe, expect, it } from 'vitest';
import { parseAside, parseDeclaration } from '../../../generators/pipeline/words/parse.js';

const SLUGS = ['cloud-deploy', 'alerts'];
const FILES = new Map([['reports/figures/alert.png', 10]]);

function declared(words: string) {
  return parseDeclaration(words, SLUGS, FILES);
}

describe('--declare', () => {
  it('takes an address, a file of the repository, or else a reason', () => {
    expect(declared('cloud-deploy=https://a.run.app/?x=1')).toEqual({ slug: 'cloud-deploy', said: { address: 'https://a.run.app/?x=1' } });
    expect(declared('alerts=./reports/figures/alert.png')).toEqual({ slug: 'alerts', said: { figure: 'reports/figures/alert.png' } });
    expect(declared(' alerts = Made by hand, on 14 January ')).toEqual({ slug: 'alerts', said: { reason: 'Made by hand, on 14 January' } });
  });

  it.each([
    ['alert=x', 'There is no task of the checklist "alert". Did you mean alerts?'],
    ['pizza=x', 'There is no task of the checklist "pizza". mlops check --full lists all of them.'],
    [
      'alerts',
      '--declare alerts lacks the address, the figure or the reason. Write --declare alerts=<words>, in quotes where there are blanks.',
    ],
    [
      'alerts= ',
      '--declare alerts lacks the address, the figure or the reason. Write --declare alerts=<words>, in quotes where there are blanks.',
    ],
    ['=x', '--declare names no task. Write --declare <task>=<words>.'],
    [`alerts=${'x'.repeat(501)}`, 'The words after --declare have 501 characters. Use at most 500.'],
    ['alerts=a\u001b[2J', 'The words after --declare hold a control character. Take it out.'],
  ])('refuses %s', (words, message) => {
    expect(() => declared(words)).toThrow(message);
  });
});

describe('--aside', () => {
  it('takes a code and a reason, and a path between them', () => {
    expect(parseAside('no-file=Not for us')).toEqual({ code: 'no-file', reason: 'Not for us' });
    expect(parseAside('empty-file:notebooks/**=One: for each = of us')).toEqual({
      code: 'empty-file',
      path: 'notebooks/**',
      reason: 'One: for each = of us',
    });
  });

  it.each([
    ['no-fil=x', 'There is no finding "no-fil". Did you mean no-file?'],
    ['toString=x', 'There is no finding "toString". mlops check --json shows the code of each.'],
    ['no-file', '--aside no-file lacks the reason. Write --aside no-file=<words>, in quotes where there are blanks.'],
    ['no-file:=x', '--aside no-file: names no path. Leave out the colon: --aside no-file=<reason>.'],
    ['=x', '--aside names no code. Write --aside <code>=<words>.'],
  ])('refuses %s', (words, message) => {
    expect(() => parseAside(words)).toThrow(message);
  });
});

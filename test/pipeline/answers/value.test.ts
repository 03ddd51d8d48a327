import { describe, expect, it } from 'vitest';
import type { Value } from '../../../generators/pipeline/answers/value.js';
import { complete, refusalOf } from './given.js';

describe('an answer of a person', () => {
  it.each(['Ærøskøbing 🦆', 'a "quoted" \\ title', "${{ secrets.X }} <%= 1 %> `$(rm)` : # '", 'x'.repeat(300)])('may be %s', (text) => {
    expect(complete({ name: text, description: text, authors: [text], package: 'p' }).values).toMatchObject({
      name: text,
      authors: [text],
    });
  });

  it.each([
    [{ name: 'two\nlines' }, '--name contains a line break'],
    [{ description: 'bell\u0007' }, '--description contains a control character'],
    [{ name: 'half \ud83e' }, 'half a character'],
    [{ authors: ['Ada', 'x\u2028y'] }, '--author contains a line break'],
    [{ name: 'x'.repeat(301) }, 'longer than 300'],
    [{ name: '  ' }, '--name is empty'],
    [{ email: 'not an address' }, '--email is not an e-mail address'],
    [{ email: 'a@b' }, 'name@example.org'],
    [{ repository: 'javascript:alert(1)' }, '--repository is not a URL'],
    [{ repository: 'https://me:secret@github.com/a/b' }, 'without'],
    [{ repository: 'https://x.org/"a' }, 'is not a URL'],
    [{ manager: 'vu' }, 'Use one of uv, pip'],
    [{ python: '3.12; rm' }, '--python cannot be'],
    [{ python: '' }, '--python is empty'],
    [{ package: 'torch' }, '--package=torch_project'],
    [{ package: 'scikit_learn' }, '--package=scikit_learn_project'],
    [{ port: 'a b' }, '--port cannot be'],
    [{ name: ['a', 'b'] }, '--name is a list'],
  ])('is refused for %j', (flags: Record<string, Value>, words) => {
    expect(refusalOf(() => complete(flags))).toContain(words);
  });

  it.each(['https://github.com/a/b', 'http://gitlab.local:8080/a/b.git', 'git@github.com:a/b.git', ''])(
    'may have the address "%s"',
    (repository) => {
      expect(complete({ repository }).values).toMatchObject({ repository });
    },
  );
});

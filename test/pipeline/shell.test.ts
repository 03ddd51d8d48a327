import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellPath, shellWord } from '../../generators/pipeline/shell.js';

const NAMES = [
  'a`id`b',
  '$HOME',
  '$(id)',
  'say "hi"',
  "it's",
  'C:\\x\\demo',
  '-x',
  '--',
  'two\nlines',
  'tab\tand\u001b[31m',
  '~',
  'a;b',
  '!x',
  'ü *',
];

describe('a word of a shell', () => {
  it('is in quotes where a shell would act on it', () => {
    expect(['a-b/c.d', '', "it's $HOME", 'a;b'].map(shellWord)).toEqual(['a-b/c.d', '', "'it'\\''s $HOME'", "'a;b'"]);
  });

  it.each(NAMES)('pasted into a shell is the text itself: %j', (name) => {
    expect(execFileSync('bash', ['-c', `printf '%s.' ${shellWord(name)}`], { encoding: 'utf8' })).toBe(`${name}.`);
    expect(shellWord(name)).not.toContain('\n');
  });
});

describe('a path in a command', () => {
  it.each(NAMES)('is where cd goes, and no option: %j', (name) => {
    const line = `cd "$(mktemp -d)" && mkdir -- ${shellWord(name)} && cd ${shellPath(name, 'linux')} && printf '%s.' "\${PWD#"$OLDPWD"/}" && rmdir "$PWD"`;
    expect(execFileSync('bash', ['-c', line], { encoding: 'utf8' })).toBe(`${name}.`);
  });

  it('on Windows is in double quotes, but for what PowerShell acts on in them', () => {
    const paths = ['..\\demo', 'my demo', 'a`id`b', "it's $HOME"].map((path) => shellPath(path, 'win32'));
    expect(paths).toEqual(['..\\demo', '"my demo"', "'a`id`b'", "'it''s $HOME'"]);
  });
});

import { describe, expect, it } from 'vitest';
import { reasonIn } from '../../../../generators/pipeline/run/after/reason.js';

describe('what a program says when it fails', () => {
  it.each([
    [
      'a file that uv cannot read, without the place that it shows',
      'error: Failed to parse: pyproject.toml\n  cause: TOML parse error at line 139, column 5\n             |\n         139 | x = = 1\n             |     ^\n         extra `=`, expected nothing\n',
      'error: Failed to parse: pyproject.toml: TOML parse error at line 139, column 5: extra `=`, expected nothing',
    ],
    [
      'the same from an older uv',
      'warning: a setting is old\nerror: Failed to parse: `pyproject.toml`\n  Caused by: No `project` table found\n',
      'error: Failed to parse: `pyproject.toml`: No `project` table found',
    ],
    [
      'packages that do not fit together',
      'error: No solution found when resolving dependencies\n  cause: Because x was not found, it cannot be.\n         And because p needs x, neither can p.\n',
      'error: No solution found when resolving dependencies: Because x was not found, it cannot be. And because p needs x, neither can p',
    ],
    [
      'a repository of somebody else',
      "fatal: detected dubious ownership in repository at '/x'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory /x\n",
      "fatal: detected dubious ownership in repository at '/x': To add an exception for this directory, call: git config --global --add safe.directory /x",
    ],
    ['a hook of the person, with its last lines', 'one\ntwo\nthree\nLint failed\nFix a.py\n', 'three: Lint failed: Fix a.py'],
    ['a long story, with its begin and its end', 'error: a\nb\nc\nd\ne\nf\ng\n', 'error: a: b: c: … f: g'],
    ['a hint alone is no reason', 'fatal: no\nhint: yes\n', 'fatal: no'],
    [
      'colours, titles and other signs for a terminal',
      '\x1b[31merror\x1b[0m: \x1b]0;title\x07bad\x07 name \u202e\x9b31m\n',
      'error: bad? name ??31m',
    ],
    ['a progress bar that was written over', 'Resolving 1\rResolving 2\rerror: no\r\n', 'error: no'],
    ['nothing', '', ''],
  ])('is told as one sentence: %s', (_, stderr, reason) => {
    expect(reasonIn(stderr)).toBe(reason);
  });

  it('does not fill the screen', () => {
    expect(reasonIn(`error: ${'x'.repeat(5000)}\n`.repeat(1000)).length).toBeLessThan(1100);
  });
});

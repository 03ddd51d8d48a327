import { expect, test } from 'vitest';
import { COMMANDS } from '../../../generators/pipeline/commands/table.js';
import { printCompletion, SHELLS } from '../../../generators/pipeline/doors/completion.js';
import { PACK } from '../pack/fixture.js';
import { terminal } from '../terminal_stub.js';

function printed(...words: string[]): string {
  let out = '';
  expect(printCompletion(words, PACK, terminal({ out: (text) => void (out += text) }))).toBe(0);
  return out;
}

test.each(SHELLS)('the script for %s knows every command, stage, task and choice', (shell) => {
  const script = printed(shell);
  for (const { name } of COMMANDS) expect(script).toMatch(new RegExp(`\\b${name}\\b`));
  for (const word of ['docker', 'inference', 'week1', 'everything', 'markers', 'with-dependents', 'manager'])
    expect(script).toMatch(new RegExp(`\\b${word}\\b`));
  for (const beginning of ['2026', 'https://', 'npm:']) expect(script).toContain(beginning);
});

test.each([
  [[], /needs the name of a shell\. Run: mlops completion bash\|zsh\|fish/],
  [['bsh'], /not "bsh"\. Did you mean mlops completion bash\?/],
  [['powershell'], /not "powershell"\. Run: mlops completion/],
  [['bash', 'zsh'], /not "bash zsh"/],
])('%j is refused', (words, says) => {
  expect(() => printed(...words)).toThrow(says);
});

import { expect, test } from 'vitest';
import { openProgressLine } from '../../../generators/pipeline/audit/progress_line.js';

function shownOn(stream: { isTTY?: boolean; columns?: number }, env: NodeJS.ProcessEnv = {}): string {
  let text = '';
  const line = openProgressLine({ ...stream, write: (part: string) => (text += part) }, env);
  line.show('Looked at 1 of 2: a');
  line.show('Looked at 2 of 2: b');
  line.clear();
  return text;
}

test('at a terminal it is one line, without colours, that is taken away at the end', () => {
  expect(shownOn({ isTTY: true })).toBe('\r\u001b[KLooked at 1 of 2: a\r\u001b[KLooked at 2 of 2: b\r\u001b[K');
});

test('it never takes two rows', () => {
  expect(shownOn({ isTTY: true, columns: 11 })).toContain('Looked at…\r');
});

test('elsewhere there is none', () => {
  expect([shownOn({}), shownOn({ isTTY: true }, { TERM: 'dumb' })]).toEqual(['', '']);
});

import { repeated } from '../errors.js';
import { fold, printable } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import type { CheckDocument } from './document.js';

/** What a group has set aside: how much it is, or each finding with the reason. */
export function asideLines({ aside }: CheckDocument, full: boolean, terminal: Terminal): string[] {
  if (aside.length === 0) return [];
  if (!full) return ['', ...fold(`${aside.length} set aside: mlops check --full shows ${aside.length === 1 ? 'it' : 'them'}`, terminal)];
  const lines = aside.flatMap(({ sentence, code, reason }) => [
    ...fold(`${printable(sentence)}. (${code})`, terminal, 2),
    ...fold(`You say: ${repeated(reason)}`, terminal, 4),
  ]);
  return ['', paint(terminal, 'bold', 'Set aside'), ...lines];
}

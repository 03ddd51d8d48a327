import { fold, printable } from '../terminal/columns.js';
import type { Terminal } from '../terminal/terminal.js';
import type { ToldFinding } from './document.js';

/** A finding and what mends it; with `full` also its code, by which `mlops why` explains it and people set it aside. */
export function findingLines({ sentence, command, code }: ToldFinding, full: boolean, terminal: Terminal, indent = 2): string[] {
  const mended = command === undefined ? [] : [`${' '.repeat(indent + 2)}${printable(command)}`];
  return [...fold(`${printable(sentence)}.${full ? ` (${code})` : ''}`, terminal, indent), ...mended];
}

import { Interruption, REFUSED, Refusal } from '../errors.js';
import { paint, type Terminal } from './terminal.js';

/**
 * Tells an error in one breath, on standard error; the stack only where `DEBUG=mlops` asks for it.
 *
 * @returns the exit status that belongs to it.
 */
export function tell(error: unknown, terminal: Terminal): number {
  const red = (text: string): string => paint(terminal, 'red', text);
  if (/\bmlops/.test(process.env['DEBUG'] ?? '') && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
  if (error instanceof Interruption) {
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof Refusal) {
    terminal.err(`${red('Error')}: ${error.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`${red('Error')}: ${firstLine(message)}. Nothing was written; DEBUG=mlops shows the stack trace.\n`);
  return REFUSED;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}

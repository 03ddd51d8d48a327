import { Declined, Interruption, REFUSED, Refusal } from '../errors.js';
import { fold } from './columns.js';
import { paint, type Terminal } from './terminal.js';

/** An error as a program reads it. The document that a command prints with `--json` where it fails; its schema is schemas/error.schema.json. */
interface ErrorDocument {
  readonly error: {
    /** `refused`: a bad input, or a state in the way. `interrupted`: by the person. `failed`: something that nobody expected. */
    readonly code: 'refused' | 'interrupted' | 'failed';
    readonly fact: string;
    readonly remedy: string;
  };
  readonly exitCode: number;
}

/**
 * Tells an error in one breath, on standard error; the stack only where `DEBUG=mlops` asks for it.
 *
 * @param json whether it is printed for a program too, as one document on standard output.
 * @returns the exit status that belongs to it.
 */
export function tell(error: unknown, terminal: Terminal, json = false): number {
  if (/\bmlops/.test(process.env['DEBUG'] ?? '') && error instanceof Error) terminal.err(`${error.stack ?? ''}\n`);
  const document = documentOf(error);
  if (error instanceof Interruption || error instanceof Declined) note(error.message, terminal);
  else note(`Error: ${error instanceof Refusal ? error.message : sentences(document)}`, terminal, 'Error');
  if (json) terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
  return document.exitCode;
}

/**
 * Says something beside the result, on standard error.
 *
 * @param mark the first word, where it is one of warning.
 */
export function note(text: string, terminal: Terminal, mark = ''): void {
  const lines = fold(text, terminal).join('\n');
  terminal.err(`${mark === '' ? '' : paint(terminal, 'red', mark)}${lines.slice(mark.length)}\n`);
}

function documentOf(error: unknown): ErrorDocument {
  if (error instanceof Interruption) {
    return { error: { code: 'interrupted', fact: 'Interrupted: nothing was written', remedy: 'Run it again' }, exitCode: error.exitCode };
  }
  if (error instanceof Refusal) {
    return { error: { code: 'refused', fact: error.fact, remedy: error.remedy }, exitCode: error.exitCode };
  }
  const fact = firstLine(error instanceof Error ? error.message : String(error));
  return { error: { code: 'failed', fact, remedy: 'Nothing was written; DEBUG=mlops shows the stack trace' }, exitCode: REFUSED };
}

function sentences({ error: { fact, remedy } }: ErrorDocument): string {
  return `${fact}. ${remedy}.`;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/\.$/, '');
}

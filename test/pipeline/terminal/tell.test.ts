import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Declined, Interruption, Refusal } from '../../../generators/pipeline/errors.js';
import { tell } from '../../../generators/pipeline/terminal/tell.js';
import schema from '../../../schemas/error.schema.json' with { type: 'json' };
import { terminal } from '../terminal_stub.js';

afterEach(() => vi.unstubAllEnvs());

function told(error: unknown, columns = 120): { readonly status: number; readonly said: string } {
  let said = '';
  const status = tell(error, terminal({ columns, err: (text) => void (said += text) }));
  return { status, said };
}

describe('an error', () => {
  it('that refuses is one fact and one remedy, with its own status', () => {
    expect(told(new Refusal('There is no x', 'Take y'))).toEqual({ status: 1, said: 'Error: There is no x. Take y.\n' });
    expect(told(new Refusal('It is in conflict', 'Mend it', 2)).status).toBe(2);
  });

  it('is not what a person chose: a no has its status and no word of an error', () => {
    expect(told(new Declined('Take y'))).toEqual({ status: 1, said: 'You said no, and nothing was written. Take y.\n' });
  });

  it('is one document for a program, whatever it is', () => {
    const printed = (error: unknown): unknown => {
      let out = '';
      tell(error, terminal({ out: (text) => void (out += text), err: () => undefined }), true);
      return JSON.parse(out);
    };
    expect(printed(new Refusal('There is no x', 'Take y'))).toEqual({
      error: { code: 'refused', fact: 'There is no x', remedy: 'Take y' },
      exitCode: 1,
    });
    expect(printed(new Interruption())).toMatchObject({ error: { code: 'interrupted' }, exitCode: 130 });
    expect(printed(new TypeError('x is undefined'))).toMatchObject({ error: { code: 'failed', fact: 'x is undefined' }, exitCode: 1 });
    const isDocument = new Ajv2020({ strict: false }).compile(schema);
    for (const error of [new Refusal('a', 'b'), new Interruption(), 'text']) expect(isDocument(printed(error)), String(error)).toBe(true);
  });

  it('that a person made with Ctrl-C is said as such, with the status of an interruption', () => {
    expect(told(new Interruption())).toEqual({ status: 130, said: 'Interrupted: nothing was written.\n' });
  });

  it('breaks between words at a terminal, and leaves a long path whole', () => {
    const path = `/home/ada/${'very/'.repeat(12)}deep`;
    const { said } = told(new Refusal(`There is no project in ${path}`, 'Make one with `mlops new`, or name its folder with --into'), 40);
    expect(said).toBe(`Error: There is no project in\n${path}.\nMake one with \`mlops new\`, or name its\nfolder with --into.\n`);
  });

  it('that nobody expected is its first line, and where to see more', () => {
    const { status, said } = told(new TypeError('x is undefined.\nsecond line'));
    expect({ status, said }).toEqual({
      status: 1,
      said: 'Error: x is undefined. Nothing was written; DEBUG=mlops shows the stack trace.\n',
    });
    expect(told('thrown as a text').said).toContain('Error: thrown as a text. ');
  });

  it('shows its stack only where DEBUG asks for it', () => {
    vi.stubEnv('DEBUG', 'mlops');
    expect(told(new Refusal('There is no x', 'Take y')).said).toMatch(/\n +at .*\nError: There is no x/s);
  });
});

import { describe, expect, it } from 'vitest';
import { givenAnswer, verifyGiven } from '../../../generators/pipeline/answers/sources.js';
import { PACK, question } from '../pack/fixture.js';
import { complete, refusalOf } from './given.js';

describe('answers that are given', () => {
  it('come from flags before the file, from the file before the record, from the record before the default', () => {
    const file = { path: 'answers.yaml', values: { python: '3.11', manager: 'pip' } };
    const recorded = { python: '3.13', manager: 'uv', description: 'Recorded' };
    expect(complete({ python: '3.10' }, { file, recorded }).values).toMatchObject({
      python: '3.10',
      manager: 'pip',
      description: 'Recorded',
    });
  });

  it('is refused where it came from: a file and a record are named', () => {
    const file = { path: 'answers.yaml', values: { manager: 'conda' } };
    expect(refusalOf(() => complete({}, { file }))).toContain('"manager" in answers.yaml cannot be "conda"');
    expect(refusalOf(() => complete({}, { recorded: { email: 'x' } }))).toContain('The recorded answer "email" (.yo-rc.json)');
    expect(complete({ manager: 'pip' }, { recorded: { manager: 'conda' } }).values['manager']).toBe('pip');
  });

  it('are refused also where their question does not arise, but not where they were only recorded', () => {
    const verify = (sources: object) => () => verifyGiven(PACK, { flags: {}, folder: 'demo', ...sources });
    expect(refusalOf(verify({ flags: { port: 'a b' } }))).toContain('--port cannot be "a b"');
    expect(verify({ recorded: { port: 'a b' } })).not.toThrow();
  });

  it('are taken over from the name that a question had before, and from its own name first', () => {
    const asked = question('licence', { was: ['license', 'terms'] });
    const given = (recorded: object) => givenAnswer(asked, PACK, { flags: {}, folder: 'demo', recorded: { ...recorded } })?.value;
    expect([given({ terms: 'MIT' }), given({ terms: 'MIT', licence: 'none' }), given({ other: 'a' })]).toEqual(['MIT', 'none', undefined]);
  });

  it('are not what every object has', () => {
    expect(givenAnswer(question('constructor'), PACK, { flags: {}, folder: 'demo' })).toBeUndefined();
  });
});

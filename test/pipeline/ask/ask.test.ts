import { describe, expect, it } from 'vitest';
import { answerYes, ask } from '../../../generators/pipeline/ask/ask.js';
import { Interruption } from '../../../generators/pipeline/errors.js';
import type { Asker } from '../../../generators/pipeline/terminal/terminal.js';
import { Person, request } from './person.js';

describe('a person who breaks off', () => {
  it('may do so with Ctrl-C at any question, whichever inquirer told of it', async () => {
    const error = Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });
    await expect(ask(request(new Person({ manager: error })))).rejects.toThrow(Interruption);
    await expect(ask(request(new Person({ manager: new Error('broken') })))).rejects.toThrow('broken');
  });

  it('may do so at a single question too', async () => {
    const error = Object.assign(new Error('Prompt was aborted'), { name: 'AbortPromptError' });
    await expect(answerYes('Go on?', { asker: new Person({ proceed: error }).asker() })).rejects.toThrow(Interruption);
    expect(await answerYes('Go on?', { asker: new Person().asker() })).toBe(true);
  });
});

describe('without a terminal, or with --defaults', () => {
  it('nothing is asked, and the prompts are not loaded', async () => {
    const never = (): Promise<Asker> => Promise.reject(new Error('The prompts were loaded.'));
    const { answers } = await ask(request(new Person(), { interactive: false, asker: never, asked: [] }));
    expect(answers.values).toMatchObject({ name: 'demo', package: 'demo' });
  });

  it('a missing answer is named by its flag', async () => {
    const asking = ask(request(new Person(), { interactive: false, asked: ['service'] }));
    await expect(asking).rejects.toThrow('--gcp-project=');
  });
});

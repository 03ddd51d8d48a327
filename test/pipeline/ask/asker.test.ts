import { TestAdapter } from '@yeoman/adapter/testing';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../generators/pipeline/ask/ask.js';
import { openYeoman } from '../../../generators/pipeline/ask/asker.js';
import type { Prompt } from '../../../generators/pipeline/terminal/terminal.js';
import { PACK } from '../pack/fixture.js';

const NEVER: Prompt = () => Promise.reject(new Error('The generator was asked.'));

describe('under Yeoman', () => {
  it("a test's mocked answers reach every question, the checklist too", async () => {
    const mockedAnswers = { name: 'Mocked', preset: 'pick', tasks: ['inference'], manager: 'pip', proceed: true };
    const adapter = new TestAdapter({ mockedAnswers });
    const { answers } = await ask({
      loaded: { pack: PACK },
      sources: { flags: {}, folder: 'demo' },
      asked: [],
      tasks: 'open',
      interactive: true,
      asker: () => openYeoman(NEVER, adapter),
      look: { columns: 80, color: false },
      say: () => {},
      lastLook: { countFiles: () => new Map(), commandLine: () => '' },
    });
    expect(answers.values).toMatchObject({ name: 'Mocked', package: 'mocked', manager: 'pip', port: '8000' });
    expect(answers.asked).toEqual(['repository', 'training', 'inference']);
  });

  it("an adapter of another make is asked through the generator's own prompt, without the checklist", async () => {
    const asker = await openYeoman((questions) => Promise.resolve({ said: questions.length }), { prompt: () => {} });
    expect(asker.checklist).toBe(false);
    expect(await asker([{ type: 'input', name: 'said', message: 'Hm?' }])).toEqual({ said: 1 });
  });
});

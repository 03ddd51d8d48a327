import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeChecklistPrompt } from '../../../generators/pipeline/ask/checklist_prompt.js';
import { LIST } from './keys.js';

describe('the checklist as a prompt', () => {
  it('takes keys until enter, and gives what is asked for then', async () => {
    const prompt = await makeChecklistPrompt();
    const [input, output] = [new PassThrough(), new PassThrough()];
    let shown = '';
    output.on('data', (text: Buffer) => (shown += text.toString()));
    const asked = prompt({ message: 'Which tasks?', list: LIST, default: ['dockerfiles'] }, { input, output });
    for (const key of ['3', '3', '\t', '\r']) input.write(key);
    expect(await asked).toEqual(['dockerfiles', 'inference']);
    expect(shown).toContain('Which tasks? 3 of 7 on');
    expect(shown).toContain('filter: 33');
    expect(shown).toContain('4: 1 2 12 33');
  });
});

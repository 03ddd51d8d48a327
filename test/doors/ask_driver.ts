/**
 * A program that only asks: the questions of the small course, through inquirer or through Yeoman's adapter. Prints the
 * answers as JSON.
 */

import { writeFileSync } from 'node:fs';
import { createEnv } from 'yeoman-environment';
import { ask } from '../../generators/pipeline/ask/ask.js';
import { openInquirer, openYeoman } from '../../generators/pipeline/ask/asker.js';
import { Interruption, Refusal } from '../../generators/pipeline/errors.js';
import type { Asker, Prompt } from '../../generators/pipeline/terminal/terminal.js';
import { PACK } from '../pipeline/pack/fixture.js';

const [door, result = ''] = process.argv.slice(2);

async function openAsker(): Promise<Asker> {
  if (door === 'inquirer') return openInquirer();
  const { adapter } = createEnv();
  const prompt: Prompt = async (questions) => ({ ...(await Reflect.apply(adapter.prompt, adapter, [questions])) });
  return openYeoman(prompt, door === 'yeoman' ? adapter : undefined);
}

try {
  const { answers } = await ask({
    loaded: { pack: PACK },
    sources: { flags: {}, folder: 'demo' },
    asked: [],
    tasks: 'open',
    interactive: process.stdin.isTTY && process.stdout.isTTY,
    asker: openAsker,
    look: { columns: process.stdout.columns, color: false },
    say: (text) => void process.stdout.write(text),
    lastLook: { countFiles: () => new Map(), commandLine: () => 'mlops new --defaults' },
  });
  writeFileSync(result, JSON.stringify(answers));
} catch (error) {
  if (!(error instanceof Refusal || error instanceof Interruption)) throw error;
  process.stdout.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}

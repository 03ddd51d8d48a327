import { expect, test } from 'vitest';
import { Scratch } from './scratch.js';

/** A record in which two branches gave two descriptions. */
async function disputed(): Promise<Scratch> {
  const scratch = new Scratch();
  await scratch.new('minimal', { description: 'Ours' });
  const [before = '', after = ''] = scratch.read('.yo-rc.json').split('        "value": "Ours"\n');
  const side = (text: string): string => `        "value": "${text}"\n`;
  scratch.write('.yo-rc.json', `${before}<<<<<<< HEAD\n${side('Ours')}=======\n${side('Theirs')}>>>>>>> feature\n${after}`);
  return scratch;
}

test('two answers to one question are named with their branches and the flags that decide', async () => {
  const scratch = await disputed();
  const { refusal } = await scratch.run('add', ['docker']);
  expect(refusal).toContain('its sides contradict each other about "description" (Ours in HEAD, Theirs in feature)');
  expect(refusal).toContain('Say which one to use: --description=Ours or --description=Theirs');
});

test('a flag decides, and the markers go with the next writing', async () => {
  const scratch = await disputed();
  await scratch.result('add', ['docker'], { description: 'Theirs' });
  expect(scratch.read('.yo-rc.json')).not.toContain('<<<<<<<');
  expect((await scratch.run('info')).out).toMatch(/description +Theirs\n/);
});

import { describe, expect, it } from 'vitest';
import { changeIn, written } from '../trees.js';

const table = '| file | role |\n|---|---|\n| `loop.py` | epochs |\n| `model.py` | layers |\n';
const padded = '| file       | role   |\n| ---------- | ------ |\n| `loop.py`  | epochs |\n| `model.py` | layers |\n';
const ours = table.replace('| `loop.py` | epochs |', '| `lightning_loop.py` | epochs |');

async function merged(base: string, yours: string, next: string) {
  const { outcome, writes } = await changeIn({ base: { 'page.md': base }, yours: { 'page.md': yours }, next: { 'page.md': next } });
  return { outcome, text: written(writes, 'page.md') };
}

describe('a table whose columns a formatter has padded', () => {
  it('takes the row that we change, and stays as it is otherwise', async () => {
    expect(await merged(table, padded, ours)).toMatchObject({
      outcome: 'merged',
      text: padded.replace('| `loop.py`  | epochs |', '| `lightning_loop.py` | epochs |'),
    });
  });

  it('keeps the row that the person wrote beside ours', async () => {
    const theirs = `${padded}| ours       | songs  |\n`;
    const { outcome, text } = await merged(table, theirs, ours);
    expect(outcome).toBe('merged');
    expect(text).toContain('| ours       | songs  |\n');
    expect(text).toContain('| `lightning_loop.py` | epochs |\n');
  });

  it('is in conflict where both changed one row', async () => {
    expect(await merged(table, padded.replace('epochs', 'batches'), ours)).toMatchObject({ outcome: 'conflict' });
  });

  it('is no table in a block of code', async () => {
    const code = (text: string): string => `\`\`\`\n${text}\`\`\`\n`;
    expect(await merged(code(table), code(padded), code(ours))).toMatchObject({ outcome: 'conflict' });
  });
});

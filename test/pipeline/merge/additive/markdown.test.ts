import { describe, expect, test } from 'vitest';
import { merged } from '../merged.js';

describe('pages', () => {
  const base = '# Title\n\nText.\n';
  test('two sections at the end both come in', async () => {
    const { text, rule } = await merged('markdown', base, `${base}\n## Mine\n\nA.\n`, `${base}\n## Ours\n\nB.\n`);
    expect({ text, rule }).toEqual({ text: `${base}\n## Mine\n\nA.\n\n## Ours\n\nB.\n`, rule: 12 });
  });
  test('a section of both stands once, as the person wrote it', async () => {
    const { text } = await merged('markdown', base, `${base}\n## API\n\nMine.\n`, `${base}\n## API\n\nOurs.\n\n## Docs\n\nB.\n`);
    expect(text).toBe(`${base}\n## API\n\nMine.\n\n## Docs\n\nB.\n`);
  });
  test('two entries of an index both come in', async () => {
    const list = '# Docs\n\n- [Train](train.md)\n';
    const { text } = await merged('markdown', list, `${list}- [Mine](mine.md)\n`, `${list}- [Ours](ours.md)\n`);
    expect(text).toBe(`${list}- [Mine](mine.md)\n- [Ours](ours.md)\n`);
  });
  test('a sentence of ours stays in its section, before a section of theirs', async () => {
    const { text } = await merged('markdown', base, `${base}\n## Mine\n\nA.\n`, `${base}\nMore.\n\n## Ours\n\nB.\n`);
    expect(text).toBe(`${base}\nMore.\n\n## Mine\n\nA.\n\n## Ours\n\nB.\n`);
  });
  test('lines of a block of code have an order', async () => {
    const code = (lines: string) => `# Title\n\n\`\`\`bash\nls\n${lines}\`\`\`\n`;
    expect(await merged('markdown', code(''), code('# mine\n'), code('cd ours\n'))).toMatchObject({ outcome: 'conflict' });
  });
  test('two sentences at one place are a conflict', async () => {
    expect(await merged('markdown', base, `${base}Mine.\n`, `${base}Ours.\n`)).toMatchObject({ outcome: 'conflict' });
  });
});

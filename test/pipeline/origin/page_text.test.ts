import { expect, test } from 'vitest';
import { pageText } from '../../../generators/pipeline/origin/page_text.js';
import { terminal } from '../terminal_stub.js';

const PAGE = `# a-code

Some **bold** words with a [link](https://example.org) and
a second line of the paragraph, which goes on for a while.

## Example

- An item that is so long that it does not fit in sixty columns.
- Another one.

    def example():
        pass
`;

test('a page fits the terminal, and its example stays as it is', () => {
  expect(pageText(PAGE, terminal())).toBe(`a-code

Some bold words with a link (https://example.org) and a
second line of the paragraph, which goes on for a while.

Example

- An item that is so long that it does not fit in sixty
  columns.
- Another one.

    def example():
        pass
`);
});

test('headings have a style only where colours are wanted', () => {
  expect(pageText(PAGE, terminal({ color: true }))).toContain('\u001b[1mExample\u001b[22m');
});

test('what stands in code stays as it is to be typed, and another page is called by its name', () => {
  const page = 'Write `**Install**` or `![a](b.png)`: see [a-code](a-code.md).\n';
  expect(pageText(page, terminal())).toBe('Write `**Install**` or `![a](b.png)`: see a-code.\n');
});

import { printable, wrap } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

/** A page in Markdown for a terminal: headings stand out, paragraphs fit, examples stay as they are. */
export function pageText(page: string, terminal: Terminal): string {
  const blocks = page.trim().split(/\n{2,}/);
  return `${blocks.map((block) => blockLines(block, terminal).join('\n')).join('\n\n')}\n`;
}

function blockLines(block: string, terminal: Terminal): string[] {
  const columns = Math.max(terminal.columns, 20);
  const [, heading] = /^#+ (.*)$/.exec(block) ?? [];
  if (heading !== undefined) return [paint(terminal, 'bold', plain(heading))];
  if (block.startsWith('```'))
    return block
      .split('\n')
      .filter((line) => !line.startsWith('```'))
      .map((line) => `    ${printable(line)}`.trimEnd());
  if (block.startsWith('    ')) return block.split('\n').map(printable);
  if (!block.startsWith('- ')) return [...wrap(plain(block), columns)];
  const items = block.slice(2).split(/\n- /);
  return items.flatMap((item) => wrap(plain(`- ${item}`), columns, '  '));
}

/** Text without the signs of Markdown, but in code; an address stands behind what links to it. */
function plain(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  return printable(parts.map((part) => (part.startsWith('`') ? part : unmarked(part))).join(''));
}

function unmarked(text: string): string {
  const linked = text.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, (_, words: string, target: string) =>
    // Another page is called by its name.
    target === `${words}.md` ? words : `${words} (${target})`,
  );
  return linked.replaceAll(/\*\*([^*]*)\*\*/g, '$1');
}

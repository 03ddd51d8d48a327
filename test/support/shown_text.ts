import { marked } from 'marked';

/** What a page of Markdown shows: its text without tags. The source of a tag, were there one, is not shown. */
export function shownText(markdown: string): string {
  const html = marked.parse(markdown, { async: false });
  return html
    .replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, '')
    .replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, named = '') => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return Number.isNaN(code) ? (ENTITIES[String(named)] ?? `&${String(named)};`) : String.fromCodePoint(code);
    });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

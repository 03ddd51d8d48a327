/** The words of a Markdown text as a page shows them: neither comments, nor tags, nor addresses, nor what only marks structure. */
export function wordsShown(text: string): number {
  const shown = text
    .replaceAll(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm, ' ')
    .replaceAll(/<\/?[A-Za-z][^<>]*>/g, ' ')
    .replaceAll(/!\[[^[\]]*\]\([^()\n]*\)/g, ' ')
    .replaceAll(/\]\([^()\n]*\)/g, ' ')
    .replaceAll(/^[ \t]*(?:`{3,}|~{3,})[^\n]*$/gm, ' ')
    .replaceAll('|', ' ');
  return shown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word) || /^[^#*+\-_=>:`[\]]+$/.test(word)).length;
}

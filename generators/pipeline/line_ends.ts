/** Whether every line of a text ends as on Windows. */
export function isAllCrlf(text: string): boolean {
  return text.includes('\n') && !/(?<!\r)\n/.test(text);
}

/** The text with the line ends of Windows. */
export function withCrlf(text: string): string {
  return text.replace(/(?<!\r)\n/g, '\r\n');
}

/** Whether a text has lines, and none of them ends as on Windows. */
export function isAllLf(text: string): boolean {
  return text.includes('\n') && !text.includes('\r\n');
}

/** The text with line feeds only. */
export function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

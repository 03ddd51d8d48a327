/** Whether a text has only the printed signs of ASCII: for these V8 has smaller expressions, which it compiles at once. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Half a character, which no file can hold, becomes a sign for it. */
export function wholeCharacters(text: string): string {
  return isPlain(text) ? text : text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A text without line ends and other controls, and without blanks around it. */
export function oneLine(text: string): string {
  return (isPlain(text) ? text : text.replace(/[\p{Surrogate}\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')).trim();
}

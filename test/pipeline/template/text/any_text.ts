import fc from 'fast-check';

/** What a person can type, and what a person cannot. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u007f',
        '\u0085',
        '\u2028',
        '\ufeff',
        '#',
        ': ',
        '${x}',
        '{{',
        '"""',
        "'''",
        '\\N{BULLET}',
        '🙂',
        'é',
        ' ',
        '-',
        '<!--',
      ),
    )
    .map((parts) => parts.join('')),
);

/** What a file can hold of a text. */
export function wholeOf(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

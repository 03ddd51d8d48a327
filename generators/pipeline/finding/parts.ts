/** A number of things, in words: one of them is no plural. */
export function count(found: string, what: string): string {
  return `${found} ${what}${found === '1' ? '' : 's'}`;
}

/** At least and at most, in words: once where they are the same. */
export function boundsIn(least: string, most: string): string {
  return least === most ? least : `${least} to ${most}`;
}

/** What a sentence is made of. */
export interface Parts {
  /** The file, with its line where there is one. */
  readonly place: string;
  /** One of the values of a finding, as it may be shown. */
  readonly value: (name: string) => string;
}

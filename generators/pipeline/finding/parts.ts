/** What a sentence is made of. */
export interface Parts {
  /** The file, with its line where there is one. */
  readonly place: string;
  /** One of the values of a finding, as it may be shown. */
  readonly value: (name: string) => string;
}

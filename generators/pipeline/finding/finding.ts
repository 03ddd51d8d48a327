import type { CODES } from './codes.js';

/** What kind of thing was found: the name of its page in docs/findings. */
export type FindingCode = keyof typeof CODES;

/** `error`: something does not work or is not done. `warning`: it probably is not as meant. `note`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that was found in a repository, as a value: sentences are made of it in one place, by {@link CODES}. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly path?: string;
  readonly line?: number;
  /** What the sentence names besides. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The command that mends it. */
  readonly command?: string;
}

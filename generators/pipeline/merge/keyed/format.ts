import type { Data } from './data.js';
import type { ListKeys, ListRules } from './list_keys.js';
import type { Edit } from './meet.js';
import type { IsOurs } from './spans.js';

/** What is known while edits go into a text. */
export interface Editing {
  /** What we render now: what is new is copied from it. */
  readonly next: string;
  readonly keys: ListKeys;
  readonly isOurs: IsOurs;
  /** Whether we write a comment that we did not write before. */
  readonly isNew: IsOurs;
  readonly newline: string;
}

/** A format in which everything has a key: it can be read, and changed in one place without a change anywhere else. */
export interface KeyedFormat {
  readonly rules: ListRules;
  /** What a text says; nothing where it cannot be parsed, or names something twice. */
  read(text: string): Data | undefined;
  /** All comments of a text that can be read, those behind an entry too. */
  comments(text: string): readonly string[];
  /** A text of ours with the spelling of the person, where two spellings are one name to the tool that reads it. */
  adopt?(text: string, yours: string): string;
  /** How many entries of a text stand in it again, word for word, where that is no mistake. */
  repeats?(text: string): number;
  /** Carries out one edit; nothing where it is not certain how. The result is read again and compared. */
  apply(text: string, edit: Edit, editing: Editing): string | undefined;
}

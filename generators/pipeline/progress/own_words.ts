/** What people say of a task that is done outside the repository: one of these. */
export interface Declaration {
  readonly address?: string;
  readonly figure?: string;
  readonly reason?: string;
}

/** A finding that the group has looked at and sets aside. */
export interface SetAside {
  readonly code: string;
  /** A path or a pattern; without it everywhere. */
  readonly path?: string;
  readonly reason: string;
}

/** What a group has written down about its own repository. */
export interface OwnWords {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly aside: readonly SetAside[];
}

export const NO_WORDS: OwnWords = { declared: new Map(), aside: [] };

/** The forms that a declaration can have: in the file each is a key. */
export const DECLARATIONS: readonly (keyof Declaration)[] = ['address', 'figure', 'reason'];

/** Longer texts are cut off: they are shown in a table. */
export const LONGEST_TEXT = 500;

/** Whether a text is an address that others can open. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** What people say, as the check shows it: as theirs. */
export function saidIn({ address, figure, reason }: Declaration): string {
  return `you say: ${address ?? figure ?? reason ?? ''}`;
}

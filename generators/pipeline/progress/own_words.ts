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

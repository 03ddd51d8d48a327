import type { Finding } from '../finding/finding.js';
import type { Sign } from '../pack/pack.js';
import type { Repository } from '../repository/repository.js';

/** Where something was found: the first of the places is shown. */
export interface Place {
  readonly path: string;
  readonly line?: number;
}

/** What was found for a sign: where it is and what it is, or why it is not there. */
export type Sighting = Seen | Unseen;

export interface Seen {
  readonly seen: true;
  /** At least one, unless it is nothing that stands in a file. */
  readonly places: readonly Place[];
  /** What is there, in a few words: `imports fastapi`. */
  readonly what: string;
}

export interface Unseen {
  readonly seen: false;
  readonly findings: readonly Finding[];
}

/** How one kind of sign is looked for. */
export type Look = (sign: Sign, repository: Repository) => Sighting | Promise<Sighting>;

/** What is not there, before it is known what that comes to. */
export type Lack = Omit<Finding, 'severity'>;

export function seen(places: readonly Place[], what: string): Seen {
  return { seen: true, places, what };
}

export function unseen(...findings: readonly Lack[]): Unseen {
  return { seen: false, findings: findings.map((finding) => ({ ...finding, severity: 'error' })) };
}

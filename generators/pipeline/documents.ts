import type { Answers } from './answers/answers.js';
import type { Outcome } from './change.js';
import type { OnConflict } from './options.js';
import type { PackNews } from './pack/library/news.js';

// What a run says as a document: the result that `--json` prints, and the plan that `--save` writes.

/** One path of a saved plan: the digests of what stands there and of what shall; nothing where no file does. */
export interface SavedChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * A plan as a file, to be reviewed and carried out later. It holds what was decided and what that comes to, never the bytes to
 * write: these are rendered and merged again, and must come to the same. Its schema is schemas/plan.schema.json.
 */
export interface SavedPlan {
  readonly plan: 1;
  readonly version: string;
  readonly command: string;
  readonly stage?: string;
  /** Where no project was: the folder, as it was given. */
  readonly folder?: string;
  readonly what: readonly string[];
  readonly answers: Answers;
  readonly onConflict: Exclude<OnConflict, 'stop'>;
  readonly redo: boolean;
  /** The command that an undo takes back, where it was named. */
  readonly undoes?: string;
  readonly changes: readonly SavedChange[];
  /** The pack that it renders with, where the project does not carry it: base64. */
  readonly pack?: string;
  /** Where that one came from, where that is to be recorded. */
  readonly source?: string;
  /** Of all the rest, by which a plan that was edited is known. */
  readonly digest: string;
}

/** Something that is left to the person: what went wrong after the writing, or does not fit together any more. */
export interface Warning {
  readonly fact: string;
  /** Where one command mends it. */
  readonly command?: string;
  /** Whether a file was written that cannot work before a person mends something: the run is not done. */
  readonly incomplete?: true;
}

/** A command to run next, and what it is for. */
export interface NextStep {
  readonly command: string;
  readonly note: string;
}

/** A task that a run turned on or off. */
export interface TurnedTask {
  readonly slug: string;
  /** The task that needs it, where nobody asked for it. */
  readonly because?: string;
}

/** A task of a stage that was added, and that stays off because something that it needs is off. */
export interface LeftOutTask {
  readonly slug: string;
  readonly id?: number;
  readonly needs: readonly string[];
}

/** What a run did, or with `planned` would do. The document that `--json` prints; its schema is schemas/result.schema.json. */
export interface Result {
  readonly command: string;
  readonly folder: string;
  readonly planned: boolean;
  readonly pack: { readonly id: string; readonly title: string; readonly revision: number };
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
  /** Whether other answers or tasks are recorded than before, or another pack is carried. */
  readonly recorded: boolean;
  /** Whether branches were merged since: then what only they together bring is written too. */
  readonly completes: boolean;
  /** With `--plan`, each with its diff. */
  readonly changes: readonly { path: string; outcome: Outcome; from?: string; note?: string; diff?: string }[];
  readonly tasks: {
    readonly on: readonly string[];
    readonly added: readonly TurnedTask[];
    readonly removed: readonly string[];
    readonly leftOut?: readonly LeftOutTask[];
  };
  /** The command that an undo took back or brought back. */
  readonly turned?: string;
  /** What is different in the pack that an upgrade moved to. */
  readonly news?: PackNews;
  readonly warnings: readonly Warning[];
  readonly next: readonly NextStep[];
  readonly exitCode: number;
}

/** The command did all it was asked. */
export const DONE = 0;
/** Refused or failed; nothing in the project was written. */
export const REFUSED = 1;
/** Done, with conflicts left in the files that were named, or with files that miss something. */
export const CONFLICTS = 2;
/** `check --strict` found that something is missing. */
export const INCOMPLETE = 3;
/** Interrupted (Ctrl-C) before the writing began. */
const INTERRUPTED = 130;

/**
 * A bad input or a state in the way: one fact and one remedy, told in one breath, never with a stack trace.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param fact what is wrong, as a sentence without a final period.
   * @param remedy what the person can do about it, as a sentence without a final period, or a question.
   * @param exitCode the process's exit status, {@link REFUSED} unless said otherwise.
   */
  constructor(
    readonly fact: string,
    readonly remedy: string,
    readonly exitCode: number = REFUSED,
  ) {
    super(`${fact}. ${remedy}${remedy.endsWith('?') ? '' : '.'}`);
  }
}

/** The person was asked and said no: that is a choice, and no error. */
export class Declined extends Refusal {
  constructor(remedy: string) {
    super('You said no, and nothing was written', remedy);
  }
}

/** The pack of the run does not have what was named; another revision of it may. */
export class Lacking extends Refusal {
  /** @param what the name of a stage or the slug of a task, in lower case. */
  constructor(
    readonly what: string,
    fact: string,
    remedy: string,
  ) {
    super(fact, remedy);
  }
}

/** The person renamed the package: an answer follows, and then everything that names it does. */
export class PackageRenamed extends Refusal {
  constructor(
    from: string,
    to: string,
    /** The name that it has now. */
    readonly packageName: string,
  ) {
    super(
      `You moved the package from ${from} to ${to}, and the generator still calls it by the old name`,
      `Rename it here too: mlops new --package ${packageName}. Then run this command again`,
    );
  }
}

/** As many letters of a text as a sentence can hold. */
const REPEATED = 80;

/** A text of a person for a sentence: one line of it, with a `?` for what a terminal would act on, and not endless. */
export function repeated(text: string, most: number = REPEATED): string {
  const clean = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

/** As many names as a sentence can hold; of more, how many they are. */
const NAMED = 5;

/** A list of files for a sentence. */
export function listPaths(paths: readonly string[]): string {
  const rest = paths.length - NAMED;
  return paths.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** The person ended the run at a question, with Ctrl-C unless a message says otherwise: nothing was written. */
export class Interruption extends Error {
  override readonly name = 'Interruption';

  constructor(
    readonly exitCode: number = INTERRUPTED,
    message = 'Interrupted: nothing was written.',
  ) {
    super(message);
  }
}

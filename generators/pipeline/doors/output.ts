import { REFUSED } from '../errors.js';

/** What becomes of a run whose standard output cannot be written. */
export interface Output {
  /** From here on the exit status tells what the run did to the project. */
  readonly mayWrite: () => void;
}

/**
 * `mlops … | head`: when the reader has seen enough, there is nothing left to say. Where standard output cannot be written for another
 * reason, as on a full disk, a run that only prints has failed; of one that writes, the exit status tells what it did.
 */
export function watchOutput(): Output {
  let writes = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    const fact = `cannot be written to standard output (${error.code ?? error.message}).`;
    if (!writes) process.once('exit', () => (process.exitCode = REFUSED));
    process.stderr.write(
      writes
        ? `The result ${fact} The exit status tells what the command did: 0 all of it, 1 nothing was written, 2 there are conflicts.\n`
        : `Error: The result ${fact} Free some space there, or send it elsewhere.\n`,
    );
  });
  return { mayWrite: () => void (writes = true) };
}

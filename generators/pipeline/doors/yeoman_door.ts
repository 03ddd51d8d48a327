import Generator, { type BaseFeatures, type BaseOptions } from 'yeoman-generator';
import { newestPack } from '../pack/library/shipped.js';
import { carryOut, decide, finish, show } from '../run/execute.js';
import { changes, type Prepared, type Written } from '../states.js';
import { tell } from '../terminal/tell.js';
import { processTerminal, type Terminal } from '../terminal/terminal.js';
import { asksForJson, type Words } from './arguments.js';
import { helpText } from './help.js';
import { subjectOf } from './members.js';
import { readRequest } from './request.js';
import { typedOptions, underYeoman, wordsOf } from './yeoman_words.js';

/** What yo's own parser made of the command line. */
type YeomanOptions = BaseOptions & Record<string, unknown>;

/**
 * A door for Yeoman: the run of the binary, its steps laid into Yeoman's loop. The writing is the environment's commit step, so that
 * nothing is written where Yeoman writes nothing.
 */
abstract class Door extends Generator<YeomanOptions> {
  /** The command's name, as the binary has it: `new`, `add`, or a stage. */
  protected abstract readonly command: string;
  readonly #words: Words;
  #prepared: Prepared | undefined;
  #written: Written | undefined;

  constructor(args: string[], options: YeomanOptions, features?: BaseFeatures) {
    super(args, options, { ...features, inheritTasks: true, customInstallTask: true });
    this.#words = { ...wordsOf(args, options, process.argv), typed: typedOptions(process.argv) };
    this.setFeatures({ customCommitTask: () => this.#step(async () => this.#write()) });
  }

  /**
   * Yeoman looks into the record for settings of its own, and gives up in its own words where the file is damaged or in
   * conflict. There are none: it gets a file that is not there, and what is wrong is told as by the binary.
   */
  override _getStorage(): ReturnType<Generator['createStorage']> {
    return this.createStorage('.mlops/yeoman.json');
  }

  override help(): string {
    const about = subjectOf(this.command, this.#words.positionals);
    return underYeoman(helpText(newestPack().pack, about, this.#terminal().columns));
  }

  /** Answers, plan, render and merge: all that happens before a byte is written. */
  async prompting(): Promise<void> {
    await this.#step(async () => {
      const terminal = this.#terminal();
      const { command, ...run } = await readRequest(this.command, this.#words, process.cwd(), terminal);
      if (changes(command)) this.#prepared = await decide({ ...run, command }, terminal);
      else process.exitCode = await command.read(run.request, run.workspace, terminal);
    });
  }

  /** What follows the writing: lock file, git, and the words about it. */
  async end(): Promise<void> {
    await this.#step(async () => {
      if (this.#prepared === undefined) return;
      process.exitCode =
        this.#written === undefined
          ? await show(this.#prepared, this.#terminal())
          : await finish(this.#prepared, this.#written, this.#terminal());
    });
  }

  async #write(): Promise<void> {
    if (this.#prepared === undefined || this.#prepared.request.options.plan) return;
    this.#written = await carryOut(this.#prepared, this.#terminal());
  }

  /** Runs a step; an error is told in one breath and ends the run, without Yeoman's own words around it. */
  async #step(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#prepared = undefined;
      process.exitCode = tell(error, this.#terminal(), asksForJson(process.argv));
      this.cancelCancellableTasks();
    }
  }

  #terminal(): Terminal {
    return processTerminal(async () => {
      const { openYeoman } = await import('../ask/asker.js');
      return openYeoman(async (questions) => ({ ...(await Reflect.apply(this.prompt, this, [questions])) }), this.env.adapter);
    });
  }
}

/**
 * Makes the generator of a command or a stage: all that a door's `index.ts` holds.
 *
 * @param command the command's name, as the binary has it: `new`, `add`, or a stage.
 */
export function doorTo(command: string): new (args: string[], options: YeomanOptions, features?: BaseFeatures) => Generator {
  return class extends Door {
    protected override readonly command = command;
  };
}

import type { AnswersFile } from './answers/file.js';
import type { Merged, Write } from './change.js';
import type { Receipt } from './commit/commit.js';
import type { HeldSignals } from './commit/signals.js';
import type { SavedPlan, Warning } from './documents.js';
import type { OptionName, Options } from './options.js';
import type { LoadedPack } from './pack/library/shipped.js';
import type { Plan } from './plan/plan.js';
import type { FoundStep } from './project/history.js';
import type { Project } from './project/project.js';
import type { Terminal } from './terminal/terminal.js';
import type { Tree } from './tree.js';

/**
 * The values of a run, in the order in which they come about:
 *
 *     words ─ doors/request ─▶ Located { command, Request, Workspace }
 *           ─ command.decide ─▶ Prepared   everything is decided, nothing is written
 *           ─ run/resolve_conflicts ─▶ Merged   each conflict has its way out
 *           ─ commit ─▶ Written   all or nothing
 *           ─ run/after, run/result ─▶ Result       what is told, to a person or as JSON
 *
 * A command that only reads goes from Located to its own words, and never comes near the commit.
 */

/** One run of a command, however it was called. */
export interface Request {
  /** The name of the command; of a stage's own door, `add`. */
  readonly command: string;
  /** For `add` and `remove`: the selectors that were named. */
  readonly what: readonly string[];
  /** Set where the command was a stage's own door: the stage, named in `what` too. */
  readonly stage?: string;
  readonly cwd: string;
  /** The folder as it was given; without it a command looks upwards for a project. */
  readonly folder?: string;
  readonly options: Options;
  /** What `--answers` named, read but not yet held against a pack. */
  readonly file?: AnswersFile;
  /** What `--apply` named, read: the run is this plan again. */
  readonly saved?: SavedPlan;
  /** Answers given by flags, by question name. */
  readonly flags: Readonly<Record<string, string | readonly string[]>>;
}

/** Where a command works: the folder, the project that stands there, and the pack that renders it. */
export interface Workspace {
  readonly root: string;
  readonly project: Project | undefined;
  /** The pack that the project was rendered with; absent for a new project. */
  readonly carried: LoadedPack | undefined;
  /** The pack that this run renders with. */
  readonly loaded: LoadedPack;
  /** The recorded state and the carried pack as they stood before anything was read from them: a commit that finds others is refused. */
  readonly recorded: Tree;
}

/** What is known of a command before it runs. */
interface CommandEntry {
  readonly name: string;
  /** How it is called, after the program's name. */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  /**
   * What stands after its name: a folder; stages and tasks, or something in the project, and then its folder comes from `--into`
   * alone; paths of its own, and then it works on no project; or, of a family, the name of one of its commands.
   */
  readonly words: 'folder' | 'selectors' | 'inside' | 'places' | 'command';
  /** What each of its paths is, as a sentence calls it, where {@link words} are places, or something in the project. */
  readonly places?: readonly string[];
  /** Whether more paths may follow, of the kind of the last. */
  readonly more?: boolean;
  /** The options that it takes besides those of every command. */
  readonly options: readonly OptionName[];
  /** What an option is to this command, where that is less than what it is to all. */
  readonly about?: Readonly<Partial<Record<OptionName, string>>>;
  /** What each exit status says, where that is not the same as for a command that changes a project. */
  readonly exitCodes?: readonly (readonly [status: string, meaning: string])[];
}

/** A command that changes a project: all of them go one way, and differ in how they decide. */
export interface ChangingCommand extends CommandEntry {
  /** Whether it makes a project where there is none. */
  readonly begins?: boolean;
  /** Whether it moves the project to another pack. */
  readonly movesPack?: boolean;
  /** Whether answers may be given by flags. */
  readonly takesAnswers: boolean;
  /** The stage whose own command it is. */
  readonly stage?: string;
  /** All that happens before a byte is written. */
  decide(request: Request, workspace: Workspace, terminal: Terminal): Promise<Prepared>;
}

/** A command that reads projects: it never repairs, never asks, and writes in one only what a person tells it to write down. */
export interface ReadingCommand extends CommandEntry {
  /** Whether it looks at any folder, a project or not, and finds out itself what stands there. */
  readonly anywhere?: boolean;
  /** Whether it makes the new file or folder that its places name. */
  readonly writes?: boolean;
  /** Reads and tells; gives the exit status. */
  read(request: Request, workspace: Workspace, terminal: Terminal): Promise<number>;
}

export type Command = ChangingCommand | ReadingCommand;

/** A command that is several: the word after its name says which. The name of each is both words (`pack new`). */
export interface CommandFamily extends CommandEntry {
  readonly members: readonly ReadingCommand[];
}

/** Whether a command changes projects. */
export function changes(command: Command | CommandFamily): command is ChangingCommand {
  return 'decide' in command;
}

/** Whether a command is several. */
export function isFamily(command: Command | CommandFamily): command is CommandFamily {
  return 'members' in command;
}

/** A run, and where it works. */
export interface Located<C extends Command = Command> {
  readonly command: C;
  readonly request: Request;
  readonly workspace: Workspace;
}

/** What a project is rendered from: the plan, and the pack as it is carried. */
export interface Rendition {
  readonly plan: Plan;
  readonly loaded: LoadedPack;
}

/** A run up to its last step: everything is decided, nothing is written. */
export interface Prepared extends Workspace {
  readonly request: Request;
  /** What the project was rendered from before this run; absent for a new project. */
  readonly before: Rendition | undefined;
  /** What it is rendered from afterwards; absent where the run takes back the making of the project. */
  readonly after: Rendition | undefined;
  readonly merged: Merged;
  /** The writes of what is recorded: the answers, the pack, what was rendered together. */
  readonly records: readonly Write[];
  /** Branches were merged since the last command: what only their combination brings is written too. */
  readonly completes: boolean;
  /** The step of the history that an undo turns round. */
  readonly turned?: FoundStep;
}

/** What was written, after conflicts were resolved. */
export interface Written {
  readonly merged: Merged;
  readonly receipt: Receipt | undefined;
  readonly paths: readonly string[];
  /** What the run leaves loose. */
  readonly warnings: readonly Warning[];
  /** Held since the writing began: an exit status of 130 means that nothing was written. */
  readonly signals: HeldSignals;
}

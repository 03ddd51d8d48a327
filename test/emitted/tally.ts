import { type Heard, listen } from './heard.js';
import { Lanes } from './lanes.js';
import { CheckFailure } from './process.js';

/** What measures a few seconds is asked while nothing else runs; a limit of a minute leaves room for what the machine does beside it. */
const MEASURES = /\bnobody waits long\b/;

/** Something that has passed: what ran for it, and what it remarked. */
export interface Passed {
  readonly name: string;
  readonly heard: readonly Heard[];
  readonly remark: string | undefined;
}

/** What has passed and what has failed, told while it happens. */
export class Tally {
  passed = 0;
  /** Where, what and why, in the order in which they came. */
  readonly failures: string[] = [];
  private readonly troubled = new Set<string>();
  private readonly lanes = new Lanes();
  private readonly seen = new Map<string, Passed[]>();

  /**
   * Does something that passes or throws, and tells which.
   *
   * @returns whether it has passed.
   */
  count(where: string, name: string, work: () => Promise<string | void>): Promise<boolean> {
    const counted = (): Promise<boolean> => this.countNow(where, name, work);
    return MEASURES.test(name) ? this.lanes.alone(counted) : this.lanes.beside(counted);
  }

  private async countNow(where: string, name: string, work: () => Promise<string | void>): Promise<boolean> {
    const started = performance.now();
    try {
      const { result, heard } = await listen(work);
      const remark = typeof result === 'string' ? result : undefined;
      this.passed += 1;
      this.seen.set(where, [...this.passedIn(where), { name, heard, remark }]);
      this.tell(`ok      ${since(started)}  ${where}: ${name}${remark === undefined ? '' : ` (${remark})`}`);
      return true;
    } catch (error) {
      const report = indent(reportOf(error));
      this.failures.push(`${where}: ${name}\n${report}`);
      this.troubled.add(where);
      this.tell(`FAILED  ${since(started)}  ${where}: ${name}\n${report}`);
      return false;
    }
  }

  get failed(): number {
    return this.failures.length;
  }

  /** What has passed there, in its order. */
  passedIn(where: string): readonly Passed[] {
    return this.seen.get(where) ?? [];
  }

  /** Whether anything has failed there; other places may be counted at the same time. */
  hasFailed(where: string): boolean {
    return this.troubled.has(where);
  }

  tell(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** The line that other programs add up. */
  get summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

/** What is no `CheckFailure` is a mistake in a check: it is shown with its place. */
function reportOf(error: unknown): string {
  if (error instanceof CheckFailure) return error.report;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function since(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
}

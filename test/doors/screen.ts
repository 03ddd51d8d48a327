/** As much of a terminal as the prompts use: what a person would see after all that was printed. */
export class Screen {
  readonly #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {}

  /** All lines since the beginning, without blanks at their ends; what scrolled away is among them. */
  get text(): string {
    return this.#lines
      .map((line) =>
        line
          .map((letter) => letter || ' ')
          .join('')
          .trimEnd(),
      )
      .join('\n')
      .trimEnd();
  }

  /** Draws what a program printed. A sequence must not be cut between two calls: see {@link splitWhole}. */
  write(output: string): void {
    for (const [part] of output.matchAll(SEQUENCE)) {
      const csi = CSI.exec(part);
      if (csi !== null) this.#control(csi[2] ?? '', Number(csi[1]?.split(';')[0] || Number.NaN));
      else if (part === '\r') this.#column = 0;
      else if (part === '\n') this.#goDown(1);
      else if (part === '\b') this.#column = Math.max(this.#column - 1, 0);
      else if (!part.startsWith('\u001b') && part >= ' ') this.#put(part);
    }
  }

  #control(command: string, amount: number): void {
    const times = Number.isNaN(amount) ? 1 : amount;
    if (command === 'A') this.#row = Math.max(this.#row - times, this.#top);
    else if (command === 'B') this.#row = Math.min(this.#row + times, this.#lines.length - 1);
    else if (command === 'C') this.#column += times;
    else if (command === 'D') this.#column = Math.max(this.#column - times, 0);
    else if (command === 'G') this.#column = times - 1;
    else if (command === 'K') this.#eraseLine(Number.isNaN(amount) ? 0 : amount);
    else if (command === 'J') this.#eraseBelow();
  }

  get #top(): number {
    return Math.max(this.#lines.length - this.rows, 0);
  }

  get #line(): string[] {
    return (this.#lines[this.#row] ??= []);
  }

  #goDown(times: number): void {
    this.#row += times;
    while (this.#lines.length <= this.#row) this.#lines.push([]);
  }

  #put(letter: string): void {
    if (this.#column >= this.columns) {
      this.#goDown(1);
      this.#column = 0;
    }
    for (let column = this.#line.length; column < this.#column; column += 1) this.#line[column] = ' ';
    this.#line[this.#column] = letter;
    this.#column += 1;
  }

  #eraseLine(what: number): void {
    if (what === 0) this.#line.length = Math.min(this.#line.length, this.#column);
    else if (what === 2) this.#line.length = 0;
  }

  #eraseBelow(): void {
    this.#eraseLine(0);
    for (const line of this.#lines.slice(this.#row + 1)) line.length = 0;
  }
}

const SEQUENCE = /\u001b\[[0-9;?]*[A-Za-z]|\u001b[^[]|\P{M}\p{M}*/gsu;
const CSI = /^\u001b\[\??([0-9;]*)([A-Za-z])$/;

/** Cuts output where no escape sequence is cut: what is whole, and the beginning of what is not. */
export function splitWhole(output: string): readonly [whole: string, rest: string] {
  const open = /\u001b(?:\[[0-9;?]*)?$/.exec(output);
  return open === null ? [output, ''] : [output.slice(0, open.index), open[0]];
}

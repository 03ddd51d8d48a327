import { fit } from '../terminal/columns.js';

/** Where a line can be shown and taken away again. */
export interface LineStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A line that says how far the work is. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes it away: what follows begins in its place. */
  clear(): void;
}

const ERASE = '\r\u001b[K';

/** A line on a stream; none where that is no terminal, or one that cannot take a line back. */
export function openProgressLine(stream: LineStream, env: NodeJS.ProcessEnv): ProgressLine {
  const { columns = 80 } = stream;
  if (stream.isTTY !== true || env['TERM'] === 'dumb') return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => void stream.write(`${ERASE}${fit(text, columns - 1)}`),
    clear: () => void stream.write(ERASE),
  };
}

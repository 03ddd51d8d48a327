const HELD = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

type HeldSignal = keyof typeof HELD;

/** While it lasts, signals that would end the process are remembered instead. */
export interface HeldSignals {
  /** The exit code that belongs to the first signal that came, once the event loop had a whole turn to hear of it. */
  received(): Promise<number | undefined>;
  /** Aborted with the first signal: for work that need not be finished. */
  readonly abort: AbortSignal;
  release(): void;
}

/** Holds the signals that ask the process to end: a write that has begun is finished first. */
export function holdSignals(): HeldSignals {
  let first: HeldSignal | undefined;
  const controller = new AbortController();
  const remember = (signal: NodeJS.Signals): void => {
    if (signal in HELD) first ??= signal as HeldSignal;
    controller.abort();
  };
  for (const signal of Object.keys(HELD)) process.on(signal, remember);
  return {
    received: async () => {
      // The first may come without a look at what is waiting; between it and the second there is one.
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return first === undefined ? undefined : HELD[first];
    },
    abort: controller.signal,
    release: () => {
      for (const signal of Object.keys(HELD)) process.off(signal, remember);
    },
  };
}

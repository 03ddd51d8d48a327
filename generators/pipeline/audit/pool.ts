import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { installation } from '../pack/library/installation.js';
import type { Answer, Asked } from './answer.js';
import { reasonOf } from './reason.js';

/** A repository that takes longer is on a disk that does not answer. */
const PATIENCE_MS = 120_000;
/** What a worker may keep in memory; a repository that needs more is one that was made to. */
const MOST_MB = 512;

/** How many folders are looked at. */
export interface Work {
  readonly folders: readonly string[];
  /** What repositories that are no projects are held against, as `--pack` names it. */
  readonly pack?: string;
  /** How many worker threads. */
  readonly workers: number;
  /** Told of each answer as it comes. */
  readonly onAnswer: (index: number, answer: Answer) => void;
  /** Ends the work early. */
  readonly abort: AbortSignal;
  readonly patience?: number;
}

/** Looks at many folders, each worker at one at a time. Where a worker dies of a folder, another one goes on with the next. */
export async function lookAtAll(work: Work): Promise<void> {
  const queue = work.folders.entries();
  const lanes = Array.from({ length: Math.min(work.workers, work.folders.length) }, () => lane(queue, work));
  await Promise.all(lanes);
}

async function lane(queue: IterableIterator<[number, string]>, work: Work): Promise<void> {
  let worker: Worker | undefined;
  try {
    for (const [index, folder] of queue) {
      if (work.abort.aborted) return;
      worker ??= startWorker(work.pack);
      const asked = await ask(worker, { folder }, work);
      if (work.abort.aborted) return;
      work.onAnswer(index, asked.answer);
      if (asked.isLost) {
        endWorker(worker);
        worker = undefined;
      }
    }
  } finally {
    endWorker(worker);
  }
}

/** Not waited for: a thread that waits for a disk ends when that answers. */
function endWorker(worker: Worker | undefined): void {
  void worker?.terminate();
}

function startWorker(pack: string | undefined): Worker {
  const file = join(installation(), 'dist', 'binary', 'audit_worker.cjs');
  const worker = new Worker(file, { workerData: { pack }, resourceLimits: { maxOldGenerationSizeMb: MOST_MB } });
  // It tells whoever asks it; what comes after that concerns nobody.
  worker.on('error', () => undefined);
  return worker;
}

/** An answer, and whether the worker is of no use after it. */
interface Settled {
  readonly answer: Answer;
  readonly isLost: boolean;
}

function ask(worker: Worker, asked: Asked, { abort, patience = PATIENCE_MS }: Work): Promise<Settled> {
  return new Promise((resolve) => {
    const lose = (reason: string): void => settle({ answer: { reason }, isLost: true });
    const onMessage = (answer: Answer): void => settle({ answer, isLost: false });
    const onError = (error: unknown): void => lose(isOutOfMemory(error) ? 'It needs more memory than a repository may' : reasonOf(error));
    const onExit = (): void => lose('The thread that looked at it ended');
    const onAbort = (): void => lose('It was interrupted');
    const timer = setTimeout(() => lose(`It took longer than ${patience / 1000} seconds`), patience);
    const settle = (settled: Settled): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      abort.removeEventListener('abort', onAbort);
      resolve(settled);
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    abort.addEventListener('abort', onAbort);
    worker.postMessage(asked);
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

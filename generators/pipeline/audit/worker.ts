// A worker of an audit, a program of its own: looks at one folder after the other, and answers each.
import { parentPort, workerData } from 'node:worker_threads';
import { findPack, type LoadedPack } from '../pack/library/shipped.js';
import type { Asked } from './answer.js';
import { answerFor } from './reason.js';
import { lookAtRepository } from './sight.js';

const named: string | undefined = workerData.pack;
let found: Promise<LoadedPack> | undefined;

function namedPack(): Promise<LoadedPack | undefined> {
  if (named !== undefined) found ??= findPack(named, process.cwd());
  return Promise.resolve(found);
}

parentPort?.on('message', async ({ folder }: Asked) => {
  parentPort?.postMessage(await answerFor(folder, async () => lookAtRepository(folder, await namedPack())));
});

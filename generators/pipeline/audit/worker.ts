// A worker of an audit, a program of its own: looks at one folder after the other, and answers each.
import { parentPort, workerData } from 'node:worker_threads';
import { findPack } from '../pack/library/shipped.js';
import type { Asked } from './answer.js';
import { answerFor } from './reason.js';
import { lookAtRepository } from './sight.js';

const named: string | undefined = workerData.pack;
const pack = named === undefined ? Promise.resolve(undefined) : findPack(named, process.cwd());

parentPort?.on('message', async ({ folder }: Asked) => {
  parentPort?.postMessage(await answerFor(folder, async () => lookAtRepository(folder, await pack)));
});

import { setTimeout as wait } from 'node:timers/promises';
import type { Project } from './emission.js';
import { CheckFailure, start } from './process.js';
import { findFreePort } from './server.js';

const PATIENCE_SECONDS = 60;

/** The one bucket that is there. */
export const BUCKET = 'our-bucket';

/** A project whose commands find Google Cloud Storage on this machine, with one empty bucket. */
export async function withBucket(project: Project, use: (project: Project) => Promise<void>): Promise<void> {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const options = ['start', '--host=127.0.0.1', `--port=${port}`, '--in-memory', `--default-bucket=${BUCKET}`];
  const service = start(project, 'gcp-storage-emulator', options);
  try {
    for (const deadline = performance.now() + PATIENCE_SECONDS * 1000; !(await isThere(address)); await wait(200)) {
      if (service.ended() !== undefined || performance.now() > deadline)
        throw new CheckFailure('The bucket did not start', { command: service.command, output: service.output() });
    }
    // It is an ordinary bucket, and asking Google which kind it is takes a second for each file.
    const env = { ...project.env, STORAGE_EMULATOR_HOST: address, GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT: 'false' };
    await use({ ...project, env });
  } finally {
    await service.stop();
  }
}

async function isThere(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/storage/v1/b/${BUCKET}`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // nobody listens there yet
    throw error;
  }
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import type { Project } from '../emission.js';
import { CheckFailure, refuse, succeed } from '../process.js';

/** Nobody answers at this address: what needs the network fails at once. */
const NO_NETWORK = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].map((name) => [name, 'http://127.0.0.1:9']),
);

const namesNextCommand: Check = {
  name: 'training without data says in one line which command makes it',
  run: async (project) => {
    const ran = await refuse(project, /data preprocess|preprocess-data/, 'python', ['-m', `${project.row.package}.train`]);
    if (ran.output.includes('Traceback')) throw new CheckFailure('It shows a traceback', ran);
  },
};

const fetches: Check = {
  name: 'the data is fetched, without a network',
  essential: true,
  run: async (project) => {
    const ran = await succeed(project, 'python', ['-m', `${project.row.package}.data`, 'fetch'], { env: NO_NETWORK });
    if (listFiles(project, 'data/raw').length === 0) throw new CheckFailure('There is nothing in data/raw', ran);
  },
};

const preprocesses: Check = {
  name: 'preprocessing twice gives the same bytes',
  essential: true,
  run: async (project) => {
    const digests: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      rmSync(join(project.folder, 'data/processed'), { recursive: true, force: true });
      await succeed(project, 'python', ['-m', `${project.row.package}.data`, 'preprocess']);
      digests.push(digestOf(project, 'data/processed'));
    }
    if (digests[0] !== digests[1]) throw new CheckFailure('The second time gave other bytes than the first');
  },
};

function listFiles({ folder }: Project, below: string): string[] {
  const paths = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, below, path));
  return paths.filter((path) => statSync(path).isFile() && !path.endsWith('.gitkeep')).toSorted();
}

function digestOf(project: Project, below: string): string {
  const hash = createHash('sha256');
  for (const path of listFiles(project, below)) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

export const DATA_CHECKS: readonly Check[] = [namesNextCommand, fetches, preprocesses];

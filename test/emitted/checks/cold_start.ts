import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { moduleOf } from '../copies.js';
import { at, type Project } from '../emission.js';
import { makeThinEnvironment, sharedBelow } from '../environment.js';
import { ROOT } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';
import { withCommand } from '../server.js';

/** What a row leaves beside its repository for the table of the first prediction. */
export const COLD_START_FILE = 'cold_start.json';

/** By the clock, on two cores, with the dependencies installed. */
const LIMIT_SECONDS = 60;
const PACKAGE = 'cold_start';
/** The project alone: what it depends on is there. */
const INSTALL = ['-m', 'pip', 'install', '--quiet', '--editable', '.', '--no-deps', '--no-build-isolation'];
const COMMANDS = ['data fetch', 'data preprocess', 'train'];

/** Seconds by the clock, by what took them, as the table has it. */
type Laps = Record<string, number>;

const startsCold: Check = {
  name: `nobody waits long for the first prediction: ${LIMIT_SECONDS} s from mlops new --defaults to an answer of the API with a trained model`,
  applies: (project) => isFull(project) && project.row.tasks === 'everything',
  run: async (project) => {
    const laps = await startCold(await emptyPlace(project));
    const total = Object.values(laps).reduce((sum, seconds) => sum + seconds, 0);
    if (total > LIMIT_SECONDS) throw new CheckFailure(`It took ${total.toFixed(1)} seconds by the clock: ${JSON.stringify(laps)}`);
    writeFileSync(join(project.aside, COLD_START_FILE), JSON.stringify(laps));
    return `${total.toFixed(1)} s by the clock`;
  },
};

/** A folder that is not there yet, and an environment with everything but the project, on two cores. */
async function emptyPlace(project: Project): Promise<Project> {
  const home = join(project.aside, 'cold');
  rmSync(home, { recursive: true, force: true });
  const env = await makeThinEnvironment(sharedBelow(project.env['VIRTUAL_ENV'] ?? ''), join(home, 'venv'));
  const row = { ...project.row, package: PACKAGE };
  return { ...project, row, folder: join(home, PACKAGE), env: { ...env, OMP_NUM_THREADS: '2' } };
}

async function startCold(place: Project): Promise<Laps> {
  const laps: Laps = {};
  let since = performance.now();
  const lap = (name: string): void => {
    const now = performance.now();
    laps[name] = (now - since) / 1000;
    since = now;
  };
  const options = ['--defaults', '--skip-install', '--python', '3.11', '--package', PACKAGE];
  await succeed({ ...place, folder: ROOT }, process.execPath, [join(ROOT, 'dist', 'mlops.cjs'), 'new', place.folder, ...options]);
  lap('`mlops new --defaults`');
  await succeed(place, 'python', INSTALL);
  lap('`pip install --editable . --no-deps`');
  for (const words of COMMANDS) {
    await succeed(place, 'python', moduleOf(place, words));
    lap(`\`python -m pkgname.${words}\``);
  }
  await predictOnce(place, () => lap('`python -m pkgname.api`, until `/predict` answers'));
  return laps;
}

/** Starts the API as people do, and asks it for one prediction. */
function predictOnce(place: Project, answered: () => void): Promise<void> {
  return withCommand(
    place,
    (port) => [...moduleOf(place, 'api'), '--port', String(port)],
    {},
    async ({ ask }) => {
      const { body } = await ask([200], 'GET', '/model/info');
      const { body: answer, text } = await ask([200], 'POST', '/predict', JSON.stringify({ items: [at(body, 'example_item')] }));
      answered();
      const predictions = at(answer, 'predictions');
      if (!Array.isArray(predictions) || predictions.length !== 1) throw new CheckFailure(`It is no prediction: ${text.slice(0, 300)}`);
    },
  );
}

export const COLD_START_CHECKS: readonly Check[] = [startsCold];

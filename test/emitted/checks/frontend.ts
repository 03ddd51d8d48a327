import { join } from 'node:path';
import { type Check, isTriedByData } from '../check.js';
import { moduleOf, refuseInOneLine } from '../copies.js';
import { has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, succeed } from '../process.js';
import { findFreePort, withCommand, withServer } from '../server.js';

const showsPredictions: Check = {
  name: 'the frontend has a form for its kind of data, and shows what the running API predicts for an item and for a file',
  applies: hasFrontend,
  run: (project) =>
    withServer(project, {}, async ({ address }) => {
      const ran = await openPage(project, address, kindOf(project));
      if (!/Model [0-9a-f]{12} from file:models\/model\.pth/.test(ran.stdout)) throw new CheckFailure('It does not say which model', ran);
    }),
};

const saysWhatIsMissing: Check = {
  name: 'a dead API behind the frontend, and one without weights, is one sentence with the command that helps',
  applies: hasFrontend,
  run: async (project) => {
    const dead = await openPage(project, `http://127.0.0.1:${await findFreePort()}`, 'none');
    expectSentence(dead, `python -m ${project.row.package}.api`);
    await withServer(project, { MODEL_URI: 'file:models/none.pth' }, async ({ address }) => {
      expectSentence(await openPage(project, address, 'none'), `python -m ${project.row.package}.train`);
    });
  },
};

const listens: Check = {
  name: 'the frontend serves its page, and a port in use is one sentence',
  applies: hasFrontend,
  run: (project) => {
    const onPort = (port: number | string) => moduleOf(project, `frontend_app --port ${port}`);
    return withCommand(project, onPort, { path: '/_stcore/health' }, async ({ address, ask }) => {
      const { text } = await ask([200], 'GET', '/');
      if (!text.includes('<title>')) throw new CheckFailure(`It serves no page: ${text.slice(0, 300)}`);
      await refuseInOneLine(project, /uses that port.*--port/, onPort(new URL(address).port));
    });
  },
};

const needsLittle: Check = {
  name: 'the frontend can be imported without PyTorch and without the packages of the API',
  applies: hasFrontend,
  run: async (project) => {
    const taken = "import sys; sys.modules.update(dict.fromkeys(['torch', 'fastapi', 'typer', 'pydantic']))";
    const modules = ['__main__', 'app'].map((name) => `import ${project.row.package}.frontend_app.${name}`);
    await succeed(project, 'python', ['-c', [taken, ...modules].join('\n')]);
  },
};

function openPage(project: Project, address: string, kind: string): Promise<Ran> {
  const args = [join(EMITTED, 'python', 'frontend.py'), project.row.package, kind];
  return succeed(project, 'python', args, { env: { BACKEND: address } });
}

function expectSentence(ran: Ran, command: string): void {
  const lines = ran.stdout.trim().split('\n');
  if (lines.length !== 1 || !ran.stdout.includes(command)) throw new CheckFailure(`The page should name ${command}`, ran);
}

function kindOf({ row }: Project): string {
  const given = row.flags.indexOf('--data');
  return given === -1 ? 'images' : (row.flags[given + 1] ?? '');
}

/** Where the data are somebody's own, the tests of the repository drive the page. */
function hasFrontend(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/frontend_app/app.py') && project.row.kind !== 'seam';
}

export const FRONTEND_CHECKS: readonly Check[] = [showsPredictions, saysWhatIsMissing, listens, needsLittle];

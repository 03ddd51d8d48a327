import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Project } from './emission.js';
import { tell } from './heard.js';
import { CheckFailure, type Service, start } from './process.js';

/** torch is imported first. */
const PATIENCE_SECONDS = 180;

/** An answer of the API. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** A server of the emitted API on this machine only. */
export interface Server {
  readonly address: string;
  /** Asks, and expects one of some statuses. */
  ask(expected: readonly number[], method: 'GET' | 'POST', path: string, body?: string | FormData): Promise<Answer>;
  /** What it has printed so far. */
  output(): string;
}

/** Starts the API on a free port, hands it over once it answers, and stops it whatever happens. */
export function withServer(
  project: Project,
  env: Readonly<Record<string, string>>,
  use: (server: Server) => Promise<void>,
  module = 'api',
): Promise<void> {
  const args = ['-m', 'uvicorn', `${project.row.package}.${module}:app`, '--host', '127.0.0.1', '--port'];
  return withCommand(project, (port) => [...args, String(port)], { env }, use);
}

/**
 * Starts any server of Python on a free port, as `withServer` does; it answers at `path`, with whatever status, once it is ready. One
 * that takes its port from elsewhere is asked at `at`.
 */
export async function withCommand(
  project: Project,
  argsFor: (port: number) => readonly string[],
  { env = {}, path = '/', at }: { readonly env?: Readonly<Record<string, string>>; readonly path?: string; readonly at?: string },
  use: (server: Server) => Promise<void>,
): Promise<void> {
  const port = await findFreePort();
  const address = at ?? `http://127.0.0.1:${port}`;
  const service = start(project, 'python', argsFor(port), { env });
  try {
    await waitUntilItAnswers(service, address + path);
    await use({ address, ask: (expected, ...question) => ask(service, address, expected, ...question), output: service.output });
  } finally {
    await service.stop();
  }
}

async function ask(
  service: Service,
  address: string,
  expected: readonly number[],
  method: 'GET' | 'POST',
  path: string,
  body?: string | FormData,
): Promise<Answer> {
  tell('', `${method} ${path}`);
  const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  const response = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const fact = `${method} ${path} answered ${response.status}, not ${expected.join(' or ')}: ${text.slice(0, 300)}`;
  if (!expected.includes(response.status)) throw new CheckFailure(fact, { command: service.command, output: service.output() });
  return {
    status: response.status,
    text,
    body: response.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : undefined,
  };
}

async function waitUntilItAnswers(service: Service, address: string): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_SECONDS * 1000; performance.now() < deadline; await wait(200)) {
    if (service.ended() !== undefined) break;
    if (await answers(address)) return;
  }
  throw new CheckFailure('The server did not start', { command: service.command, output: service.output() });
}

async function answers(address: string): Promise<boolean> {
  try {
    await (await fetch(address)).arrayBuffer();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false; // nobody listens there yet
    throw error;
  }
}

/** A port of this machine on which nobody listens. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a host answers at a path: a file, or whatever a test does itself. */
type Answer = Buffer | string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A host on this machine for one test. */
export interface Host {
  readonly address: string;
  /** The paths that were asked for, in their order. */
  readonly asked: string[];
}

/**
 * Starts a host on this machine, which is gone when the test is over.
 *
 * @param answers by path; every other path is not found.
 */
export async function startHost(
  answers: Readonly<Record<string, Answer>> | ((address: string) => Readonly<Record<string, Answer>>),
): Promise<Host> {
  const asked: string[] = [];
  let known: Readonly<Record<string, Answer>> = {};
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push(path);
    const answer = known[decodeURIComponent(path)];
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end();
    else response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${portOf(server.address())}`;
  known = typeof answers === 'function' ? answers(address) : answers;
  return { address, asked };
}

/** An answer that leads elsewhere. */
export function leadTo(location: string, status = 302): Answer {
  return (_, response) => void response.writeHead(status, { location }).end();
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The host listens on no port');
  return address.port;
}

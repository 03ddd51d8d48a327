import { STATUS_CODES } from 'node:http';
import { Refusal } from '../../errors.js';
import { shownAddress, verifyNext } from './address.js';

/** How much is fetched at most, and how long is waited for all of it. */
export interface Bounds {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** As many addresses as may lead to another one, one after the other. */
const MOST_REDIRECTS = 5;
const BY_HAND = 'Check the address and the connection, or download the file yourself and name it: --pack my.pack';

/**
 * Fetches what is at an address, within bounds. Nothing is kept of it on the disk.
 *
 * @throws Refusal where nothing comes, something else than a file, or too much of it.
 */
export async function download(address: URL, bounds: Bounds): Promise<Buffer> {
  const signal = AbortSignal.timeout(bounds.milliseconds);
  try {
    const response = await follow(address, signal);
    return await readWithin(response, bounds.bytes, address);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (signal.aborted) throw unfinished(address, bounds.milliseconds);
    throw new Refusal(`${shownAddress(address)} cannot be reached (${reasonOf(error)})`, BY_HAND);
  }
}

/** Each address on the way is held to the same rules as the first one. */
async function follow(address: URL, signal: AbortSignal): Promise<Response> {
  let at = address;
  verifyNext(address, at);
  for (let left = MOST_REDIRECTS; ; left -= 1) {
    // A pack is compressed already: its bytes are wanted as they are.
    const response = await fetch(at, { redirect: 'manual', signal, headers: { 'accept-encoding': 'identity' } });
    const target = response.headers.get('location');
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status < 300 || response.status > 399 || target === null) throw refusedBy(address, response.status);
    if (left === 0) throw new Refusal(`${shownAddress(address)} leads to more than ${MOST_REDIRECTS} other addresses`, BY_HAND);
    if (!URL.canParse(target, at.href)) throw new Refusal(`${shownAddress(address)} leads to what is no address`, BY_HAND);
    at = new URL(target, at);
    verifyNext(address, at);
  }
}

/** What a server says of the size is believed only where it says that it is too much. */
async function readWithin(response: Response, most: number, address: URL): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    throw tooMuch(address, most);
  }
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) throw tooMuch(address, most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooMuch(address: URL, most: number): Refusal {
  const limit = `${Math.floor(most / 1024 / 1024)} MB`;
  return new Refusal(`What is at ${shownAddress(address)} is larger than ${limit}, and no pack is`, 'Check the address');
}

function refusedBy(address: URL, status: number): Refusal {
  const meaning = STATUS_CODES[status];
  return new Refusal(`${shownAddress(address)} answers ${status}${meaning === undefined ? '' : ` (${meaning})`}`, BY_HAND);
}

function unfinished(address: URL, milliseconds: number): Refusal {
  return new Refusal(`${shownAddress(address)} did not send all of it in ${Math.ceil(milliseconds / 1000)} s`, BY_HAND);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host, or no network',
  EAI_AGAIN: 'there is no such host, or no network',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  ENETUNREACH: 'there is no network',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  ETIMEDOUT: 'it does not answer',
};

/** The error of the system stands below the one of `fetch`; its sentence could hold the address as it was typed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code === undefined ? 'the answer cannot be read' : (REASONS[code] ?? code);
}

import { Refusal, repeated } from '../../errors.js';

/** What a pack from an address is held against: the digest of its content, in lower-case hexadecimal digits. */
export interface PinnedAddress {
  readonly url: URL;
  readonly digest: string;
}

/** A letter and a colon begin a path of Windows. */
const ADDRESS = /^([a-z][a-z0-9+.-]+:\/\/|https?:)/i;
const DIGEST = /^#sha256-([0-9a-f]{64})$/i;
/** This machine itself, where nobody listens in: a pack can be tried before it is put anywhere. */
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const BY_HAND = 'Download the file yourself, and name it: --pack my.pack';

/** Whether `--pack` names an address, and not a year, a folder or a file. */
export function isAddress(reference: string): boolean {
  return ADDRESS.test(reference);
}

/**
 * Reads an address with the digest of what is expected there.
 *
 * @throws Refusal where nothing is to be fetched from it; no sentence repeats a password or a query.
 */
export function readAddress(reference: string): PinnedAddress {
  const url = URL.canParse(reference) ? new URL(reference) : undefined;
  if (url === undefined) throw new Refusal('The address of the pack is none', 'Write it as https://host/my.pack#sha256-<digest>');
  verifyEncrypted(url);
  if (url.username !== '' || url.password !== '')
    throw new Refusal(
      `The address of a pack holds a password, which lists of processes and logs would show: ${shownAddress(url)}`,
      BY_HAND,
    );
  const [, digest] = DIGEST.exec(url.hash) ?? [];
  if (digest === undefined) throw undigested(url);
  url.hash = '';
  return { url, digest: digest.toLowerCase() };
}

/**
 * Looks at an address that another one leads to.
 *
 * @throws Refusal where others could read or change what is fetched, and where a host elsewhere leads to this machine.
 */
export function verifyNext(first: URL, next: URL): void {
  verifyEncrypted(next);
  if (first.protocol === 'https:' && next.protocol !== 'https:')
    throw new Refusal(`${shownAddress(first)} leads to this machine itself (${shownAddress(next)})`, BY_HAND);
}

/** @throws Refusal where others could read or change what is fetched. */
function verifyEncrypted(url: URL): void {
  if (url.protocol === 'https:') return;
  if (url.protocol !== 'http:')
    throw new Refusal(`A pack cannot be fetched from ${repeated(url.protocol)} addresses`, 'Use an https address, or the path of a file');
  if (!LOOPBACK.includes(url.hostname))
    throw new Refusal(
      `The address ${shownAddress(url)} is not encrypted`,
      `Write https://; http is for this machine only (${LOOPBACK.join(', ')})`,
    );
}

/** An address for a sentence: without what may be secret in it. */
export function shownAddress({ protocol, host, pathname, search }: URL): string {
  return repeated(`${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`, 160);
}

/** An address with its digest, as a project records where its pack came from. */
export function recordedAddress({ url, digest }: PinnedAddress): string {
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}#sha256-${digest}`;
}

function undigested(url: URL): Refusal {
  const form = `${shownAddress(url)}#sha256-<digest>`;
  if (url.hash === '')
    return new Refusal(
      `The address ${shownAddress(url)} comes without the digest of the pack`,
      `Ask who hands it out for the digest that mlops pack freeze printed, and write '${form}'`,
    );
  return new Refusal(
    `What follows # in the address of the pack is no digest: ${repeated(url.hash)}`,
    `Write the 64 hexadecimal digits that mlops pack freeze printed: '${form}'`,
  );
}

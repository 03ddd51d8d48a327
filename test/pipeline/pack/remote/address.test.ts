import { describe, expect, it } from 'vitest';
import { isAddress, readAddress, shownAddress, verifyNext } from '../../../../generators/pipeline/pack/remote/address.js';

const DIGEST = 'ab'.repeat(32);

describe('what --pack names', () => {
  it.each([
    'https://host/my.pack',
    'HTTPS://host/my.pack',
    'http://localhost/x',
    'file:///etc/passwd',
    'ftp://host/x',
    'git+ssh://host/x',
    'https:host',
  ])('is an address: %s', (reference) => {
    expect(isAddress(reference)).toBe(true);
  });

  it.each(['2026', './my-pack', 'C:\\packs\\mine', 'C://packs', '/srv/packs/mine', 'npm:my-pack', 'a/b://c'])(
    'is no address: %s',
    (reference) => {
      expect(isAddress(reference)).toBe(false);
    },
  );
});

describe('an address', () => {
  it('is read with its digest, in whatever case that is written', () => {
    const { url, digest } = readAddress(`https://host/a/my.pack?v=2#sha256-${DIGEST.toUpperCase()}`);
    expect([url.href, digest]).toEqual(['https://host/a/my.pack?v=2', DIGEST]);
  });

  it.each(['127.0.0.1:8000', '[::1]:8000', 'localhost'])('may be http on this machine: %s', (host) => {
    expect(readAddress(`http://${host}/my.pack#sha256-${DIGEST}`).url.host).toBe(host);
  });

  it.each([
    [
      'https://host/my.pack',
      "The address https://host/my.pack comes without the digest of the pack. Ask who hands it out for the digest that mlops pack freeze printed, and write 'https://host/my.pack#sha256-<digest>'.",
    ],
    [
      'https://host/my.pack#sha256-abc',
      /^What follows # in the address of the pack is no digest: #sha256-abc\. Write the 64 hexadecimal digits /,
    ],
    [`https://host/my.pack#${DIGEST}`, /is no digest/],
    [`https://host/my.pack#sha512-${DIGEST}`, /is no digest/],
    [`http://host/my.pack#sha256-${DIGEST}`, /^The address http:\/\/host\/my\.pack is not encrypted\. Write https:\/\/;/],
    [`http://127.0.0.1.host.example/x#sha256-${DIGEST}`, /is not encrypted/],
    [`file:///etc/passwd#sha256-${DIGEST}`, 'A pack cannot be fetched from file: addresses. Use an https address, or the path of a file.'],
    [`https://#sha256-${DIGEST}`, 'The address of the pack is none. Write it as https://host/my.pack#sha256-<digest>.'],
  ])('is refused: %s', (reference, says) => {
    expect(() => readAddress(reference)).toThrow(says);
  });

  it('with a password is refused, and no refusal repeats a password or a query', () => {
    const secrets = [
      `https://ann:secret@host/my.pack#sha256-${DIGEST}`,
      'https://ann:secret@host/my.pack',
      `http://ann:secret@host/my.pack#sha256-${DIGEST}`,
      'https://host/my.pack?token=secret',
      'https://ann:secret@[host/my.pack',
    ];
    for (const reference of secrets) expect(() => readAddress(reference)).toThrow(/^(?!.*secret)/);
    expect(() => readAddress(secrets[0] ?? '')).toThrow(
      'The address of a pack holds a password, which lists of processes and logs would show: https://host/my.pack. Download the file yourself, and name it: --pack my.pack.',
    );
  });

  it('is shown without what may be secret, and without what a terminal would act on', () => {
    expect(shownAddress(new URL('https://ann:secret@host:8443/a%1Bb?token=secret'))).toBe('https://host:8443/a%1Bb?…');
  });

  it('that another one leads to is held to the same rule, and nobody elsewhere leads to this machine', () => {
    const first = new URL('https://host/my.pack');
    const next = (address: string) => () => verifyNext(first, new URL(address));
    expect(next('http://host/x')).toThrow(/is not encrypted/);
    expect(next('data:text/plain,x')).toThrow(/cannot be fetched from data: addresses/);
    expect(next('https://other/x')).not.toThrow();
    expect(next('http://localhost:8080/admin')).toThrow(
      /^https:\/\/host\/my\.pack leads to this machine itself \(http:\/\/localhost:8080\/admin\)\./,
    );
    expect(() => verifyNext(new URL('http://localhost/x'), new URL('http://127.0.0.1/x'))).not.toThrow();
  });
});
